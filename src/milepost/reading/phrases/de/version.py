"""Versions and ranges of versions: `18+`, `>= 3.11`, `2.30 oder neuer`, `ab 3.11`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re

_NUMBER = r"v?(?P<{0}>\d+(?:\.\d+)*)(?:\.[xX*])?"
RANGE = re.compile(
    r"\s*(?:\()?(?:,\s*)?(?:in |ab |mindestens )*(?:version|ver\.?|v\.?)?\s*(?:\()?\s*(?:ab |mindestens |min\. )*"
    r"(?:(?P<operator>>=|≥|>|<=|≤|<|==?|~=|\^|~)\s*)?" + _NUMBER.format("low")
    + r"(?:\s*(?:-|–|bis)\s*" + _NUMBER.format("high") + r")?"
    r"\s*(?P<more>\+|(?:(?:,|LTS|\))\s*)*(?:oder|und)\s+(?:neuer|höher|später|aktueller))?",
    re.IGNORECASE,
)  # fmt: skip
LEAST = re.compile(r"\bab |mindestens|min\. ", re.IGNORECASE)
