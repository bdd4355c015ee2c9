"""What the template has in a section and the guide has not, as placeholders to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.adopt.draft import parted, spaced
from milepost.adopt.sample import missing_content, missing_label
from milepost.contract.match import unmet
from milepost.contract.model import Element
from milepost.document.model import HtmlBlock, ThematicBreak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.adopt.draft import Draft, Line
    from milepost.contract.match import SectionMatch
    from milepost.document.outline import Section


def with_placeholders(draft: Draft) -> Draft:
    """The guide with the template's content in empty sections, and with its labels."""
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    for match in _all(draft.match.sections):
        section, wanted = match.section, match.contract
        if section.heading is None or match.duplicate:
            continue
        if _is_empty(section):
            place = draft.extent(section.heading.span)[1]
            lines = missing_content(draft.contract, wanted)
        else:
            place = _end(draft, section)
            demands = (d for d in unmet(section, wanted.demands) if d.element is Element.LABEL)
            lines = spaced(
                *(missing_label(draft.contract, wanted, d.label) for d in demands if d.label)
            )
        while place and draft.lines[place - 1].blank:
            place -= 1
        if lines:
            edits[place, place] = parted(draft, place, place, lines)
    return draft.edited(edits)


def _all(sections: Sequence[SectionMatch]) -> Iterator[SectionMatch]:
    for match in sections:
        yield match
        yield from _all(match.sections)


def _is_empty(section: Section) -> bool:
    return not section.sections and all(isinstance(b, HtmlBlock) for b in section.blocks)


def _end(draft: Draft, section: Section) -> int:
    """The line below a section's last block; above a rule that parts it from the next section."""
    last = section
    while last.sections:
        last = last.sections[-1]
    blocks = [*([last.heading] if last.heading else []), *last.blocks]
    if isinstance(blocks[-1], ThematicBreak) and len(blocks) > 1:
        return draft.extent(blocks[-1].span)[0]
    return draft.extent(blocks[-1].span)[1]
