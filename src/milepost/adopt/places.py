"""Where the sections of a guide belong: which are the template's, which are steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.adopt.part import Part, deeper
from milepost.adopt.sample import missing_section
from milepost.adopt.wording import COUNTED, has_code
from milepost.contract.model import Role
from milepost.contract.wording import role_of, step_heading
from milepost.milestone.build import top_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.adopt.draft import Draft, Line
    from milepost.contract.match import SectionMatch
    from milepost.contract.model import Contract, SectionContract
    from milepost.document.outline import Section

LIFTED = frozenset(
    {
        Role.PREREQUISITES,
        Role.OBJECTIVES,
        Role.ISSUES,
        Role.CHECKLIST,
        Role.NEXT,
        Role.RESOURCES,
        Role.CLEANUP,
    }
)
"""Roles that a section keeps where it stands below one that is carried out."""


@dataclass(slots=True)
class Extra:
    """A part that is kept below another one."""

    part: Part
    marked: bool


@dataclass(slots=True)
class Step:
    """A step of the result."""

    part: Part | None
    """None for what is carried out before the first heading."""
    name: str
    body: list[Line] = field(default_factory=list)
    """Lines put before the part's own."""
    extras: list[Extra] = field(default_factory=list)


@dataclass(slots=True)
class Slot:
    """A section of the template and what of the guide goes there."""

    contract: SectionContract
    part: Part | None = None
    match: SectionMatch | None = None
    body: list[Line] = field(default_factory=list)
    """Lines put under its heading, before the part's own."""
    extras: list[Extra] = field(default_factory=list)
    filled: bool = False


def states_number(title: str) -> bool:
    """Whether a heading that is no section of its own kind states a step's number."""
    return role_of(title) is None and step_heading(title) is not None


def counted(root: Section) -> Iterator[int]:
    """Sections beside each other whose headings count from 1 with the same word."""
    for section in root.walk():
        words: dict[str, list[tuple[str, Section]]] = {}
        for child in section.sections:
            found = COUNTED.fullmatch(child.title.strip())
            if found is not None:
                words.setdefault(found["word"].lower(), []).append((found["number"], child))
        for counted in words.values():
            if len(counted) > 1 and [n for n, _ in counted] == [
                str(n) for n in range(1, len(counted) + 1)
            ]:
                yield from (id(child) for _, child in counted)


def placed(draft: Draft) -> Iterator[SectionMatch]:
    """The matched sections that go to their places.

    Not a summary that comes after what it sums up, nor a part of a step that is named like one.
    """
    tops = top_sections(draft.document)
    steps = [i for i, s in enumerate(tops) if any(has_code(part.blocks) for part in s.walk())]
    begun = {id(section) for section in tops[steps[0] :]} if steps else set()
    for match in draft.match.sections:
        late = match.how == "synonym" and id(match.section) in begun
        role = match.contract.role
        if late and role is Role.OVERVIEW:
            continue
        if match.section in tops or role in LIFTED or role is Role.STEPS:
            yield match


def ordered(
    contract: Contract,
    wanted: Sequence[SectionContract],
    matches: Sequence[SectionMatch],
    part: Part,
    shift: int,
) -> Iterator[list[Line]]:
    """Sections below one of the template's: its own in its order, others behind their neighbour."""
    by_section = {id(match.section): match for match in matches}
    groups: dict[int, list[list[Line]]] = {id(section): [] for section in wanted}
    current: list[list[Line]] = []
    first = current
    for child in part.children:
        match = by_section.get(id(child.section))
        level, text = deeper(child.level, shift), None
        if match is not None:
            current = groups[id(match.contract)]
            level = match.contract.level
            if match.how == "synonym" and match.contract.pattern.is_literal:
                text = match.contract.pattern.fill("", "")
        current.append(child.lines(level, text))
    yield from first
    for section in wanted:
        if not groups[id(section)] and not section.optional:
            yield missing_section(contract, section, section.level)
        yield from groups[id(section)]


def where_steps_go(slots: Sequence[Slot]) -> tuple[Slot | None, SectionContract | None]:
    """(the section of the template that holds the steps, what it demands of a step)."""
    for slot in slots:
        for contract in (slot.contract, *slot.contract.sections):
            if contract.role is Role.STEP and contract.repeated:
                return slot, contract
    steps = next((slot for slot in slots if slot.contract.role is Role.STEPS), None)
    return steps, None
