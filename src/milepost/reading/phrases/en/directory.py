""" "You are in the `app` folder", "the current directory is `app`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("in", "director", "folder")
PHRASES: tuple[Phrase, ...] = (
    phrase(r"\b(?:you are|you['’]re|you should be|your terminal is|the terminal is|the shell is) (?:now )?(?:in|inside|within) (?:the |your |a )?"
           r"(?:new )?(?:folder |directory )?(?P<path>{code})(?: (?:folder|directory))?",
           "you are", "you're", "you’re", "you should be", "terminal is", "shell is"),
    phrase(r"\b(?:the |your )?(?:current|working)(?: working)? (?:directory|folder) (?:is|should be) (?:now )?(?:the )?(?P<path>{code})",
           "director", "folder"),
)  # fmt: skip
