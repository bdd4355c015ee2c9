"""Guides that were given another path: whose evidence is whose."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_FEW = 20
"""Guides at most that are read to compare what their checks depend on: it takes a while."""


class Named(msgspec.Struct, frozen=True):
    """What a guide can be recognised by."""

    guide: str
    """SHA-256 of its bytes."""
    name: str
    number: str | None
    checks: Callable[[], str]
    """Digest of what its checks depend on."""


def renamed(gone: Mapping[str, Named], here: Mapping[str, Named]) -> dict[str, str]:
    """Paths of guides that are gone -> paths that they have now, where only one can be meant.

    `here` are the guides that have no evidence under their own path. They are recognised by their
    bytes; else by their name, by what their checks depend on, or by their number, the surest first.
    """
    found: dict[str, str] = {}
    for sign in (_guide, _name, _checks, _number):
        then = {key: one for key, one in gone.items() if key not in found}
        now = {key: one for key, one in here.items() if key not in found.values()}
        if not then or (sign is _checks and len(now) > _FEW):
            continue
        by_sign = _told_apart((sign(one), key) for key, one in now.items())
        for value, key in _told_apart((sign(one), key) for key, one in then.items()).items():
            if value in by_sign:
                found[key] = by_sign[value]
    return found


def _told_apart(signs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Paths by the signs that only one of them has."""
    pairs = [(sign, key) for sign, key in signs if sign]
    count = Counter(sign for sign, _ in pairs)
    return {sign: key for sign, key in pairs if count[sign] == 1}


def _guide(one: Named) -> str:
    return one.guide


def _name(one: Named) -> str:
    return " ".join(one.name.casefold().split())


def _checks(one: Named) -> str:
    return one.checks()


def _number(one: Named) -> str:
    return one.number or ""
