""" "Exits with status 0", "the exit code is 1"; with a command, its own status."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import CommandSucceeds, ExitStatus
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import is_call
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "exit status"
CUES: tuple[str, ...] = ("exit", "end", "finish", "terminat", "return")

WITH_COMMAND = phrase(
    r"(?:\b(?:running|run|command) )?(?P<command>{code})(?: command)? (?:should |will |must |now )*"
    r"(?:exits?|ends?|finishes|terminates|exit) (?:with )?(?:an? |the )?(?:exit )?(?:(?:status|code) )?(?:of )?"
    r"(?P<status>\d{1,3}|zero|{code})(?!\w)"
)
ALONE = (
    phrase(r"\b(?:the |its )?exit (?:status|code) (?:is|should be|of|will be|must be) (?P<status>\d{1,3}|zero|{code})(?!\w)"),
    phrase(r"\b(?:exits?|ends?|terminates) (?:with )?(?:an? |the )?(?:exit )?(?:status |code )?(?:of )?"
           r"(?P<status>\d{1,3}\b|zero\b|{code})(?! (?:errors?|warnings?|failures?|tests?))"),
    phrase(r"\breturns? (?:an? |the )?exit (?:status|code) (?:of )?(?P<status>\d{1,3}|zero)\b"),
)  # fmt: skip


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """The status of the named command, else of the block before it."""
    taken: list[tuple[int, int]] = []
    for found in WITH_COMMAND.finditer(sentence.skeleton):
        command = sentence.at(found.start("command")).text
        status = _status(sentence, found.start("status"), found["status"])
        if is_call(command) and status is not None:
            taken.append(found.span())
            yield Found(found.start(), found.end(), CommandSucceeds(command=command, status=status))
    if not around.has_command:
        return
    for pattern in among(ALONE, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            status = _status(sentence, found.start("status"), found["status"])
            if status is not None and not any(low <= found.start() < high for low, high in taken):
                taken.append(found.span())
                yield Found(found.start(), found.end(), ExitStatus(status=status))


def _status(sentence: Sentence, index: int, said: str) -> int | None:
    if said.lower() == "zero":
        return 0
    text = said if said.isdigit() else sentence.at(index).text
    return int(text) if text.isascii() and text.isdigit() and int(text) < 256 else None
