"""Explain a rule, or list them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleRequest:
    """Which rule."""

    name: str | None = None
    """Code (`MP203`) or name (`unfilled-placeholder`); None for all."""
