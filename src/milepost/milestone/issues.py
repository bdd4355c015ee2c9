"""Rows of *Common Issues and Solutions*, in the shapes that guides give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.label import leading_label
from milepost.document.inline import Strong
from milepost.document.model import List, Paragraph, Table
from milepost.milestone.model import Item, KnownIssue
from milepost.milestone.parts import item_of_blocks, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.document import Document
    from milepost.document.model import Cell
    from milepost.document.model import Item as ListItem
    from milepost.document.outline import Section


def known_issues(document: Document, section: Section) -> Iterator[KnownIssue]:
    """Table rows, list items and subheadings, in the guide's order."""
    for block in section.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                if len(row.cells) >= 2 and any(cell.text.strip() for cell in row.cells):
                    yield KnownIssue(row.span, _cell(row.cells[0]), _cell(row.cells[-1]))
        elif isinstance(block, List):
            for item in block.items:
                found = _from_item(document, item)
                if found is not None:
                    yield found
    for below in section.sections:
        assert below.heading is not None
        blocks = [block for part in below.walk() for block in part.blocks]
        symptom = Item(below.heading.span, below.heading.text.strip(), below.heading.inlines)
        yield KnownIssue(below.span, symptom, item_of_blocks(document, blocks, below.span))


def _cell(cell: Cell) -> Item:
    return Item(cell.span, cell.text.strip(), cell.inlines)


def _from_item(document: Document, item: ListItem) -> KnownIssue | None:
    """`**Symptom**: solution`, or a first paragraph with the solution under it."""
    first = next((child for child in item.children if isinstance(child, Paragraph)), None)
    if first is None:
        return None
    rest = [child for child in item.children if child is not first]
    label = leading_label(first)
    if label is not None and isinstance(first.inlines[0], Strong):
        symptom = Item(label.span, label.text, first.inlines[:1])
        below = item_of_blocks(document, rest, item.span)
        text = "\n".join(t for t in (plain(label.rest).lstrip(" :"), below.text) if t)
        solution = Item(label.content, text, (*label.rest, *below.inlines), below.blocks)
        return KnownIssue(item.span, symptom, solution)
    if not rest:
        return None
    symptom = Item(first.span, first.text.strip(), first.inlines)
    return KnownIssue(item.span, symptom, item_of_blocks(document, rest, item.span))
