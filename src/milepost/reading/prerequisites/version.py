"""Versions and ranges of versions, as guides write them: `18+`, `>= 3.11`, `2.30 or newer`."""

from __future__ import annotations

from typing import Protocol

from milepost.reading.phrases import ENGLISH, Phrases
from milepost.text import lazy_re as re


class Says(Protocol):
    """What a language has for versions."""

    RANGE: re.Pattern[str]
    """A range with `low`; where it says so, `operator` or `above` (the words for `>`), the upper
    bound `limit` and `below`, `high`, `others` that will do as well, and `more`."""
    LEAST: re.Pattern[str]
    """In such a range, or before its tool: it is the lowest version that will do."""


_DIGIT = re.compile(r"\d")
_PART = re.compile(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_OR = re.compile(r"\s*\|\|\s*")
_OPERATORS = {"≥": ">=", "=>": ">=", "≤": "<="}


def range_after(text: str, phrases: Phrases = ENGLISH, before: str = "") -> tuple[str, int] | None:
    """The range at the start of a text, and how many characters it takes; None if there is none.

    `before` stands before the tool's name, and may say that the range is open above.

    >>> range_after(" 18+ installed")
    ('>=18', 4)
    """
    says: Says = phrases.version
    found = says.RANGE.match(text) if _DIGIT.search(text) else None
    if found is None:
        return None
    least = bool(says.LEAST.search(found[0]) or says.LEAST.search(before))
    wanted, end = _range(found, least=least), found.end()
    either = _OR.match(text, end)
    following = range_after(text[either.end() :], phrases) if either else None
    if either and following:
        return f"{wanted} || {following[0]}", either.end() + following[1]
    return wanted, end


def _range(found: re.Match[str], *, least: bool) -> str:
    low, operator = found["low"], found["operator"] or (">" if found["above"] else "==")
    operator = _OPERATORS.get(operator, operator)
    if found["high"] is not None:
        return f">={low},<={found['high']}"
    if found["limit"] is not None:
        upper = _OPERATORS.get(found["limit"], found["limit"]) + found["below"]
        return f"{operator.replace('==', '>=')}{low},{upper}"
    if operator in ("=", "=="):
        if found["more"] or least:
            return f">={low}"
        others = _NUMBER.findall(found["others"] or "")
        return " || ".join(f"=={version}" for version in (low, *others))
    if operator in ("^", "~=", "~", "~>"):
        return _compatible(low, keep=1 if operator == "^" else max(1, low.count(".")))
    return f"{operator}{low}"


def _compatible(low: str, keep: int) -> str:
    parts = low.split(".")[:keep]
    return f">={low},<{'.'.join([*parts[:-1], str(int(parts[-1]) + 1)])}"


def parts(version: str) -> tuple[int, ...]:
    """A version's numbers; what follows them is left out."""
    found = re.match(r"v?(\d+(?:\.\d+)*)", version.strip())
    return tuple(int(part) for part in found[1].split(".")) if found else ()


def compare(left: str, right: str) -> int:
    """-1, 0 or 1; missing parts count as 0."""
    a, b = parts(left), parts(right)
    width = max(len(a), len(b))
    x, y = a + (0,) * (width - len(a)), b + (0,) * (width - len(b))
    return (x > y) - (x < y)


def satisfies(version: str, wanted: str | None) -> bool:
    """Whether a version lies in a range: `>=18`, `==3.11`, `>=1,<2`, `==17 || ==21`; True for None.

    `==3.11` is met by 3.11.4: a guide that names two parts leaves the third free.
    """
    if wanted is None:
        return True
    return any(
        all(_holds(version, op, limit) for op, limit in _PART.findall(either))
        for either in wanted.split("||")
    )


def _holds(version: str, operator: str, limit: str) -> bool:
    order = compare(version, limit)
    wide = parts(version)[: len(parts(limit))] == parts(limit)
    return {
        ">=": order >= 0,
        ">": order > 0 and not wide,
        "<": order < 0,
        "<=": order <= 0 or wide,
        "==": wide,
        "!=": not wide,
    }[operator]
