""" "The `x` command is available", "`git` is installed"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.milestone.check import CommandAvailable
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import is_program
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "command available"
CUES: tuple[str, ...] = ("available", "installed", "path", "ready")

PHRASES = (
    phrase(r"(?P<told>\bcommand )?(?P<name>{code})(?P<after> (?:command|cli|tool))? (?:should |will |must |now )*(?:be |is |are )?(?:now )?"
           r"(?:available|installed|on (?:the |your )?path|ready to use|found on (?:the |your )?path)(?! (?:as|in|at|under|globally as))"),
)  # fmt: skip
_NAME = re.compile(r"^[A-Za-z][\w.+-]*$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """A program is found on PATH: a known one, or what the sentence calls a command."""
    for pattern in among(PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            name = sentence.at(found.start("name")).text
            told = found["told"] or found["after"] or "path" in found.group(0).lower()
            if is_program(name) or (told and _NAME.match(name)):
                yield Found(found.start(), found.end(), CommandAvailable(name=name))
