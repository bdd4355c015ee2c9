"""What a command is known to report of the reader's own machine, noted with how it is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Command, Kind
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.reports.registry import Report

_MAY_REPORT = re.compile(
    r"\b(?:git|ls|man|info|time|find|rg|fd|date|pwd|version)\b|grep|HOME|PWD| -[vV]\b"
)
"""One of these is in every command that prints a report; it costs less than to ask which."""


def as_reports(context: BlockContext, reading: BlockReading) -> BlockReading:
    """A transcript or an output, compared as a report where it is one."""
    if reading.options.match != "exact" or context.directive("match") is not None:
        return reading
    if reading.kind is Kind.OUTPUT:
        return _output(context, reading)
    if not _MAY_REPORT.search(reading.code):
        return reading
    notes: dict[str, None] = {}
    commands: list[Command] = []
    known = _known(context)
    for command in reading.commands:
        found = command
        if command.expected and command.typed_into is None:
            report = _report(command.text, command.expected, known)
            if report is not None:
                found = replace(command, match=report.MODE)
                notes[report.NOTE] = None
        commands.append(found)
        known += "\n" + command.text
    if not notes:
        return reading
    return replace(reading, commands=tuple(commands), notes=(*reading.notes, *notes))


def _output(context: BlockContext, reading: BlockReading) -> BlockReading:
    if reading.output_of is None:
        return reading
    code = context.before[reading.output_of].code
    if not _MAY_REPORT.search(code):
        return reading
    report = _report(code, reading.code, _known(context, of=code))
    if report is None:
        return reading
    options = replace(reading.options, match=report.MODE)
    return replace(reading, options=options, notes=(*reading.notes, report.NOTE))


def _known(context: BlockContext, of: str = "") -> str:
    """What the guide runs before, but for the block `of` itself, and says right before this one."""
    codes = [code for code in context.seen.codes if code != of]
    return "\n".join([*codes, *(sentence.text for sentence in context.lead)])


def _report(code: str, shown: str, known: str) -> Report | None:
    # Few guides show one.
    from milepost.reading.reports.registry import report_of

    return report_of(code, shown, known)
