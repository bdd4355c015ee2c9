"""Versions and ranges of versions: `18+`, `>= 3.11`, `2.30 oder neuer`, `ab 3.11`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

_NUMBER = r"v?(?P<{0}>\d+(?:\.\d+)*)(?:\.[xX*])*"
_ANOTHER = r"(?:\s*(?:,?\s*\boder\b|,|/)\s*v?\d+(?:\.\d+)*(?:\.[xX*])*(?![\w.]*\w))"
RANGE = re.compile(
    r"\s*[:@]?\s*\(?(?:,\s*)?(?:(?:LTS|stabil|aktuell)\b,?\s*)*(?:in |ab |mindestens )*(?:version|ver\.?|v\.?)?:?\s*\(?\s*"
    r"(?:ab |mindestens |min\. )*(?P<between>zwischen )?"
    r"(?P<above>(?:(?:größer|höher|neuer) als|über) )?"
    r"(?:(?P<operator>>=|=>|≥|~>|>|<=|≤|<|==?|~=|\^|~)\s*)?" + _NUMBER.format("low")
    + r"(?:(?:\s*,|\s+und)?\s*(?P<limit><=|≤|<)\s*" + _NUMBER.format("below") + r")?"
    r"(?:\s*(?(between)und|(?:-|–|bis))\s*" + _NUMBER.format("high") + r")?"
    r"(?P<others>" + _ANOTHER + r"+)?"
    r"\s*(?P<more>\+|(?:(?:,|LTS|\(|\))\s*)*(?:oder|und)\s+(?:neuer|höher|später|aktueller)\b)?",
    re.IGNORECASE,
)  # fmt: skip
LEAST = re.compile(r"\bab |mindestens|\bmin\. ", re.IGNORECASE)
