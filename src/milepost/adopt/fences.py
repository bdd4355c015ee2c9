"""Code blocks in the form that the template's readers know: no idle prompts, `title="path"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.info_string import info_string
from milepost.reading.base import Kind
from milepost.reading.blocks.context import CONSOLE, SHELL
from milepost.reading.blocks.prompts import prompt_of
from milepost.reading.blocks.transcript import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.adopt.draft import Draft, Line
    from milepost.document.model import CodeBlock
    from milepost.reading.base import BlockReading

_NAMES = frozenset({"path", "file", "filename"})
_RUN = "bash"


def with_plain_fences(draft: Draft) -> Draft:
    """The guide's blocks without prompts above which no output is shown, and with `title=`."""
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    for reading in _blocks(draft):
        node = reading.block.node
        if reading.kind is Kind.TRANSCRIPT and not reading.block.directives:
            edits.update(_without_prompts(draft, node))
        elif reading.kind in (Kind.FILE, Kind.TEST):
            edits.update(_titled(draft, node))
    return draft.edited(edits)


def _blocks(draft: Draft) -> Iterator[BlockReading]:
    """The fences of the guide; indented code has no line above it that could be reworded."""
    reading = draft.reading
    for step in (*reading.steps, reading.testing, reading.cleanup):
        if step is not None:
            yield from (block for block in step.blocks if block.block.node.fenced)


def _without_prompts(draft: Draft, node: CodeBlock) -> dict[tuple[int, int], Sequence[Line]]:
    """Edits that take the prompts away, where under none of them anything is shown."""
    info = info_string(node)
    language = info.language or ""
    code = node.content.removesuffix("\n")
    prompt = prompt_of(code, console=language in CONSOLE)
    if prompt is None or language not in CONSOLE | SHELL | {""}:
        return {}
    written = code.split("\n")
    commands: dict[int, str] = {}
    for entry in split(code, prompt):
        if entry.output:
            return {}
        commands.update(enumerate(entry.text.split("\n"), entry.line))
    if any(line.strip() and index not in commands for index, line in enumerate(written)):
        return {}
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    for index, text in commands.items():
        place = draft.line_of(node.line_spans[index].start)
        line = draft.lines[place]
        before = line.text[: draft.column(node.line_spans[index].start)]
        edits[place, place + 1] = [line.worded(before + text)]
    if language not in SHELL:
        opening = draft.line_of(node.span.start)
        line = draft.lines[opening]
        start = draft.column(info.language_span.start) if language else len(line.text.rstrip())
        end = draft.column(info.language_span.end) if language else start
        edits[opening, opening + 1] = [line.worded(line.text[:start] + _RUN + line.text[end:])]
    return edits


def _titled(draft: Draft, node: CodeBlock) -> dict[tuple[int, int], Sequence[Line]]:
    """An edit that names the file by `title=`, where the info string names it by another key."""
    named = info_string(node).path
    if named is None or named.key not in _NAMES or named.span == node.info_span:
        return {}
    value = named.value or ""
    if '"' in value:
        return {}
    place = draft.line_of(named.span.start)
    line = draft.lines[place]
    start, end = draft.column(named.span.start), draft.column(named.span.end)
    before = line.text[:start]
    if before.endswith(":"):
        before = f"{before[:-1]} "
    return {(place, place + 1): [line.worded(f'{before}title="{value}"{line.text[end:]}')]}
