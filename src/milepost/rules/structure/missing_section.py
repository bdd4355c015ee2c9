"""MP102: a section that the template has and the guide has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.contract.model import SectionContract
    from milepost.document.model import Heading
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    title = guide.match.title
    place = title.heading.span if title else Span(0, 0)
    yield from _missing(guide.match.missing, guide.contract.sections, place)
    for section in guide.sections:
        if section.missing:
            span = _span(section.section.heading, place)
            yield from _missing(section.missing, section.contract.sections, span)


def _missing(
    missing: tuple[SectionContract, ...], siblings: tuple[SectionContract, ...], place: Span
) -> Iterator[Finding]:
    for section in missing:
        index = siblings.index(section)
        heading = f"{'#' * section.level} {section.pattern.fill('1', 'Name')}"
        where = f" after `{siblings[index - 1].name}`" if index else ""
        yield Finding(
            place,
            f"the section `{section.name}` is missing",
            f"Add `{heading}`{where}.",
        )


def _span(heading: Heading | None, otherwise: Span) -> Span:
    return heading.span if heading else otherwise


RULE = Rule(
    code="MP102",
    name="missing-section",
    severity=Severity.ERROR,
    summary="A section that the template demands is not in the guide.",
    why="Each section answers a question that the reader will have; what is not there cannot be "
    "carried out, verified or shown.",
    bad="# 1: Start\n\n## Overview\n\nThe purpose.\n",
    good="a guide with all sections of the template; `milepost new` writes one",
    check=check,
)
