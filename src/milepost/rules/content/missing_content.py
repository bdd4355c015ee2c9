"""MP201: content that the template has in a section, and the guide has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.match import unmet
from milepost.contract.model import Element, Role
from milepost.document.model import CodeBlock
from milepost.document.walk import walk
from milepost.rules.base import Finding, Rule
from milepost.rules.content.empty_section import is_empty
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.contract.model import Demand
    from milepost.document.outline import Section
    from milepost.rules.guide import Guide

_WORDS = {
    Element.PROSE: ("text", "Write it"),
    Element.LIST: ("a list", "Write `- item` lines"),
    Element.TASKS: ("a list with boxes", "Write `- [ ] item` lines"),
    Element.TABLE: ("a table", "Write a table"),
    Element.CODE: ("a code block", "Add a fenced code block"),
}


def check(guide: Guide) -> Iterator[Finding]:
    for match in guide.sections:
        heading = match.section.heading
        if not match.contract.demands or heading is None or is_empty(match.section):
            continue
        demands = match.contract.demands
        if match.contract.role is Role.STEP:
            # MP302 looks for a step's label, and speaks of it in a step's own words.
            demands = tuple(d for d in demands if d.element is not Element.LABEL)
        if match.contract.role in (Role.STEP, Role.TESTING) and _holds_code(match.section):
            # A block tells what to do without a sentence around it.
            demands = tuple(d for d in demands if d.element is not Element.PROSE)
        for demand in unmet(match.section, demands):
            yield Finding(
                heading.span,
                f"the section `{match.section.title.strip()}` has no {_what(demand)}",
                f"{_remedy(demand)}.",
            )


def _holds_code(section: Section) -> bool:
    """Whether a code block stands in it, in a list too."""
    nodes = (node for block in section.blocks for node in walk(block))
    return any(isinstance(node, CodeBlock) for node in nodes)


def _what(demand: Demand) -> str:
    if demand.element is Element.LABEL:
        return f"**{demand.label}**"
    return _WORDS[demand.element][0].removeprefix("a ")


def _remedy(demand: Demand) -> str:
    if demand.element is Element.LABEL:
        start = f"Add `**{demand.label}**: …`"
    elif demand.element is Element.TABLE:
        start = f"Write a table with the columns {' and '.join(f'`{c}`' for c in demand.header)}"
    else:
        start = _WORDS[demand.element][1]
    if not demand.placeholder:
        return start
    return f"{start}; the template says: {demand.placeholder.rstrip('.… ')}"


RULE = Rule(
    code="MP201",
    name="missing-content",
    severity=Severity.ERROR,
    summary="A section lacks text, a list, boxes, a table, code or a label that the template has.",
    why="A heading promises its content: a checklist without boxes cannot be ticked, a testing "
    "section without code cannot be run.",
    bad="## Validation Checklist\n\nLook at it all once more.\n",
    good="## Validation Checklist\n\n- [ ] The server starts\n",
    check=check,
)
