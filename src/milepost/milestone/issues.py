"""Rows of *Common Issues and Solutions*, in the shapes that guides give them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from milepost.contract.label import leading_label
from milepost.contract.wording import fold
from milepost.document.inline import Strong, Text
from milepost.document.model import List, Paragraph, Table
from milepost.milestone.model import Item, KnownIssue
from milepost.milestone.parts import item_of_blocks, plain
from milepost.milestone.reproductions import asks_for_proof, of_table, parts_of
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.contract.label import Label
    from milepost.document.document import Document
    from milepost.document.model import Block as Node
    from milepost.document.model import Cell
    from milepost.document.model import Item as ListItem
    from milepost.document.outline import Section
    from milepost.text.span import Span


_KINDS = frozenset(
    {"cause", "causes", "error", "fix", "hint", "important", "issue", "note", "problem", "reason",
     "solution", "solutions", "symptom", "symptoms", "tip", "warning", "workaround", "fehler",
     "hinweis", "lösung", "tipp", "ursache", "achtung"}
)  # fmt: skip
"""Labels that tell what kind of text follows, and not what goes wrong."""


_ARROW = re.compile(r"(?<!\S)(?:→|⇒|⟶|➜|➔|-+>|=+>)(?!\S)")
"""Parts a symptom from its solution."""


def known_issues(document: Document, section: Section) -> Iterator[KnownIssue]:
    """Table rows, list items, labelled paragraphs and subheadings, in the guide's order."""
    labelled = False
    for index, block in enumerate(section.blocks):
        if isinstance(block, Paragraph):
            label = _symptom(block)
            labelled = labelled or label is not None
            if label is not None:
                following = tuple(takewhile(_goes_on, section.blocks[index + 1 :]))
                yield _labelled(document, label, block.span, following)
        elif isinstance(block, Table):
            rows = [
                KnownIssue(row.span, _cell(row.cells[0]), _cell(row.cells[-1]))
                for row in block.rows
                if len(row.cells) >= 2 and any(cell.text.strip() for cell in row.cells)
            ]
            yield from of_table(document, block, rows, _until_table(section.blocks[index + 1 :]))
        elif isinstance(block, List) and not labelled:
            for item in block.items:
                found = _from_item(document, item)
                if found is not None:
                    yield found
    for below in section.sections:
        assert below.heading is not None
        blocks = [block for part in below.walk() for block in part.blocks]
        symptom = Item(below.heading.span, below.heading.text.strip(), below.heading.inlines)
        yield _with_proof(document, below.span, symptom, blocks)


def _symptom(paragraph: Paragraph) -> Label | None:
    """The bold words that a paragraph begins with, where they are what goes wrong."""
    label = leading_label(paragraph)
    if label is None or not isinstance(paragraph.inlines[0], Strong):
        return None
    return None if fold(label.text) in _KINDS else label


def _goes_on(block: Node) -> bool:
    """Whether a block belongs to the labelled paragraph above it."""
    return not isinstance(block, Table) and not (
        isinstance(block, Paragraph) and _symptom(block) is not None
    )


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
    below = [child for child in item.children if child is not first]
    label = leading_label(first)
    if label is not None and isinstance(first.inlines[0], Strong):
        return _labelled(document, label, item.span, below)
    apart = [child for child in below if asks_for_proof(document, child)]
    rest = [child for child in below if child not in apart]
    if not rest:
        return _with_arrow(item, first)
    symptom = Item(first.span, first.text.strip(), first.inlines)
    solution = item_of_blocks(document, rest, item.span)
    return KnownIssue(item.span, symptom, solution, parts_of(document, apart))


def _with_arrow(item: ListItem, paragraph: Paragraph) -> KnownIssue | None:
    """`symptom → solution`, in one paragraph."""
    for index, node in enumerate(paragraph.inlines):
        found = _ARROW.search(node.text) if isinstance(node, Text) else None
        if not isinstance(node, Text) or found is None:
            continue
        before = Text(node.span, node.text[: found.start()])
        after = Text(node.span, node.text[found.end() :])
        symptom = (*paragraph.inlines[:index], before)
        solution = (after, *paragraph.inlines[index + 1 :])
        said, done = plain(symptom).strip(), plain(solution).strip()
        if said and done:
            return KnownIssue(
                item.span, Item(item.span, said, symptom), Item(item.span, done, solution)
            )
    return None


def _labelled(document: Document, label: Label, span: Span, below: Sequence[Node]) -> KnownIssue:
    """An issue whose symptom is bold, with its solution behind that and in the blocks below."""
    apart = [block for block in below if asks_for_proof(document, block)]
    rest = [block for block in below if block not in apart]
    symptom = Item(label.span, label.text, label.paragraph.inlines[:1])
    told = item_of_blocks(document, rest, span)
    text = "\n".join(t for t in (plain(label.rest).lstrip(" :"), told.text) if t)
    solution = Item(label.content, text, (*label.rest, *told.inlines), told.blocks)
    return KnownIssue(span, symptom, solution, parts_of(document, apart))
