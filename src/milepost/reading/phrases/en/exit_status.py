""" "Exits with status 0", "the exit code is 1"; with a command, its own status."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("exit", "end", "finish", "terminat", "return")
WITH_COMMAND = phrase(
    r"(?:\b(?:running|run|command) )?(?P<command>{code})(?: command)? (?:should |will |must |now )*"
    r"(?:exits?|ends?|finishes|terminates|exit) (?:with )?(?:an? |the )?(?:exit )?(?:(?:status|code) )?(?:of )?"
    r"(?P<status>\d{1,3}|zero|{code})(?!\w)"
)
ALONE: tuple[Phrase, ...] = (
    phrase(r"\b(?:the |its )?exit (?:status|code) (?:is|should be|of|will be|must be) (?P<status>\d{1,3}|zero|{code})(?!\w)"),
    phrase(r"\b(?:exits?|ends?|terminates) (?:with )?(?:an? |the )?(?:exit )?(?:status |code )?(?:of )?"
           r"(?P<status>\d{1,3}\b|zero\b|{code})(?! (?:errors?|warnings?|failures?|tests?))"),
    phrase(r"\breturns? (?:an? |the )?exit (?:status|code) (?:of )?(?P<status>\d{1,3}|zero)\b"),
)  # fmt: skip
ZERO = "zero"
