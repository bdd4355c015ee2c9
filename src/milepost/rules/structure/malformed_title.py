"""MP101: a title that does not have the template's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Edit, Fix, Severity
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.contract.match import TitleMatch
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    contract = guide.contract.title
    if contract is None:
        return
    form = contract.pattern.fill("N", "Name")
    title = guide.match.title
    if title is None:
        yield Finding(
            Span(0, 0),
            "the guide has no title",
            f"Begin it with `# {form}`.",
        )
    elif not title.conforms:
        written = contract.pattern.fill(title.number, title.name) if title.number else form
        yield Finding(
            title.heading.span,
            f"the title does not have the form `{form}`",
            f"Write `# {written}`.",
            fix=_fix(guide, title),
        )


def _fix(guide: Guide, title: TitleMatch) -> Fix | None:
    """The number and name in the template's form, where both are known and plain text."""
    span = title.heading.text_span
    contract = guide.contract.title
    if contract is None or title.number is None or not contract.pattern.expression:
        return None
    if guide.document.source.slice(span) != title.heading.text:
        return None
    written = contract.pattern.fill(title.number, title.name)
    return Fix(f"Write the title as `{written}`", (Edit(span, written),))


RULE = Rule(
    code="MP101",
    name="malformed-title",
    severity=Severity.ERROR,
    summary="The title is missing, or does not state number and name as the template does.",
    why="Number and name are a milestone's identity: the order of the roadmap, `milepost run 3` "
    "and the links of other guides rest on them.",
    bad="# 3 - Add a Route",
    good="# 3: Add a Route",
    check=check,
    fixable="safe",
    fix_note="Writes the number and name that the title has in the template's form. Where there is "
    "no number, or the name has markup, there is no fix.",
)
