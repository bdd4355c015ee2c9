""" "You are in the `app` folder", "the current directory is `app`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import DirectoryIs
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.paths import could_be_path
from milepost.reading.phrase import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "current directory"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Where the terminal stands."""
    says: Says = around.phrases.directory
    for pattern in among(says.PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            if could_be_path(path):
                yield Found(found.start(), found.end(), DirectoryIs(path=path.rstrip("/")))
