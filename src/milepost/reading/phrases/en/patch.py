"""A `diff` that says which file it changes."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_CHANGE = r"(?:patch|diff|changes?|edits?|modifications?|fix(?:es)?|lines?)"
_FILE = r"(?:the |your |our )?(?:file )?(?P<path>{code})"
APPLY: tuple[Phrase, ...] = (
    phrase(rf"^(?:now,? |then,? |next,? |first,? |finally,? )?(?:in|inside|open|edit) {_FILE}(?: file)?(?:,|:| and\b|$)"),
    phrase(rf"\b(?:apply|make|do)\b (?:the |this |these )?(?:following |same |small |one |two |three )*{_CHANGE}?\b ?(?:below )?(?:to|in|inside|on) {_FILE}"),
    phrase(r"\b(?:remove|delete|drop|rename|fix|correct|adjust|extend|swap|move)\b[^\n;\ue000]{0,50}? (?:from|in|inside|of) " + _FILE),
    phrase(rf"^(?:the |these |here are the |this is the )?(?:following |new |needed |required )*(?:changes?|edits?|modifications?) (?:to|for|in) {_FILE}(?: (?:is|are)(?: as follows)?)?:?$"),
)  # fmt: skip
"""The file to which a diff is applied, besides those that tell to write or change one."""
PRINTED = phrase(
    r"\b(?:should|will|can|you(?:'ll)?) (?:now )?(?:see|get|print|show|output|display)\b|\b(?:prints|outputs?|displays)\b"
    r"|\b(?:diff|it|command|git|{code}) shows\b"
)
"""The diff is what is to be seen."""
