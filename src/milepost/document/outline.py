"""A document's blocks, nested by their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.document.model import Block, Heading
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Section(msgspec.Struct, frozen=True, eq=False):
    """A heading and what it owns: all that follows until a heading of its level or a higher one."""

    heading: Heading | None
    """None for the root, which holds what stands before the first heading."""
    level: int
    """1 to 6; 0 for the root."""
    blocks: tuple[Block, ...]
    """What stands directly under the heading, up to the first subheading."""
    sections: tuple[Section, ...]
    """Sections under it, in order. A level that is left out makes no section of its own."""
    span: Span
    """From the heading to the end of its last block."""

    @property
    def title(self) -> str:
        """Plain text of the heading; empty for the root."""
        return self.heading.text if self.heading else ""

    def walk(self) -> Iterator[Section]:
        """This section and every one in it, in the source's order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class _Open:
    __slots__ = ("blocks", "heading", "level", "sections")

    def __init__(self, heading: Heading | None, level: int) -> None:
        self.heading = heading
        self.level = level
        self.blocks: list[Block] = []
        self.sections: list[Section] = []

    def closed(self) -> Section:
        heading = self.heading
        start = heading.span.start if heading else 0
        end = heading.span.end if heading else 0
        if self.sections:
            end = self.sections[-1].span.end
        elif self.blocks:
            end = self.blocks[-1].span.end
        return Section(
            heading, self.level, tuple(self.blocks), tuple(self.sections), Span(start, end)
        )


def outline(blocks: Sequence[Block], whole: Span) -> Section:
    """The root section of a document's top blocks; `whole` is the span of the source."""
    stack = [_Open(None, 0)]
    for block in blocks:
        if type(block) is not Heading:
            stack[-1].blocks.append(block)
            continue
        while stack[-1].level >= block.level:
            _close_last(stack)
        stack.append(_Open(block, block.level))
    while len(stack) > 1:
        _close_last(stack)
    root = stack[0]
    return Section(None, 0, tuple(root.blocks), tuple(root.sections), whole)


def _close_last(stack: list[_Open]) -> None:
    section = stack.pop().closed()
    stack[-1].sections.append(section)
