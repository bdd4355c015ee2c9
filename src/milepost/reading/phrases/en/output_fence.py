"""An `output` fence after a command: its expected output."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

IF: tuple[str, ...] = ("if",)
IN_ONE_CASE = phrase(
    r"\bif (?:it|this|that|the (?:output|result|response|message)|what you see) "
    r"(?:looks?|is|reads?|says?|shows?|prints?) (?:like|the following|this|similar|something|as)\b"
    r"|\bif you (?:see|get|receive) (?:the following|this|something|an? (?:error|message|warning))\b"
)
