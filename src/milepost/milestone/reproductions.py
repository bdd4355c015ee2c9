"""Fences that bring a known issue about: `<!-- milepost: reproduce -->` asks for the proof.

Above a table, the directive speaks for the fences that follow the table: a paragraph that quotes
a row's symptom begins that row's fences; where no paragraph quotes one, the first fence proves the
first row, the second the second, and a single row takes them all. Above a fence among an issue's
own text, it sets that fence apart from the solution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.document.inline import CodeSpan
from milepost.document.model import CodeBlock, Paragraph
from milepost.milestone.parts import PartsBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from milepost.document.document import Document
    from milepost.document.inline import Inline
    from milepost.document.model import Block as Node
    from milepost.document.model import Table
    from milepost.milestone.model import KnownIssue, Part

KEY = "reproduce"


def asks_for_proof(document: Document, node: Node) -> bool:
    """Whether the directive stands above a node."""
    return any(directive.has(KEY) for directive in document.directives.above(node))


def of_table(
    document: Document, table: Table, rows: Sequence[KnownIssue], following: Sequence[Node]
) -> Iterator[KnownIssue]:
    """A table's rows, each with the fences after the table that bring its fault about."""
    if not rows or not asks_for_proof(document, table):
        yield from rows
        return
    fences: dict[int, list[Node]] = {}
    for index, nodes in _assigned(rows, following):
        fences.setdefault(index, []).extend(nodes)
    for index, row in enumerate(rows):
        yield replace(row, reproduction=parts_of(document, fences.get(index, ())))


def parts_of(document: Document, nodes: Iterable[Node]) -> tuple[Part, ...]:
    """Prose and fences as parts of a step."""
    builder = PartsBuilder(document)
    builder.add_blocks(nodes)
    return builder.parts


def _assigned(
    rows: Sequence[KnownIssue], nodes: Sequence[Node]
) -> Iterator[tuple[int, list[Node]]]:
    """(row, nodes) in the guide's order."""
    groups = list(_groups(nodes))
    named = [_named_row(rows, paragraph) for paragraph, _ in groups]
    if all(row is None for row in named):
        for number, (paragraph, fence) in enumerate(groups):
            index = 0 if len(rows) == 1 else number
            if index < len(rows):
                yield index, [*([paragraph] if paragraph else []), fence]
        return
    current: int | None = None
    for row, (paragraph, fence) in zip(named, groups, strict=True):
        current = row if row is not None else current
        if current is not None:
            yield current, [*([paragraph] if paragraph else []), fence]


def _groups(nodes: Sequence[Node]) -> Iterator[tuple[Paragraph | None, CodeBlock]]:
    """Each fence with the paragraph right before it."""
    before: Paragraph | None = None
    for node in nodes:
        if isinstance(node, CodeBlock) and node.fenced:
            yield before, node
        before = node if isinstance(node, Paragraph) else None


def _named_row(rows: Sequence[KnownIssue], paragraph: Paragraph | None) -> int | None:
    """The one row of whose symptom a paragraph quotes a code span; None for none or several."""
    if paragraph is None:
        return None
    said = set(_codes(paragraph.inlines))
    found = [i for i, row in enumerate(rows) if said & set(_codes(row.symptom.inlines))]
    return found[0] if len(found) == 1 else None


def _codes(inlines: Sequence[Inline]) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, CodeSpan):
            yield node.text.strip()
        children: tuple[Inline, ...] = getattr(node, "children", ())
        yield from _codes(children)
