"""Explain a rule, or list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.rules.levels import words
from milepost.rules.registry import RULES, find_rule
from milepost.rules.targets import suggestion
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from milepost.rules.base import Rule


@dataclass(frozen=True, slots=True)
class RuleRequest:
    """Which rule."""

    name: str | None = None
    """Code (`MP203`) or name (`unfilled-placeholder`); None for all."""


def rules(request: RuleRequest) -> tuple[Rule, ...]:
    """The rule that is asked for, or all of them. Raises MilepostError if there is no such rule."""
    if request.name is None:
        return RULES
    rule = find_rule(request.name)
    if rule is None:
        # One code is as near as another; names alone are mistyped.
        is_code = request.name[:2].upper() == "MP" and request.name[2:].isdigit()
        near = "" if is_code else suggestion(request.name, words()).strip()
        raise MilepostError(
            f"there is no rule `{request.name}`", near or "`milepost rule` lists them."
        )
    return (rule,)
