""" "The `x` command is available", "`git` is installed"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import CommandAvailable
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import is_program
from milepost.reading.phrase import among
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "command available"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


_NAME = re.compile(r"^[A-Za-z][\w.+-]*$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """A program is found on PATH: a known one, or what the sentence calls a command."""
    says: Says = around.phrases.available
    for pattern in among(says.PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            name = sentence.at(found.start("name")).text
            told = found["told"] or found["after"] or found["path"]
            if is_program(name) or (told and _NAME.match(name)):
                yield Found(found.start(), found.end(), CommandAvailable(name=name))
