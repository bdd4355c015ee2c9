""" "Exits with status 0", "the exit code is 1"; with a command, its own status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import CommandSucceeds, ExitStatus
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.probe import is_probe
from milepost.reading.phrase import among

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "exit status"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    WITH_COMMAND: Phrase
    ALONE: tuple[Phrase, ...]
    ZERO: str
    """The number as a word."""


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """The status of the named command, else of the block before it."""
    says: Says = around.phrases.exit_status
    taken: list[tuple[int, int]] = []
    for found in says.WITH_COMMAND.finditer(sentence.skeleton):
        command = sentence.at(found.start("command")).text
        status = _status(sentence, says, found)
        if is_probe(command) and status is not None:
            taken.append(found.span())
            yield Found(found.start(), found.end(), CommandSucceeds(command=command, status=status))
    if not around.has_command:
        return
    for pattern in among(says.ALONE, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            status = _status(sentence, says, found)
            if status is not None and not any(low <= found.start() < high for low, high in taken):
                taken.append(found.span())
                yield Found(found.start(), found.end(), ExitStatus(status=status))


def _status(sentence: Sentence, says: Says, found: re.Match[str]) -> int | None:
    said = found["status"]
    if said == says.ZERO:
        return 0
    text = said if said.isdigit() else sentence.at(found.start("status")).text
    return int(text) if text.isascii() and text.isdigit() and int(text) < 256 else None
