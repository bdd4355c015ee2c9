"""An `output` fence after a command: its expected output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks import announced, program
from milepost.reading.blocks.context import PLAIN
from milepost.reading.sentence import sentences

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase


class Says(Protocol):
    """What a language has for this reading."""

    IF: tuple[str, ...]
    """Words that begin a condition, in lower case."""
    IN_ONE_CASE: Phrase
    """A sentence under which an output is not always to be seen."""


NAME = "language"

_OUTPUTS = frozenset({"output", "expected", "expected-output", "stdout", "bash-output"})
LANGUAGES: frozenset[str] | None = _OUTPUTS

ONLY_IF = "not compared: it is what is to be seen in one case"


def read(context: BlockContext) -> BlockReading | None:
    """Expected output of the block that ran before it."""
    target = context.previous_executed
    if target is None:
        note = "no block before it prints anything"
    elif _is_of_shown(context):
        note = "the block that prints it is not carried out"
    else:
        note = ""
    if target is None or note:
        return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code, notes=(note,))
    if _in_one_case(context):
        return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code, notes=(ONLY_IF,))
    return _compared(context, target)


def _is_of_shown(context: BlockContext) -> bool:
    """Whether it stands directly under code that is only shown."""
    above = context.before[-1]
    if not context.adjacent or above.kind is not Kind.SHOWN:
        return False
    return above.language not in _OUTPUTS | PLAIN


def _compared(context: BlockContext, target: int) -> BlockReading:
    options = context.options
    says: announced.Says = context.phrases.announced
    said = " ".join(sentence.skeleton for sentence in context.lead)
    if said and context.directive("match") is None and says.SIMILAR.search(said):
        options = replace(options, match="similar", masks=announced.masks_of(said, context.phrases))
    if context.before[target].why == program.NAME and program.is_error(context.code):
        # What stands above the last line of a traceback is the interpreter's own.
        options = replace(options, match="contains")
    return BlockReading(
        context.block, Kind.OUTPUT, NAME, code=context.code, options=options, output_of=target
    )


def _in_one_case(context: BlockContext) -> bool:
    """Whether the sentence before it, or before the block right above it, begins with that case."""
    lead = context.before[-1].block.lead if context.adjacent else context.block.lead
    says: Says = context.phrases.output_fence
    if lead is None or not any(word in lead.text.lower() for word in says.IF):
        return False
    last = sentences(lead.inlines, context.phrases)[-1:]
    return any(says.IN_ONE_CASE.search(said.skeleton) for said in last)
