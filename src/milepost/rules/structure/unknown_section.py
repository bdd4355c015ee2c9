"""MP104: a section that the template does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.match import further_milestones
from milepost.contract.model import Role
from milepost.contract.wording import role_of
from milepost.rules.base import Finding, Rule
from milepost.rules.targets import nearest
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.contract.model import SectionContract
    from milepost.document.outline import Section
    from milepost.rules.guide import Guide


_STEP = re.compile(r"step \d", re.IGNORECASE)


def check(guide: Guide) -> Iterator[Finding]:
    contract = guide.contract
    if contract.sections:
        further = further_milestones(guide.document)
        for second in further:
            yield _second(second)
        unknown = [section for section in guide.match.unknown if section not in further]
        yield from _unknown(unknown, guide.match.missing)
    for section in guide.sections:
        if section.unknown and section.contract.sections:
            yield from _unknown(section.unknown, section.missing)


def _second(section: Section) -> Finding:
    assert section.heading is not None
    return Finding(
        section.heading.span,
        f"`{section.title.strip()}` is a second milestone: a file holds one",
        "Move it into a file of its own.",
    )


def _unknown(sections: Sequence[Section], missing: Sequence[SectionContract]) -> Iterator[Finding]:
    for section in sections:
        title = section.title.strip()
        if section.heading is None or role_of(title) is Role.CLEANUP:
            # The form has no clean-up section, but guides need one, and it is carried out.
            continue
        names = {contract.name.lower(): contract.name for contract in missing}
        near = nearest(title.lower(), names)
        remedy = _as_step(title) or (
            f"Did you mean `{names[near]}`?"
            if near
            else "Move its content into a section of the template, or make it part of the template."
        )
        yield Finding(section.heading.span, f"the template has no section `{title}`", remedy)


def _as_step(title: str) -> str | None:
    """For `## Step 1: …`, which stands where sections do: where it belongs."""
    if _STEP.match(title) is None:
        return None
    return f"Make it `### {title}`, under `## Implementation Steps`."


RULE = Rule(
    code="MP104",
    name="unknown-section",
    severity=Severity.WARNING,
    summary="A section is none of the template's.",
    why="A misspelt heading hides a section that is demanded, and what stands under a heading "
    "that nobody knows is read by nobody but people.",
    bad="## Objectivs\n\n- Learn\n",
    good="## Objectives\n\n- Learn\n",
    check=check,
)
