"""The checklist as a list of tasks, none of them ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Element, Role
from milepost.document.model import List, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.adopt.draft import Draft, Line


def with_tasks(draft: Draft) -> Draft:
    """The guide with a box before each item of its checklist."""
    match = draft.match.by_role(Role.CHECKLIST)
    if match is None or not any(d.element is Element.TASKS for d in match.contract.demands):
        return draft
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    for part in match.section.walk():
        for block in part.blocks:
            if isinstance(block, List):
                edits.update(_boxes(draft, block))
    return draft.edited(edits)


def _boxes(draft: Draft, block: List) -> dict[tuple[int, int], Sequence[Line]]:
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    for item in block.items:
        first = item.children[0] if item.children else None
        if item.task_span is not None:
            place, column = draft.line_of(item.task_span.start), draft.column(item.task_span.start)
            text = draft.lines[place].text
            text = f"{text[:column]}[ ]{text[column + 3 :]}" if item.task else text
        elif isinstance(first, Paragraph):
            place, column = draft.line_of(first.span.start), draft.column(first.span.start)
            text = draft.lines[place].text
            if place != draft.line_of(item.span.start):
                continue
            text = f"{text[:column]}[ ] {text[column:]}"
        else:
            continue
        edits[place, place + 1] = [draft.lines[place].worded(text)]
    return edits
