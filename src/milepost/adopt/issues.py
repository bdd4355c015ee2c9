"""Known issues as rows of the template's table, where a row can hold all that is said of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.adopt.draft import Line, merged, parted, put_in
from milepost.adopt.part import raw_text
from milepost.contract.label import leading_label
from milepost.contract.model import Element, Role
from milepost.contract.wording import fold
from milepost.document.inline import HardBreak, Strong
from milepost.document.model import List, Paragraph, Table
from milepost.document.walk import walk_inlines
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.adopt.draft import Draft
    from milepost.document.model import Item
    from milepost.document.outline import Section

_PIPE = re.compile(r"(?<!\\)\|")
_SYMPTOM = frozenset({"issue", "problem", "symptom", "error", "question", "issues", "problems"})
_SOLUTION = frozenset({"solution", "fix", "resolution", "answer", "remedy", "solutions", "fixes"})


@dataclass(frozen=True, slots=True)
class _Row:
    """An issue that fits a row."""

    lines: Sequence[Line]
    """What it was written as."""
    symptom: str
    solution: str

    @property
    def line(self) -> Line:
        cells = (_PIPE.sub(r"\\|", cell) for cell in (self.symptom, self.solution))
        return merged(f"| {' | '.join(cells)} |", self.lines)


def with_issue_rows(draft: Draft) -> Draft:
    """The guide with its known issues in the template's table."""
    match = draft.match.by_role(Role.ISSUES)
    if match is None:
        return draft
    header = next((d.header for d in match.contract.demands if d.element is Element.TABLE), ())
    if len(header) != 2:
        return draft
    section = match.section
    table = next((b for p in section.walk() for b in p.blocks if isinstance(b, Table)), None)
    if table is not None:
        return _renamed(draft, table, header)
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    rows: list[Line] = []
    place: int | None = None
    for extent, found in _convertible(draft, section):
        rows += [row.line for row in found]
        edits[extent] = ()
        place = extent[0] if place is None else place
    if place is None:
        return draft
    top = put_in(f"| {' | '.join(header)} |\n|{'|'.join('-' * (len(h) + 2) for h in header)}|")
    first = next(extent for extent in edits if extent[0] == place)
    edits[first] = parted(draft, *first, [*top, *rows])
    return draft.edited(edits)


def _renamed(draft: Draft, table: Table, header: tuple[str, ...]) -> Draft:
    """A table of symptoms and solutions under other names gets the template's."""
    names = [fold(cell.text) for cell in table.header.cells]
    wanted = [fold(name) for name in header]
    if len(names) != 2 or names == wanted or not _is_header(names) or not _is_header(wanted):
        return draft
    place, end = draft.extent(table.header.span)
    line = merged(f"| {' | '.join(header)} |", draft.lines[place:end])
    return draft.edited({(place, end): [line]})


def _is_header(names: Sequence[str]) -> bool:
    return names[0] in _SYMPTOM and names[1] in _SOLUTION


def _convertible(draft: Draft, section: Section) -> Iterator[tuple[tuple[int, int], list[_Row]]]:
    """Ranges of lines that are nothing but issues, each with its rows; in order.

    Subsections fit only as long as no other stands before them: the table is above them all.
    """
    for block in section.blocks:
        if isinstance(block, List):
            rows = [_from_item(draft, item) for item in block.items]
            found = [row for row in rows if row is not None]
            if len(found) == len(rows):
                yield draft.extent(block.span), found
    for below in section.sections:
        row = _from_section(draft, below)
        if row is None:
            return
        yield _lines_of(draft, below), [row]


def _lines_of(draft: Draft, section: Section) -> tuple[int, int]:
    assert section.heading is not None
    return draft.extent(section.heading.span)[0], draft.extent(section.blocks[-1].span)[1]


def _from_item(draft: Draft, item: Item) -> _Row | None:
    """`**Symptom**: solution`, or a symptom with the one paragraph that solves it."""
    texts = [_text(draft, child) for child in item.children]
    lines = draft.lines[slice(*draft.extent(item.span))]
    first = item.children[0] if item.children else None
    if item.task is not None or not isinstance(first, Paragraph) or None in texts:
        return None
    label = leading_label(first)
    bold = label is not None and isinstance(first.inlines[0], Strong)
    if label is not None and bold and len(texts) == 1:
        source = draft.document.source
        symptom = source.slice(label.span).strip("*_").strip().rstrip(":").strip()
        solution = _joined(source.slice(label.content))
        return _Row(lines, symptom, solution) if symptom and solution else None
    if len(texts) == 2 and texts[0] and texts[1]:
        return _Row(lines, texts[0], texts[1])
    return None


def _text(draft: Draft, node: object) -> str | None:
    """A paragraph, or a list of one, as a cell; None where it does not fit one."""
    if isinstance(node, List) and len(node.items) == 1 and len(node.items[0].children) == 1:
        node = node.items[0].children[0]
    if not isinstance(node, Paragraph) or any(
        isinstance(inline, HardBreak) for inline in walk_inlines(node)
    ):
        return None
    return _joined(draft.document.source.slice(node.span))


def _joined(text: str) -> str:
    return " ".join(text.split())


def _from_section(draft: Draft, section: Section) -> _Row | None:
    """A heading with one paragraph under it."""
    if section.heading is None or section.sections or len(section.blocks) != 1:
        return None
    solution = _text(draft, section.blocks[0])
    start, end = draft.extent(section.heading.span)
    symptom = raw_text(section.heading, draft.lines[start:end])
    if not solution or not symptom or not isinstance(section.blocks[0], Paragraph):
        return None
    return _Row(draft.lines[slice(*_lines_of(draft, section))], symptom, solution)
