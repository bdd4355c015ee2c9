""" "`x` prints `y`", "running `x` shows `y`", "`x` succeeds", "run `x`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import CommandPrints, CommandPrintsNothing, CommandSucceeds
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literals
from milepost.reading.outcomes.probe import is_probe
from milepost.reading.phrase import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "command"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PRINTS: tuple[Phrase, ...]
    NOTHING: tuple[Phrase, ...]
    SUCCEEDS: tuple[Phrase, ...]
    LATER: Phrase


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What a named command prints, or that it succeeds."""
    says: Says = around.phrases.command
    skeleton = sentence.skeleton
    taken: list[tuple[int, int]] = []
    yield from _prints(sentence, says, taken)
    for patterns, kind in ((says.NOTHING, CommandPrintsNothing), (says.SUCCEEDS, CommandSucceeds)):
        for pattern in among(patterns, skeleton):
            for found in pattern.finditer(skeleton):
                command = sentence.at(found.start("command")).text
                if is_probe(command) and not _claimed(taken, found.start("command")):
                    taken.append(found.span())
                    yield Found(found.start(), found.end(), kind(command=command))


def _prints(sentence: Sentence, says: Says, taken: list[tuple[int, int]]) -> Iterator[Found]:
    skeleton = sentence.skeleton
    if len(sentence.explicit) < 2:
        return  # Both the command and what it prints must be explicit.
    for pattern in among(says.PRINTS, skeleton):
        for found in pattern.finditer(skeleton):
            command = sentence.at(found.start("command")).text
            start, end = found.span("said")
            sure = pattern is not says.PRINTS[0] or found["verb"]
            if not is_probe(command, told=bool(sure)) or _claimed(taken, found.start("command")):
                continue
            if says.LATER.match(skeleton[end:].lstrip()):
                continue
            taken.append(found.span())
            negated = bool(found["not"]) if "not" in found.re.groupindex else False
            for text in literals(sentence, start, end):
                check = CommandPrints(command=command, text=text, negated=negated)
                yield Found(found.start(), found.end(), check)


def _claimed(taken: list[tuple[int, int]], index: int) -> bool:
    return any(low <= index < high for low, high in taken)
