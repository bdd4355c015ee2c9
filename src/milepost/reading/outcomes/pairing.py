"""General words paired with what the step itself makes, where there is one thing only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import PathExists
from milepost.reading.outcomes.base import Found, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "paired with the step"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    ONE: Phrase
    SEVERAL: Phrase


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Folders that the step makes, if the sentence means them and nothing else."""
    says: Says = around.phrases.pairing
    if sentence.explicit or not around.folders:
        return
    one = says.ONE.search(sentence.skeleton)
    several = says.SEVERAL.search(sentence.skeleton)
    if (one and len(around.folders) == 1) or (several and len(around.folders) > 1):
        for path in around.folders:
            yield Found(0, len(sentence.skeleton), PathExists(path=path, kind="folder"))
