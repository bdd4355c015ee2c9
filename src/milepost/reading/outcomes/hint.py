"""The nearest phrase that would be read, for a sentence that reads as nothing.

It says what the sentence says, never its opposite: where that is not plain, there is no hint.
"""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.outcomes.marks import is_command
from milepost.reading.outcomes.veto import LEARNING, NEGATION
from milepost.reading.paths import is_path
from milepost.reading.phrase import CODE, phrase

if TYPE_CHECKING:
    from milepost.reading.sentence import Sentence

_GONE = phrase(
    r"\b(?:deleted|removed|gone|absent|disappear\w*)\b|\b(?:no|not|n['’]t|no longer)\b.*\bexists?\b|\bno (?:file|folder|directory)\b"
)
_THERE = phrase(r"\b(?:exists?|created|file|folder|directory)\b")
_EMPTY = phrase(r"\bempty\b", "empty")
_OUTPUT = phrase(
    r"\b(?:output|see|prints?|printed|shows?|shown|displays?|displayed|says?|logs?|logged|lists?|listed|messages?|words?|"
    r"appears?|terminal|console|lines?|contains?|includes?)\b"
)


def hint(sentence: Sentence) -> str | None:
    """A sentence of the same meaning that would be read, or None."""
    skeleton = sentence.skeleton
    code = next((part.text for part in sentence.explicit if part.kind == CODE), None)
    if code is None or LEARNING.search(skeleton):
        return None
    negated = NEGATION.search(skeleton) is not None
    if is_command(code):
        return None if negated else f"`{code}` prints `…`"
    if is_path(code) or _THERE.search(skeleton) or _GONE.search(skeleton):
        return _of_path(code, skeleton, negated=negated)
    if not _OUTPUT.search(skeleton):
        return None
    return f"The output {'does not contain' if negated else 'contains'} `{code}`"


def _of_path(path: str, skeleton: str, *, negated: bool) -> str | None:
    subject = f"`{path}`" if is_path(path) else f"The file `{path}`"
    if _EMPTY.search(skeleton):
        return None if negated else f"`test ! -s {path}` exits with status 0"
    if _GONE.search(skeleton):
        return f"{subject} does not exist"
    return None if negated else f"{subject} exists"
