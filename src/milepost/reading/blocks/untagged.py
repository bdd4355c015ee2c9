"""A fence without a language whose lines are plainly commands, after a sentence that says to run them."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.blocks.command import commands
from milepost.reading.programs import all_commands

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase

NAME = "plain commands"
LANGUAGES: frozenset[str] | None = frozenset({""})


class Says(Protocol):
    """What a language has for this reading."""

    TOLD: Phrase
    SHOWS: Phrase


def read(context: BlockContext) -> BlockReading | None:
    """Commands where both the sentence and every line say so."""
    says: Says = context.phrases.untagged
    if not context.bare or not context.lead_says(says.TOLD.bits):
        return None
    sentence = context.last_sentence
    if (
        sentence is None
        or not says.TOLD.search(sentence.skeleton)
        or says.SHOWS.search(sentence.skeleton)
    ):
        return None
    return commands(context, NAME) if all_commands(context.code) else None
