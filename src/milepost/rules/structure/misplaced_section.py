"""MP103: a section out of the template's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.contract.match import SectionMatch
    from milepost.contract.model import SectionContract
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from _among(guide.match.sections, guide.contract.sections)
    for section in guide.sections:
        if section.sections:
            yield from _among(section.sections, section.contract.sections)


def _among(
    matched: Sequence[SectionMatch], contracts: Sequence[SectionContract]
) -> Iterator[Finding]:
    present = {id(match.contract) for match in matched}
    for match in matched:
        heading = match.section.heading
        if not match.misplaced or heading is None:
            continue
        index = next(i for i, c in enumerate(contracts) if c is match.contract)
        before = next((c for c in reversed(contracts[:index]) if id(c) in present), None)
        after = next((c for c in contracts[index + 1 :] if id(c) in present), None)
        if before is not None:
            remedy = f"Move it below `{before.name}`."
        else:
            remedy = f"Move it above `{after.name}`." if after else "Move it."
        yield Finding(
            heading.span, f"the section `{match.section.title.strip()}` is out of order", remedy
        )


RULE = Rule(
    code="MP103",
    name="misplaced-section",
    severity=Severity.WARNING,
    summary="A section does not stand where the template has it.",
    why="Readers of several guides look for a part where it was in the last one; prerequisites "
    "below the steps come too late.",
    bad="## Objectives\n\n- Learn\n\n## Overview\n\nThe purpose.\n",
    good="## Overview\n\nThe purpose.\n\n## Objectives\n\n- Learn\n",
    check=check,
)
