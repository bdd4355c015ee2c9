"""Versions and ranges of versions, as guides write them: `18+`, `>= 3.11`, `2.30 or newer`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

_NUMBER = r"v?(?P<{0}>\d+(?:\.\d+)*)(?:\.[xX*])*"
_ANOTHER = r"(?:\s*(?:,?\s*\bor\b|,|/)\s*v?\d+(?:\.\d+)*(?:\.[xX*])*(?![\w.]*\w))"
RANGE = re.compile(
    r"\s*[:@]?\s*\(?(?:,\s*)?(?:(?:LTS|stable|latest|current)\b,?\s*)*(?:(?:version|release)s?|ver\.?|v\.?)?:?\s*\(?\s*"
    r"(?:(?:is|of|at least|minimum|min|of at least) )*(?P<between>between )?"
    r"(?P<above>(?:(?:greater|higher|newer|later) than|above) )?"
    r"(?:(?P<operator>>=|=>|≥|~>|>|<=|≤|<|==?|~=|\^|~)\s*)?" + _NUMBER.format("low")
    + r"(?:(?:\s*,|\s+and)?\s*(?P<limit><=|≤|<)\s*" + _NUMBER.format("below") + r")?"
    r"(?:\s*(?(between)and|(?:-|–|(?:up )?to|through))\s*" + _NUMBER.format("high") + r")?"
    r"(?P<others>" + _ANOTHER + r"+)?"
    r"\s*(?P<more>\+|(?:(?:,|LTS|\(|\))\s*)*(?:(?:or|and)\s+(?:newer|later|higher|above|greater|up|upwards?|more recent|more|better|over|onwards?)|onwards?|upwards?)\b|"
    r"(?:at )?minimum|required at least)?",
    re.IGNORECASE,
)  # fmt: skip
LEAST = re.compile(r"at least|\bminimum|\bmin\b|\bmin\.", re.IGNORECASE)
