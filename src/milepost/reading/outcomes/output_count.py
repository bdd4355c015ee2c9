""" "Prints 18 lines", "the output has three lines"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import OutputCount
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.numbers import number
from milepost.reading.phrase import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "output count"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """How many lines were printed."""
    says: Says = around.phrases.output_count
    if not around.has_command:
        return
    for pattern in among(says.PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            yield Found(
                found.start(),
                found.end(),
                OutputCount(lines=number(found["count"], around.phrases)),
            )
