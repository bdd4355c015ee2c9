"""Values of secrets taken out of what is shown and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T", bound=msgspec.Struct)

MASK = "***"
_SAID = frozenset({"output", "seen", "expected", "reason", "found"})
"""Fields that hold what programs said."""


def mask(text: str, values: Iterable[str]) -> str:
    """A text without the values, longest first."""
    for value in sorted(filter(None, values), key=len, reverse=True):
        text = text.replace(value, MASK)
    return text


def masked(result: T, values: Iterable[str]) -> T:
    """A result without the values in any of its fields that hold what programs said."""
    wanted = tuple(filter(None, values))
    if not wanted:
        return result
    return msgspec.convert(_walk(msgspec.to_builtins(result), wanted), type(result))


def _walk(value: Any, values: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {
            key: mask(inner, values)
            if key in _SAID and isinstance(inner, str)
            else _walk(inner, values)
            for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_walk(inner, values) for inner in value]
    return value
