"""Items of the checklist: of its lists and tables, else its paragraphs; none is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.document.inline import Text
from milepost.document.model import HtmlBlock, List, Table, ThematicBreak
from milepost.milestone.model import Item
from milepost.milestone.parts import items_of, lists_of
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.document import Document
    from milepost.document.model import Block as Node
    from milepost.document.model import Cell, Row
    from milepost.document.outline import Section

SEVERAL_COLUMNS = "a row of several columns; a list, `- [ ] …`, says plainly what is to be checked"
NO_ITEMS = "no list, table or sentence in this section says what is to be checked"

_BOX = r"(?:\[[ xX]?\]|[☐☑☒✅❌✓✔✗⬜□])"
_EMPTY = re.compile(rf"{_BOX}?")
_LEADING_BOX = re.compile(rf"\s*{_BOX}\s+")


def checklist_items(document: Document, section: Section) -> Iterator[Item]:
    """All that is to be checked, in the guide's order.

    A section of which nothing can be read is one item, so that a person looks at it.
    """
    found = [item for part in section.walk() for item in _of_blocks(document, part.blocks)]
    if found or section.heading is None:
        yield from found
    elif any(
        not isinstance(block, HtmlBlock | ThematicBreak)
        for part in section.walk()
        for block in part.blocks
    ):
        yield Item(section.heading.span, section.title.strip(), (), unread=NO_ITEMS)


def _of_blocks(document: Document, blocks: Sequence[Node]) -> Iterator[Item]:
    lists = bool(lists_of(blocks))
    # Beside a list, a table of several columns tells of something else.
    tables = {id(one): _rows(one, lists) for one in blocks if isinstance(one, Table)}
    if not lists and not any(tables.values()):
        yield from items_of(document, blocks)
        return
    for node in blocks:
        if isinstance(node, Table):
            yield from tables[id(node)]
        elif isinstance(node, List):
            yield from items_of(document, [node])


def _rows(table: Table, plain_only: bool) -> list[Item]:
    """An item for each row: what its one column of words says, else all of it, unread."""
    columns = range(len(table.alignments))
    words = [
        index
        for index in columns
        if not all(
            _EMPTY.fullmatch(said := _said(row.cells[index])) or said.rstrip(".)") == str(number)
            for number, row in enumerate(table.rows, 1)
        )
    ]
    if len(words) == 1:
        return [_item(row, row.cells[words[0]]) for row in table.rows if _said(row.cells[words[0]])]
    if plain_only or not words:
        return []
    texts = ((row, [_said(row.cells[index]) for index in words]) for row in table.rows)
    return [
        Item(row.span, " | ".join(filter(None, text)), (), unread=SEVERAL_COLUMNS)
        for row, text in texts
        if any(text)
    ]


def _item(row: Row, cell: Cell) -> Item:
    """A cell's words, without a box that they begin with."""
    first, *rest = cell.inlines
    if isinstance(first, Text):
        first = replace(first, text=_LEADING_BOX.sub("", first.text, count=1))
    return Item(row.span, _LEADING_BOX.sub("", _said(cell), count=1), (first, *rest))


def _said(cell: Cell) -> str:
    return cell.text.strip()
