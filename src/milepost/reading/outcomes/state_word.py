"""Words for states, which their opposites hold as well: `Ready` in `Not Ready`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import OutputContains, OutputMatches
from milepost.reading.states import STATE

if TYPE_CHECKING:
    from milepost.milestone.check import Check

_DENIED = r"(?<![Nn]ot )(?<!\b0 )(?<!-)"
"""What may not stand before the word."""


def as_words(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Checks; a single word for a state has to stand by itself, and not to be denied."""
    return tuple(_as_word(check) for check in checks)


def _as_word(check: Check) -> Check:
    if not isinstance(check, OutputContains) or check.negated:
        return check
    if not check.text.isalpha() or not STATE.fullmatch(check.text):
        return check
    return OutputMatches(expected=rf"{_DENIED}\b{check.text}\b", mode="regex")
