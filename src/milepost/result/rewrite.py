"""The texts of a result, changed wherever they stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T", bound=msgspec.Struct)

_WORDS = frozenset({"schema", "status", "state", "kind", "language"})
"""Fields whose values are words of our own."""


def rewritten(result: T, change: Callable[[str], str]) -> T:
    """A result with every text changed, but for the words of our own."""
    return msgspec.convert(_walk(msgspec.to_builtins(result), change), type(result))


def _walk(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {
            key: inner if key in _WORDS else _walk(inner, change) for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_walk(inner, change) for inner in value]
    return change(value) if isinstance(value, str) else value
