"""A contract and a document: which of the guide's sections is which of the template's."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from milepost.contract.label import leading_label
from milepost.contract.model import Element, Role
from milepost.contract.wording import fold, role_of, step_heading
from milepost.document.model import BlockQuote, CodeBlock, List, Paragraph, Table
from milepost.document.walk import walk
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from milepost.contract.model import Contract, Demand, SectionContract
    from milepost.document.document import Document
    from milepost.document.model import Heading, Node
    from milepost.document.outline import Section

How = Literal["literal", "alias", "synonym"]
"""The heading is the template's; one that the template accepts; a known other wording."""

_MILESTONE_WORD = re.compile(
    r"^(?:milestone|lab|module|chapter|lesson|part|day|week|unit)\s+(?=\d)", re.I
)
_LOOSE_TITLE = re.compile(r"^(?P<number>\d+(?:\.\d+)*)\s*(?:[:.)|]|[-–—])\s*(?P<text>\S.*)$")


class TitleMatch(msgspec.Struct, frozen=True, eq=False):
    """The guide's title."""

    heading: Heading
    number: str | None
    """As written: `3`, `03`, `2.1`; None where the title states none."""
    name: str
    conforms: bool
    """Whether it has the template's form (a word such as "Milestone" before the number allowed)."""


class SectionMatch(msgspec.Struct, frozen=True, eq=False):
    """A section of the guide that is one of the template's."""

    contract: SectionContract
    section: Section
    how: How
    number: str | None = None
    """For a repeated section: the number that its heading states."""
    name: str = ""
    """What stands in the heading's text placeholder."""
    sections: tuple[SectionMatch, ...] = ()
    missing: tuple[SectionContract, ...] = ()
    unknown: tuple[Section, ...] = ()
    misplaced: bool = False
    """Whether it stands out of the template's order."""
    duplicate: bool = False
    """Whether an earlier section already is this one."""


class Match(msgspec.Struct, frozen=True, eq=False):
    """The whole guide against the contract."""

    title: TitleMatch | None
    sections: tuple[SectionMatch, ...]
    """In the guide's order."""
    missing: tuple[SectionContract, ...]
    """Demanded sections that the guide does not have, in the template's order."""
    unknown: tuple[Section, ...]
    """The guide's sections that are none of the template's, in the guide's order."""

    def by_role(self, role: Role) -> SectionMatch | None:
        """The first matched section with this role, at the top."""
        return next((s for s in self.sections if s.contract.role is role), None)


def further_milestones(document: Document) -> tuple[Section, ...]:
    """Titles after the first under which sections of the form stand: a milestone of their own.

    A file is to hold one. What such titles hold is carried out all the same, in its order.
    """
    titles = [section for section in document.outline.sections if section.level == 1]
    return tuple(title for title in titles[1:] if _is_milestone(title))


def _is_milestone(title: Section) -> bool:
    """Whether a title, which is no section of the form itself, has steps and more of the form."""
    roles = {role_of(below.title) for below in title.sections} - {None}
    return role_of(title.title) is None and Role.STEPS in roles and len(roles) > 1


def match(contract: Contract, document: Document) -> Match:
    """Compare a guide with a contract. Never raises on a user's text."""
    top = document.outline.sections
    first = next((section for section in top if section.level == 1), None)
    below = [section for s in top for section in (s.sections if s is first else (s,))]
    sections, missing, unknown = _siblings(contract.sections, below)
    sections, missing = _raised(contract, sections, missing)
    title = _title(contract, first) if first else None
    return Match(title, sections, missing, unknown)


def unmet(section: Section, demands: Iterable[Demand]) -> Iterator[Demand]:
    """The demands that a section does not meet, its subsections counted in."""
    nodes: list[Node] = []
    for part in section.walk():
        for block in part.blocks:
            if isinstance(block, Paragraph | CodeBlock):
                nodes.append(block)
            else:
                nodes.extend(walk(block))
    for demand in demands:
        if not demand.optional and not _meets(nodes, demand):
            yield demand


def _title(contract: Contract, section: Section) -> TitleMatch:
    assert section.heading is not None
    text = section.heading.text.strip()
    bare = _MILESTONE_WORD.sub("", text)
    if contract.title is not None:
        exact = contract.title.pattern.expression.fullmatch(bare)
        if exact is not None:
            groups = exact.groupdict()
            name = groups.get("text") or bare
            return TitleMatch(section.heading, groups.get("number"), name.strip(), conforms=True)
    loose = _LOOSE_TITLE.match(bare)
    if loose is not None:
        return TitleMatch(section.heading, loose["number"], loose["text"].strip(), conforms=False)
    return TitleMatch(section.heading, None, text, conforms=False)


def _siblings(
    contracts: Sequence[SectionContract], sections: Sequence[Section]
) -> tuple[tuple[SectionMatch, ...], tuple[SectionContract, ...], tuple[Section, ...]]:
    """Match sibling sections: (matched, missing, unknown)."""
    matched: list[SectionMatch] = []
    unknown: list[Section] = []
    taken: set[int] = set()
    for section in sections:
        found = _identify(contracts, section)
        if found is None:
            unknown.append(section)
            continue
        index, result = found
        duplicate = index in taken and not result.contract.repeated
        taken.add(index)
        children, missing, strange = _siblings(result.contract.sections, section.sections)
        if children or missing or strange or duplicate:
            result = replace(
                result, sections=children, missing=missing, unknown=strange, duplicate=duplicate
            )
        matched.append(result)
    absent = tuple(c for i, c in enumerate(contracts) if i not in taken and not c.optional)
    return _mark_misplaced(contracts, matched), absent, tuple(unknown)


def _raised(
    contract: Contract, sections: tuple[SectionMatch, ...], missing: tuple[SectionContract, ...]
) -> tuple[tuple[SectionMatch, ...], tuple[SectionContract, ...]]:
    """Sections that are missing at the top and stand below another one, as where a guide gives
    its *Steps* a heading of the title's level; nothing of them is unknown or missing then."""
    found: list[SectionMatch] = []
    for parent in sections:
        below: list[SectionMatch] = []
        for section in parent.unknown:
            identified = _identify(missing, section)
            if identified is not None and identified[1].contract.role is not Role.OTHER:
                below.append(identified[1])
                missing = tuple(c for c in missing if c is not identified[1].contract)
        raised = {id(match.section) for match in below}
        unknown = tuple(s for s in parent.unknown if id(s) not in raised)
        found += [replace(parent, unknown=unknown), *below]
    if len(found) == len(sections):
        return sections, missing
    return _mark_misplaced(contract.sections, found), missing


def _identify(
    contracts: Sequence[SectionContract], section: Section
) -> tuple[int, SectionMatch] | None:
    text = section.title.strip()
    literal = _literal(contracts, section, text)
    if literal is not None:
        return literal
    folded = fold(text)
    for index, contract in enumerate(contracts):
        if folded in map(fold, contract.aliases):
            return index, SectionMatch(contract, section, "alias")
    role = role_of(text)
    stated = step_heading(text) if role is None else None
    for index, contract in enumerate(contracts):
        if stated is not None and contract.role is Role.STEP and stated["name"].strip():
            number = stated["a"] or stated["b"]
            return index, SectionMatch(contract, section, "synonym", number, stated["name"].strip())
    for index, contract in enumerate(contracts):
        if role is not None and contract.role is role:
            return index, SectionMatch(contract, section, "synonym")
    return None


def _literal(
    contracts: Sequence[SectionContract], section: Section, text: str
) -> tuple[int, SectionMatch] | None:
    """The section whose heading in the template is just this one, with any text in its holes."""
    words = text.lower().split() if text.isascii() else None
    for index, contract in enumerate(contracts):
        if words is not None and contract.pattern.words is not None:
            if words == contract.pattern.words:
                return index, SectionMatch(contract, section, "literal")
            continue
        exact = contract.pattern.expression.fullmatch(text)
        if exact is not None:
            groups = exact.groupdict()
            name = (groups.get("text") or "").strip()
            return index, SectionMatch(contract, section, "literal", groups.get("number"), name)
    return None


def _mark_misplaced(
    contracts: Sequence[SectionContract], matched: list[SectionMatch]
) -> tuple[SectionMatch, ...]:
    """Mark the fewest sections whose removal leaves the template's order."""
    order = {id(contract): index for index, contract in enumerate(contracts)}
    places = [order[id(m.contract)] for m in matched]
    if places == sorted(places):
        return tuple(matched)
    kept = _longest_rising(places)
    return tuple(
        m if index in kept or m.duplicate else replace(m, misplaced=True)
        for index, m in enumerate(matched)
    )


def _longest_rising(places: list[int]) -> set[int]:
    """Indices of a longest subsequence that never falls (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place + 1)
        before.append(tops[at - 1] if at else None)
        tails[at : at + 1] = [place]
        tops[at : at + 1] = [index]
    kept: set[int] = set()
    at_index = tops[-1] if tops else None
    while at_index is not None:
        kept.add(at_index)
        at_index = before[at_index]
    return kept


def _meets(nodes: Sequence[Node], demand: Demand) -> bool:
    match demand.element:
        case Element.CODE:
            return any(isinstance(node, CodeBlock) for node in nodes)
        case Element.LIST:
            return any(isinstance(node, List) for node in nodes)
        case Element.TASKS:
            return any(
                item.task is not None for n in nodes if isinstance(n, List) for item in n.items
            )
        case Element.TABLE:
            return any(isinstance(node, Table) for node in nodes)
        case Element.LABEL:
            labels = (leading_label(node) for node in nodes if isinstance(node, Paragraph))
            return any(label and fold(label.text) == fold(demand.label or "") for label in labels)
        case Element.PROSE:
            return any(_is_prose(node) for node in nodes)


def _is_prose(node: Node) -> bool:
    if isinstance(node, Paragraph):
        return bool(node.text.strip()) and leading_label(node) is None
    return isinstance(node, BlockQuote | Table)
