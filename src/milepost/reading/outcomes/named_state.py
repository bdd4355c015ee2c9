""" "The `web` and `db` pods are in a `Running` state", "a cluster with status `RUNNING`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import OutputContains, OutputMatches
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literal
from milepost.reading.phrase import among
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "named state"
_WORD = re.compile(r"[A-Za-z]+")
_NAME = re.compile(r"\w[\w./-]*(?<=\w)")


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    NAMED: tuple[Phrase, ...]
    """What of things that are named (`names`) each is in a state (`state`)."""
    ONE: tuple[Phrase, ...]
    """What of a thing without a name tells its state."""


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """A line for each name, which goes on with the state."""
    says: Says = around.phrases.named_state
    if not around.has_command:
        return
    for pattern in among((*says.NAMED, *says.ONE), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            state = literal(sentence.at(found.start("state")).text)
            if state is None or not _WORD.fullmatch(state):
                continue
            if pattern in says.ONE:
                yield Found(found.start(), found.end(), OutputContains(text=state))
                continue
            names = sentence.said(*found.span("names"))
            if all(map(_NAME.fullmatch, names)):
                for name in names:
                    line = rf"\b{re.escape(name)}\b.*(?<![Nn]ot )\b{state}\b"
                    check = OutputMatches(expected=line, mode="regex")
                    yield Found(found.start(), found.end(), check)
