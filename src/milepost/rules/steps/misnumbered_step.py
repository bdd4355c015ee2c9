"""MP301: steps that are not numbered 1, 2, 3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Edit, Fix, Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.contract.match import SectionMatch
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from _among(guide, guide.match.sections)
    for section in guide.sections:
        if section.sections:
            yield from _among(guide, section.sections)


def _among(guide: Guide, siblings: Sequence[SectionMatch]) -> Iterator[Finding]:
    steps = [match for match in siblings if match.contract.repeated and match.number is not None]
    wrong = [(place, match) for place, match in enumerate(steps, 1) if match.number != str(place)]
    if not wrong or any("." in (match.number or "") for match in steps):
        # `1.1` numbers parts of steps, which the template's form does not speak of.
        return
    safety = _safety(guide, [match for _, match in wrong])
    for place, match in wrong:
        heading = match.section.heading
        found = match.contract.pattern.expression.fullmatch(heading.text) if heading else None
        if heading is None or found is None:
            continue
        span = heading.locate(*found.span("number"))
        yield Finding(
            heading.span,
            f"this is number {place} in order, and is called {match.number}",
            f"Number it {place}.",
            fix=Fix(f"Number it {place}", (Edit(span, str(place)),), safety),
        )


def _safety(guide: Guide, steps: Sequence[SectionMatch]) -> Safety:
    """Safe unless the guide speaks of a step by a number that would change."""
    numbers = "|".join({re.escape(match.number or "") for match in steps})
    spoken = re.compile(rf"\b(?:step|task|exercise)[ \xa0-]+(?:{numbers})\b", re.IGNORECASE)
    headings = [match.section.heading.span for match in guide.steps if match.section.heading]
    source = guide.document.source
    for found in spoken.finditer(source.text):
        offset = len(source.text[: found.start()].encode())
        if not any(span.start <= offset < span.end for span in headings):
            return Safety.UNSAFE
    return Safety.SAFE


RULE = Rule(
    code="MP301",
    name="misnumbered-step",
    severity=Severity.ERROR,
    summary="The steps are not numbered from 1 without gaps or repetition.",
    why="A reader who sees Step 2 and then Step 4 looks for what they missed; `Step 3` in a report "
    "should be the third.",
    bad="## Implementation Steps\n\n### Step 1: Make it\n\nText.\n\n**Expected Outcome**: `a`.\n\n"
    "### Step 3: Use it\n\nText.\n\n**Expected Outcome**: `b`.\n",
    good="## Implementation Steps\n\n### Step 1: Make it\n\nText.\n\n**Expected Outcome**: `a`.\n\n"
    "### Step 2: Use it\n\nText.\n\n**Expected Outcome**: `b`.\n",
    check=check,
    fixable="safe",
    fix_note="Renumbers the headings. Where the text of the guide speaks of a step by a number "
    "that would change, the fix is unsafe.",
)
