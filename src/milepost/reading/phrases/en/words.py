"""Fragments that phrases are made of: lists of explicit parts."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

_ITEM = (
    r"(?! (?:file |folder |directory |command |branch |endpoint )?(?:should|will|must|now|still|also|"
    r"does|doesn|is|are|was|has|no longer|exists?|contains?|includes?|prints?|shows?|returns?|"
    r"responds?|outputs?|exits?|succeeds?|passes|lists?|reports?|displays?|holds?)\b)"
)
"""A further item of a list of objects is not the subject of the next clause."""

CODES = r"{code}(?:(?:,| and|, and|,? or)? (?:the )?{code})*"
SUBJECTS = r"{said}(?:(?:,| and|, and) (?:the )?{said})*"
SAIDS = rf"{{said}}(?:(?:,| and|, and) (?:the )?{{said}}{_ITEM})*"
