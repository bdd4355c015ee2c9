"""What is known of the output that a block holds: how it is compared, and what it tells besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blanks import blanks
from milepost.reading.blocks import failures, fixtures, own_output, remarks, reported, varies

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext


def with_output(context: BlockContext, reading: BlockReading) -> BlockReading:
    """A transcript or an output, with how it is compared and what it tells of its commands."""
    if reading.kind is Kind.TRANSCRIPT:
        reading = remarks.heeded(reading, context.phrases)
        reading = fixtures.noted(context, reading)
        reading = failures.expected_failures(context, reading)
    reading = varies.softened(context, reported.as_reports(context, reading))
    reading = own_output.softened(context, reading)
    return _with_blanks(reading) if "<" in context.block.node.content else reading


def _with_blanks(reading: BlockReading) -> BlockReading:
    """The reading, saying which parts of its expected output stand for any text."""
    shown = [command.expected or "" for command in reading.commands] or [reading.code]
    if reading.options.match == "regex":
        return reading
    notes = [f"`{blank}` stands for any text" for blank in blanks("\n".join(shown))]
    return replace(reading, notes=(*reading.notes, *notes)) if notes else reading
