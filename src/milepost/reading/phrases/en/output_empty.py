""" "Prints nothing", "there is no output"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("nothing", "empty", "no output")
_ALL = r"(?! (?:to|on|in|from|at|for|by) (?!(?:the |your )?(?:terminal|console|command line|prompt)\b))"
"""Not of one place alone, such as standard error."""
PHRASES: tuple[Phrase, ...] = (
    phrase(r"\b(?:prints?|outputs?|displays?|shows?) nothing\b(?! (?:else|but|except))" + _ALL),
    phrase(r"\b(?:nothing|no output) (?:is|should be|will be|gets|was) (?:printed|shown|displayed|produced|output)\b(?! (?:else|but|except|in|to|on|by|for|at))"),
    phrase(r"(?<!error )\boutput (?:is|should be|will be|must be) empty\b"),
    phrase(r"\b(?:there (?:is|should be|will be)|produces|produce|gives|you should see|you will see|"
           r"you(?:'|’)ll see) no output\b" + _ALL),
)  # fmt: skip
