"""Commands in a fence that does not say so: it has no language, or is a terminal's without prompts.

Each line has to be plainly a command. Besides, the fence is that of a terminal, or the sentence
before it says to run it, or the output of just this block is announced right below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.blocks.announced import announcement
from milepost.reading.blocks.command import commands
from milepost.reading.blocks.context import CONSOLE, BlockContext
from milepost.reading.blocks.evidence import OUTPUT_TAGS
from milepost.reading.blocks.foreign import SCRUT
from milepost.reading.blocks.prompts import prompt_of
from milepost.reading.blocks.transcript import split
from milepost.reading.outcomes.marks import is_call
from milepost.reading.programs import all_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading
    from milepost.reading.phrase import Phrase

NAME = "plain commands"
_SYNOPSIS = re.compile(
    r"(?: |^)\[(?:[a-z]+|[A-Z_]+|-[^\]\n]*|<[^\]\n]*)(?:\.\.\.)?\](?: |$)", re.MULTILINE
)
"""What may be left out of a command: the line tells how it is called."""
_COLUMNS = re.compile(r"\S {2,}\S")
_ELSEWHERE = re.compile(r"(?:winget|choco|scoop|wsl|port|powershell|pwsh|cmd)(?:\.exe)? ")
"""Programs of other systems."""
LANGUAGES: frozenset[str] | None = (CONSOLE - SCRUT) | {""}


class Says(Protocol):
    """What a language has for this reading."""

    TOLD: Phrase
    SHOWS: Phrase
    HOLDS: Phrase
    COMMAND: Phrase
    """The word for a command."""


def read(context: BlockContext) -> BlockReading | None:
    """Commands where each line says so, and besides the fence, a sentence or its output does."""
    if not context.bare or not context.code or _SYNOPSIS.search(context.code):
        return None
    if announcement(context) is not None:
        return None
    plain = all_commands(context.code)
    if context.language in CONSOLE and not plain:
        return None
    if not plain and not (_told(context) and _is_called_command(context)):
        return None
    if not plain and not _are_calls(context.code):
        return None
    told = context.language in CONSOLE or _told(context) or _has_output_below(context)
    return commands(context, NAME) if told and not _is_repeated(context) else None


def _told(context: BlockContext) -> bool:
    """Whether the sentence before it says to run it."""
    says: Says = context.phrases.untagged
    sentence = context.last_sentence
    return (
        sentence is not None
        and says.TOLD.search(sentence.skeleton) is not None
        and says.SHOWS.search(sentence.skeleton) is None
    )


def _has_output_below(context: BlockContext) -> bool:
    """Whether the block right below it is announced, or tagged, as output."""
    below = _below(context)
    if below is None or all_commands(below.code):
        return False
    says: Says = context.phrases.untagged
    lead = context.last_sentence
    if lead is not None and says.HOLDS.search(lead.skeleton):
        return False
    return below.language in OUTPUT_TAGS or announcement(below) is not None


def _below(context: BlockContext) -> BlockContext | None:
    """The block right below it."""
    if context.next is None or not context.next.node.fenced:
        return None
    return BlockContext(context.next, context.settings, context.seen, context.phrases)


def _is_repeated(context: BlockContext) -> bool:
    """Whether a transcript below it shows its command once more, which then is what is run."""
    below = _below(context)
    if below is None or announcement(below) is not None:
        return False
    prompt = prompt_of(below.code, console=True)
    if prompt is None:
        return False
    typed = {" ".join(entry.text.split()) for entry in split(below.code, prompt)}
    return any(" ".join(line.split()) in typed for line in context.code.split("\n"))


def _is_called_command(context: BlockContext) -> bool:
    """Whether the sentence before it calls it a command, whose program need not be known then."""
    says: Says = context.phrases.untagged
    sentence = context.last_sentence
    return sentence is not None and says.COMMAND.search(sentence.skeleton) is not None


def _are_calls(code: str) -> bool:
    """Whether each line is a command by its form, and the program of one at most is not known."""
    lines = [line for line in code.replace("\\\n", " ").split("\n") if line.strip()]
    if any(_COLUMNS.search(line) or _ELSEWHERE.match(line) for line in lines):
        return False
    unknown = [line for line in lines if not all_commands(line)]
    return len(unknown) == 1 and unknown[0][0] != " " and is_call(unknown[0])
