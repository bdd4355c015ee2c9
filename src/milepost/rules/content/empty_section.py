"""MP202: a heading with nothing under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.model import HtmlBlock
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.outline import Section
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for match in guide.sections:
        demands = [demand for demand in match.contract.demands if not demand.optional]
        heading = match.section.heading
        if demands and heading is not None and is_empty(match.section):
            said = next((demand.placeholder for demand in demands if demand.placeholder), "")
            yield Finding(
                heading.span,
                f"the section `{match.section.title.strip()}` is empty",
                f"Fill it; the template says: {said.rstrip('.')}." if said else "Fill it.",
            )


def is_empty(section: Section) -> bool:
    """Whether a section holds nothing but comments."""
    if section.sections:
        return False
    for block in section.blocks:
        if not isinstance(block, HtmlBlock) or not block.text.lstrip().startswith("<!--"):
            return False
    return True


RULE = Rule(
    code="MP202",
    name="empty-section",
    severity=Severity.ERROR,
    summary="A section that the template fills has nothing in it.",
    why="An empty heading looks finished in a table of contents, and is not.",
    bad="## Overview\n\n## Prerequisites\n\n- None\n",
    good="## Overview\n\nThe purpose.\n\n## Prerequisites\n\n- None\n",
    check=check,
)
