""" "`DATABASE_URL` is set to `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("set", "exported", "defined")
PHRASES: tuple[Phrase, ...] = (
    phrase(r"(?P<told>\b(?:environment )?variable )?(?P<name>{code})(?P<after> (?:environment )?variable)? (?:should |must |will |now )*(?:be |is |has been |holds |has the value )"
           r"(?:now )?(?:(?:set|exported|defined)(?: to (?P<value>{said}))?)(?! (?:in|by|at|from|inside|via|for) )"),
)  # fmt: skip
