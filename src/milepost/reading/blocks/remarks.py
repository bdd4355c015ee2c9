"""Comments of a transcript on the output that follows: "# the order may differ"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

if TYPE_CHECKING:
    import re

    from milepost.reading.base import BlockReading, Command
    from milepost.reading.phrases import Phrases

NOTE = "an output is not compared: the comment above it says that it may differ"


class Says(Protocol):
    """What a language has for this reading."""

    VARIES: re.Pattern[str]


def heeded(reading: BlockReading, phrases: Phrases) -> BlockReading:
    """A transcript without the outputs of which a comment right above says that they differ."""
    says: Says = phrases.remarks
    if not says.VARIES.search(reading.code):
        return reading
    varies = False
    commands: list[Command] = []
    for command in reading.commands:
        if command.text.startswith("#") and not command.expected:
            varies = varies or says.VARIES.search(command.text) is not None
            commands.append(command)
        else:
            commands.append(replace(command, expected=None) if varies else command)
            varies = False
    if commands == [*reading.commands]:
        return reading
    return replace(reading, commands=tuple(commands), notes=(*reading.notes, NOTE))
