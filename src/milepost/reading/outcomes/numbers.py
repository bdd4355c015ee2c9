"""Numbers as words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from milepost.reading.phrases import Phrases


class Says(Protocol):
    """What a language has for numbers."""

    NUMBERS: dict[str, int]


def number(word: str, phrases: Phrases) -> int:
    """A number in digits or words."""
    says: Says = phrases.numbers
    return int(word) if word.isdigit() else says.NUMBERS[word]
