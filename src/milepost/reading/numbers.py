"""Numbers that are shown with fewer digits than were printed.

Programs print the same number with twelve digits or with seventeen: Python 2 and 3, NumPy's
versions, other languages. With at least ten digits shown no other number is meant.
"""

from __future__ import annotations

from typing import Final

from milepost.text import lazy_re as re

_NUMBER: Final = re.compile(r"[0-9]+\.[0-9]+")
_LONG: Final = re.compile(r"[0-9]\.[0-9]{6}")
_DIGITS: Final = 10
"""Least significant digits that must be shown."""


def shown_shorter(want: str, have: str) -> bool:
    """Whether two lines differ in nothing but digits that the first leaves out of long numbers."""
    if len(want) >= len(have) or not _LONG.search(want):
        return False
    if _NUMBER.split(want) != _NUMBER.split(have):
        return False
    pairs = zip(_NUMBER.findall(want), _NUMBER.findall(have), strict=True)
    return all(short == long or _is_rounded(short, long) for short, long in pairs)


def _is_rounded(short: str, long: str) -> bool:
    decimals = len(short.partition(".")[2])
    significant = len(short.replace(".", "").lstrip("0"))
    if len(short) >= len(long) or decimals < 6 or significant < _DIGITS:
        return False
    from decimal import Decimal

    return format(Decimal(long), f".{decimals}f") == short
