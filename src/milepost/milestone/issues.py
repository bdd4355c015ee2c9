"""Rows of *Common Issues and Solutions*, in the shapes that guides give them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from milepost.contract.label import leading_label
from milepost.document.inline import Strong
from milepost.document.model import List, Paragraph, Table
from milepost.milestone.model import Item, KnownIssue
from milepost.milestone.parts import item_of_blocks, plain
from milepost.milestone.reproductions import asks_for_proof, of_table, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.document import Document
    from milepost.document.model import Block as Node
    from milepost.document.model import Cell
    from milepost.document.model import Item as ListItem
    from milepost.document.outline import Section
    from milepost.text.span import Span


def known_issues(document: Document, section: Section) -> Iterator[KnownIssue]:
    """Table rows, list items and subheadings, in the guide's order."""
    for index, block in enumerate(section.blocks):
        if isinstance(block, Table):
            rows = [
                KnownIssue(row.span, _cell(row.cells[0]), _cell(row.cells[-1]))
                for row in block.rows
                if len(row.cells) >= 2 and any(cell.text.strip() for cell in row.cells)
            ]
            yield from of_table(document, block, rows, _until_table(section.blocks[index + 1 :]))
        elif isinstance(block, List):
            for item in block.items:
                found = _from_item(document, item)
                if found is not None:
                    yield found
    for below in section.sections:
        assert below.heading is not None
        blocks = [block for part in below.walk() for block in part.blocks]
        symptom = Item(below.heading.span, below.heading.text.strip(), below.heading.inlines)
        yield _with_proof(document, below.span, symptom, blocks)


def _until_table(blocks: Sequence[Node]) -> tuple[Node, ...]:
    return tuple(takewhile(lambda block: not isinstance(block, Table), blocks))


def _with_proof(
    document: Document, span: Span, symptom: Item, blocks: Sequence[Node]
) -> KnownIssue:
    """An issue whose fences under the directive bring it about; the rest is its solution."""
    apart = [block for block in blocks if asks_for_proof(document, block)]
    rest = [block for block in blocks if block not in apart]
    solution = item_of_blocks(document, rest, span)
    return KnownIssue(span, symptom, solution, parts_of(document, apart))


def _cell(cell: Cell) -> Item:
    return Item(cell.span, cell.text.strip(), cell.inlines)


def _from_item(document: Document, item: ListItem) -> KnownIssue | None:
    """`**Symptom**: solution`, or a first paragraph with the solution under it."""
    first = next((child for child in item.children if isinstance(child, Paragraph)), None)
    if first is None:
        return None
    apart = [child for child in item.children if asks_for_proof(document, child)]
    rest = [child for child in item.children if child is not first and child not in apart]
    reproduction = parts_of(document, apart)
    label = leading_label(first)
    if label is not None and isinstance(first.inlines[0], Strong):
        symptom = Item(label.span, label.text, first.inlines[:1])
        below = item_of_blocks(document, rest, item.span)
        text = "\n".join(t for t in (plain(label.rest).lstrip(" :"), below.text) if t)
        solution = Item(label.content, text, (*label.rest, *below.inlines), below.blocks)
        return KnownIssue(item.span, symptom, solution, reproduction)
    if not rest:
        return None
    symptom = Item(first.span, first.text.strip(), first.inlines)
    solution = item_of_blocks(document, rest, item.span)
    return KnownIssue(item.span, symptom, solution, reproduction)
