"""What the blocks imply anyway: "the server starts without errors"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "implied"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Phrases that the success of the step's blocks already means."""
    says: Says = around.phrases.implied
    for pattern in among(says.PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            yield Found(found.start(), found.end(), None)
