""" "Prints nothing", "there is no output"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import OutputEmpty
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "output empty"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """The block before it prints nothing."""
    says: Says = around.phrases.output_empty
    if not around.has_command:
        return
    for pattern in among(says.PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            yield Found(found.start(), found.end(), OutputEmpty())
