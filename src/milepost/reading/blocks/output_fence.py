"""An `output` fence after a command: its expected output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.announced import Says, masks_of
from milepost.reading.blocks.evidence import OUTPUT_TAGS

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "language"


def read(context: BlockContext) -> BlockReading | None:
    """Expected output of the block that ran before it."""
    if context.language not in OUTPUT_TAGS:
        return None
    target = context.previous_executed
    if target is None:
        note = "no block before it prints anything"
        return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code, notes=(note,))
    options = context.options()
    says: Says = context.phrases.announced
    said = " ".join(sentence.skeleton for sentence in context.lead)
    if said and context.directive("match") is None and says.SIMILAR.search(said):
        options = replace(options, match="similar", masks=masks_of(said, context.phrases))
    return BlockReading(
        context.block, Kind.OUTPUT, NAME, code=context.code, options=options, output_of=target
    )
