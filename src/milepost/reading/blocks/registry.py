"""The readings of a block, in their order of precedence; the first that applies decides."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.milestone.parts import is_code
from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks import (
    announced,
    change,
    command,
    directive,
    editor,
    example,
    excerpt,
    first_line,
    illustration,
    info_title,
    interactive,
    mechanical,
    mixed,
    named_file,
    output_fence,
    patch,
    program,
    query,
    request,
    shown,
    test,
    transcript,
    untagged,
)
from milepost.reading.blocks.elision import ELISION_NOTE
from milepost.reading.blocks.file import file_reading
from milepost.reading.change import changed

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext


class Reading(Protocol):
    """One way to know what a block is."""

    NAME: str
    LANGUAGES: frozenset[str] | None
    """Languages of the blocks that it may apply to; None where it may be any."""

    def read(self, context: BlockContext) -> BlockReading | None:
        """The block as read, or None where this reading does not apply."""
        ...


READINGS: tuple[Reading, ...] = (
    directive,
    info_title,
    first_line,
    patch,
    interactive,
    announced,
    editor,
    change,
    named_file,
    transcript,
    mixed,
    excerpt,
    command,
    untagged,
    output_fence,
    request,
    query,
    test,
    example,
    program,
)
"""In order: the author's directive, the info string, the first line, sentences, the language.

`patch` stands before the sentences because a diff keeps being a diff whatever they say.
"""


_INDENTED: tuple[Reading, ...] = (directive, interactive, transcript)
"""Those of code that is only indented, and begins with a prompt."""


@lru_cache(maxsize=256)
def _that_may_apply(language: str, bare: bool) -> tuple[Reading, ...]:
    """The readings of a block of this language; `bare` where only a language is said of it."""
    return tuple(
        way
        for way in READINGS
        if (way.LANGUAGES is None or language in way.LANGUAGES)
        and not (bare and way in (directive, info_title))
    )


def read_block(context: BlockContext) -> BlockReading:
    """How one block is read."""
    if not is_code(context.block.node):
        return shown.read(context)
    reading = replace(_by_precedence(context), language=context.language)
    reading = _carried_out(context, _as_copied(context, reading))
    if reading.kind is Kind.OUTPUT:
        reading = query.as_table(context, reading)
    reason = directive.skip_reason(context)
    if reason is not None and reading.skipped is None and reading.kind is not Kind.SHOWN:
        reading = replace(reading, skipped=reason)
    reading = illustration.set_aside(context, reading)
    fault = directive.fault(context)
    if fault is not None:
        reading = replace(reading, fault=fault)
    if reading.kind is Kind.OUTPUT or reading.kind is Kind.TRANSCRIPT:
        reading = _with_output(context, reading)
    if reading.executed:
        _remember(context, reading)
    return reading


def _by_precedence(context: BlockContext) -> BlockReading:
    """What the first reading that applies says."""
    fenced = context.block.node.fenced
    ways = _that_may_apply(context.language, context.bare) if fenced else _INDENTED
    for way in ways:
        reading = way.read(context)
        if reading is not None:
            return reading
    return shown.read(context)


def _as_copied(context: BlockContext, reading: BlockReading) -> BlockReading:
    """A shown block as the file that a later sentence makes of it, if it is whole."""
    path = context.seen.copies.get(context.block.span)
    if path is None or reading.kind is not Kind.SHOWN or reading.why == directive.NAME:
        return reading
    made = replace(file_reading(context, path, "sentence below"), language=context.language)
    return reading if ELISION_NOTE in made.notes else made


def _with_output(context: BlockContext, reading: BlockReading) -> BlockReading:
    # A guide without transcripts does without all that is known of them.
    from milepost.reading.blocks.outputs import with_output

    return with_output(context, reading)


def _carried_out(context: BlockContext, reading: BlockReading) -> BlockReading:
    """The reading, with how its commands are carried out."""
    if reading.kind is Kind.TRANSCRIPT:
        reading = command.carried_out(context, reading)
    return mechanical.marked(context, reading) if reading.kind is Kind.COMMAND else reading


def _remember(context: BlockContext, reading: BlockReading) -> None:
    """Note what a block that is carried out leaves behind."""
    interactive.remember(context.seen, reading)
    context.seen.codes.append(f"{reading.path}\n{reading.code}" if reading.path else reading.code)
    if reading.path and reading.kind in (Kind.FILE, Kind.TEST, Kind.PATCH):
        _remember_file(context, reading)


def _remember_file(context: BlockContext, reading: BlockReading) -> None:
    path = (reading.path or "").removeprefix("./")
    before = context.seen.files.get(path, "")
    if reading.kind is Kind.PATCH:
        if reading.options.change is not None and before:
            context.seen.files[path] = changed(before, reading.options.change, reading.code).text
    elif reading.options.append:
        context.seen.files[path] = before + reading.code
    elif reading.options.prepend:
        context.seen.files[path] = reading.code + before
    else:
        context.seen.files[path] = reading.code
