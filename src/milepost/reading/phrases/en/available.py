""" "The `x` command is available", "`git` is installed"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("available", "installed", "path", "ready")
PHRASES: tuple[Phrase, ...] = (
    phrase(r"(?P<told>\bcommand )?(?P<name>{code})(?P<after> (?:command|cli|tool))? (?:should |will |must |now )*(?:be |is |are )?(?:now )?"
           r"(?:available|installed|(?P<path>(?:found )?on (?:the |your )?path)|ready to use)(?! (?:as|in|at|under|globally as))"),
)  # fmt: skip
