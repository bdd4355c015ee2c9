"""Comments of a transcript on the output that follows: "# the order may differ"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading, Command

NOTE = "an output is not compared: the comment above it says that it may differ"

_VARIES = re.compile(
    r"\b(?:output|order|result|results|values?|numbers?) (?:may|might|will|can|could) (?:also )?"
    r"(?:vary|differ|be (?:slightly )?different)\b|\byour? (?:output|result|results|mileage) (?:may|might|will) "
    r"(?:vary|differ|be different)\b",
    re.IGNORECASE,
)


def heeded(reading: BlockReading) -> BlockReading:
    """A transcript without the outputs of which a comment right above says that they differ."""
    if not _VARIES.search(reading.code):
        return reading
    varies = False
    commands: list[Command] = []
    for command in reading.commands:
        if command.text.startswith("#") and not command.expected:
            varies = varies or _VARIES.search(command.text) is not None
            commands.append(command)
        else:
            commands.append(replace(command, expected=None) if varies else command)
            varies = False
    if commands == [*reading.commands]:
        return reading
    return replace(reading, commands=tuple(commands), notes=(*reading.notes, NOTE))
