"""A shell fence without prompts: commands for bash."""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import NOTHING_LEFT, BlockReading, Command, Kind
from milepost.reading.blocks.alternatives import within
from milepost.reading.blocks.context import SHELL
from milepost.reading.blocks.mixed import lines_of_output
from milepost.reading.blocks.no_shell import why_no_commands
from milepost.reading.blocks.options import directory
from milepost.reading.blocks.services import service
from milepost.reading.blocks.treat import treat
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "language"
LANGUAGES: frozenset[str] | None = SHELL

_ANSWER = re.compile(r"^< HTTP/\d", re.MULTILINE)
"""A line of an answer as `curl -v` prints it."""
_NO_COMMAND = re.compile(
    r"\s*(?:(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?:/\S*|https?://\S+)(?: HTTP/[\d.]+)?[ \t]*(?:\n|$)"
    r"|\[?\d{4}-\d\d-\d\d[T ]\d\d:|\[[\w.-]+ \d{4}-\d\d-\d\d )"
)
"""A request in words of HTTP, or a line of a log, by which a block begins."""


def read(context: BlockContext) -> BlockReading | None:
    """The whole block as one command text."""
    if _ANSWER.search(context.code) or _NO_COMMAND.match(context.code):
        return None
    why = why_no_commands(context)
    if why is not None:
        return BlockReading(context.block, Kind.SHOWN, why, code=context.code)
    reading = commands(context, NAME)
    printed = lines_of_output(context.code)
    if not printed:
        return reading
    note = f"line {context.line + printed[0]} looks like output, and is run"
    return replace(reading, notes=(*reading.notes, note))


def commands(context: BlockContext, why: str) -> BlockReading:
    """The whole block as commands."""
    chosen = within(context.code, context.settings.os, context.phrases)
    treated = treat(chosen.code, context)
    options = context.options
    nothing = not simple_commands(treated.code)
    command = Command(treated.code, context.line, None, options.status)
    reading = BlockReading(
        context.block,
        Kind.COMMAND,
        why,
        code=treated.code,
        commands=() if nothing else (command,),
        options=options,
        notes=(*chosen.notes, *treated.notes),
        skipped=NOTHING_LEFT if nothing else None,
        unset=treated.unset,
        packages=treated.packages,
    )
    return carried_out(context, reading)


def carried_out(context: BlockContext, reading: BlockReading) -> BlockReading:
    """The reading with what the prose says on where it runs, and whether it is a service."""
    options, notes = reading.options, reading.notes
    if options.cwd is None and (folder := directory(context)) is not None:
        first = next(iter(simple_commands(reading.code)), "")
        # A reader who already stands in it stays there.
        if not first.startswith("cd ") and context.seen.trail[-1:] != [folder.split("/")[-1]]:
            options = replace(options, cwd=folder)
            notes = (*notes, f"enters `{folder}`, as the sentence before says")
    if not options.background and not context.testing:
        elsewhere = options.terminal not in (None, "1")
        found = service(reading.code, context.seen, elsewhere=elsewhere)
        if found is not None:
            options = replace(options, background=True, ready=options.ready or found.ready)
            notes = (*notes, f"a service: {found.why}")
    if options.background and options.ready and options.ready.isdigit():
        context.seen.ports.append(int(options.ready))
    context.seen.go(reading.code)
    return replace(reading, options=options, notes=notes)
