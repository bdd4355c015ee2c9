"""Values that the reader handed in, put where prose and expected output repeat a placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.document.inline import CodeSpan
from milepost.milestone.model import Announcement, Prose
from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.placeholders import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.document.inline import Inline
    from milepost.milestone.model import Item, Part, Step


def given_step(step: Step, values: Mapping[str, str]) -> Step:
    """A step whose sentences name the values: "`<name>.txt` exists" looks for the real file."""
    return replace(step, parts=tuple(_part(part, values) for part in step.parts))


def given_item(item: Item, values: Mapping[str, str]) -> Item:
    """The same for a checklist item."""
    return replace(item, inlines=_inlines(item.inlines, values))


def given_output(reading: BlockReading, values: Mapping[str, str]) -> BlockReading:
    """A block whose expected output holds the values that its commands were given."""
    if reading.kind is Kind.OUTPUT:
        return replace(reading, code=_filled(reading.code, values))
    if any(command.expected for command in reading.commands):
        return replace(
            reading,
            commands=tuple(
                replace(command, expected=_filled(command.expected, values))
                if command.expected
                else command
                for command in reading.commands
            ),
        )
    return reading


def _part(part: Part, values: Mapping[str, str]) -> Part:
    if isinstance(part, Prose | Announcement):
        return replace(part, inlines=_inlines(part.inlines, values))
    return part


def _inlines(nodes: tuple[Inline, ...], values: Mapping[str, str]) -> tuple[Inline, ...]:
    return tuple(_inline(node, values) for node in nodes)


def _inline(node: Inline, values: Mapping[str, str]) -> Inline:
    if isinstance(node, CodeSpan):
        return replace(node, text=_filled(node.text, values))
    children: tuple[Inline, ...] = getattr(node, "children", ())
    return replace(node, children=_inlines(children, values)) if children else node


def _filled(text: str, values: Mapping[str, str]) -> str:
    return fill(text, values, command=True).text
