"""MP105: a heading that says the same as the template's in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.rules.targets import targets
from milepost.text.diagnostic import Edit, Fix, Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.contract.match import SectionMatch
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for section in guide.sections:
        heading = section.section.heading
        if section.how != "synonym" or heading is None:
            continue
        wanted = _wanted(section)
        yield Finding(
            heading.span,
            f"`{section.section.title.strip()}` is read as `{wanted}`",
            f"Name it `{wanted}`, as the template does.",
            fix=_fix(guide, section),
        )


def _wanted(section: SectionMatch) -> str:
    """The heading as the template has it, number and name kept."""
    if section.number is None:
        return section.contract.name
    return section.contract.pattern.fill(section.number, section.name)


def _fix(guide: Guide, section: SectionMatch) -> Fix | None:
    heading = section.section.heading
    if heading is None or section.duplicate:
        return None
    if not section.contract.pattern.is_literal and section.number is None:
        return None
    wanted = _wanted(section)
    linked = {target.fragment for target in targets(guide) if target.same_file}
    anchor = next((a for a, h in guide.document.heading_anchors if h is heading), None)
    return Fix(
        f"Rename the section to `{wanted}`",
        (Edit(heading.text_span, wanted),),
        Safety.UNSAFE if anchor in linked else Safety.SAFE,
    )


RULE = Rule(
    code="MP105",
    name="synonym-section",
    severity=Severity.WARNING,
    summary="A heading is a known other wording of one of the template's.",
    why="It is understood, but a roadmap in which the same part has three names is hard to search "
    "and to link to.",
    bad="## Troubleshooting\n\nNothing is known.\n",
    good="## Common Issues and Solutions\n\nNothing is known.\n",
    check=check,
    fixable="safe",
    fix_note="Renames the heading. The meaning stays; where the guide itself links to the old "
    "heading, the fix is unsafe.",
)
