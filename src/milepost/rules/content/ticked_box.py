"""MP207: a box of the checklist that is ticked in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Element, Role
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Edit, Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    ticked = [item for item in guide.tasks if item.task and item.task_span]
    if not ticked:
        return
    spans = [
        match.section.span
        for match in guide.sections
        if match.contract.role is Role.CHECKLIST
        or any(demand.element is Element.TASKS for demand in match.contract.demands)
    ]
    for item in ticked:
        if item.task_span is not None and any(item.task_span in span for span in spans):
            yield Finding(
                item.task_span,
                f"the box of `{item.text.strip()}` is ticked in the guide itself",
                "Write `[ ]`; progress belongs to the reader, not to the guide.",
                fix=Fix("Untick the box", (Edit(item.task_span, "[ ]"),)),
            )


RULE = Rule(
    code="MP207",
    name="ticked-box",
    severity=Severity.ERROR,
    summary="An item of the checklist is ticked in the source.",
    why="Every reader starts with nothing done; a box that is ticked before they begin is passed "
    "over.",
    bad="## Validation Checklist\n\n- [x] The server starts\n",
    good="## Validation Checklist\n\n- [ ] The server starts\n",
    check=check,
    fixable="safe",
    fix_note="Unticks the box. Milepost keeps progress apart from the guide, so nothing is lost "
    "that counts.",
)
