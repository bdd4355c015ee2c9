"""Versions and ranges of versions, as guides write them: `18+`, `>= 3.11`, `2.30 or newer`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re

_NUMBER = r"v?(?P<{0}>\d+(?:\.\d+)*)(?:\.[xX*])?"
RANGE = re.compile(
    r"\s*(?:\()?(?:,\s*)?(?:version|versions|ver\.?|v\.?)?\s*(?:\()?\s*(?:is |of |at least |minimum |min |of at least )*"
    r"(?:(?P<operator>>=|≥|>|<=|≤|<|==?|~=|\^|~)\s*)?" + _NUMBER.format("low")
    + r"(?:\s*(?:-|–|to|through)\s*" + _NUMBER.format("high") + r")?"
    r"\s*(?P<more>\+|(?:(?:,|LTS|\))\s*)*(?:or|and)\s+(?:newer|later|higher|above|greater|up|more recent)|"
    r"(?:minimum|required at least))?",
    re.IGNORECASE,
)  # fmt: skip
LEAST = re.compile(r"at least|minimum|min ", re.IGNORECASE)
