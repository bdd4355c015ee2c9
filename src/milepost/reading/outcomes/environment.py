""" "`DATABASE_URL` is set to `x`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import VariableSet
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "environment variable"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


_NAME = re.compile(r"^\$?\{?(?P<name>[A-Z][A-Z0-9_]{2,})\}?$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """A variable of the terminal, by its capitals."""
    says: Says = around.phrases.environment
    for pattern in among(says.PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            name = _NAME.match(sentence.at(found.start("name")).text)
            # Without a label, a name in capitals may be that of a column.
            told = around.labelled or found["told"] or found["after"]
            if name is None or not told:
                continue
            value = sentence.at(found.start("value")).text if found["value"] else None
            yield Found(found.start(), found.end(), VariableSet(name=name["name"], value=value))
