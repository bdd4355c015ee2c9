"""MP106: a section of the template that a guide has twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for section in guide.sections:
        if section.duplicate and section.section.heading is not None:
            yield Finding(
                section.section.heading.span,
                f"the guide already has a section `{section.contract.name}`",
                "Merge the two, or give this one a name of its own.",
            )


RULE = Rule(
    code="MP106",
    name="duplicate-section",
    severity=Severity.WARNING,
    summary="Two sections of a guide are the same section of the template.",
    why="A reader who has found the first does not look for a second.",
    bad="## Overview\n\nThe purpose.\n\n## Overview\n\nMore of it.\n",
    good="## Overview\n\nThe purpose.\n\nMore of it.\n",
    check=check,
)
