"""MP206: a known issue that stands there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.contract.wording import fold
from milepost.document.model import Table
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.outline import Section
    from milepost.rules.guide import Guide
    from milepost.text.span import Span


def check(guide: Guide) -> Iterator[Finding]:
    for match in guide.match.sections:
        if match.contract.role is not Role.ISSUES:
            continue
        first: dict[str, Span] = {}
        for text, span in _symptoms(match.section):
            earlier = first.setdefault(fold(text), span)
            if earlier is not span and fold(text):
                line = guide.document.source.index.line(earlier.start)
                yield Finding(
                    span,
                    f"the issue `{text}` stands in line {line} already",
                    "Merge the two solutions.",
                )


def _symptoms(section: Section) -> Iterator[tuple[str, Span]]:
    """The issues of a section: first cells of its tables, and its subheadings."""
    for block in section.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                if row.cells:
                    yield row.cells[0].text.strip(), row.cells[0].text_span
    for below in section.sections:
        if below.heading is not None:
            yield below.title.strip(), below.heading.span


RULE = Rule(
    code="MP206",
    name="duplicate-issue",
    severity=Severity.WARNING,
    summary="Two known issues have the same symptom.",
    why="The reader who is stuck tries the first solution and does not see the second.",
    bad="## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n| Slow | Wait |\n"
    "| Slow | Restart |\n",
    good="## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n"
    "| Slow | Wait, then restart |\n",
    check=check,
)
