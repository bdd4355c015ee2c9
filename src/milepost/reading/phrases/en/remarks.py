"""Comments of a transcript on the output that follows: "# the order may differ"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

VARIES = re.compile(
    r"\b(?:output|order|result|results|values?|numbers?) (?:may|might|will|can|could) (?:also )?"
    r"(?:vary|differ|be (?:slightly )?different)\b|\byour? (?:output|result|results|mileage) (?:may|might|will) "
    r"(?:vary|differ|be different)\b",
    re.IGNORECASE,
)
