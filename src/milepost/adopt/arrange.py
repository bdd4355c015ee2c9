"""The sections of a guide under the template's headings, in the template's order.

What a guide's section is decides where it goes: a section of the template to its place; what is
carried out becomes a step; anything else stays behind what it followed, and is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.adopt.anchors import linked_headings
from milepost.adopt.draft import Line, merged, put_in, spaced
from milepost.adopt.part import Part, deeper, heading, parts_of, without_bold
from milepost.adopt.places import (
    LIFTED,
    Extra,
    Slot,
    Step,
    counted,
    ordered,
    placed,
    states_number,
    where_steps_go,
)
from milepost.adopt.sample import holes, missing_content, missing_section
from milepost.adopt.wording import COUNTED, has_code, is_afterthought, likely_role
from milepost.contract.model import Role
from milepost.contract.wording import STEP_HEADING, role_of
from milepost.document.model import BlockQuote, HtmlBlock, Paragraph
from milepost.milestone.build import top_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.adopt.draft import Draft
    from milepost.contract.match import SectionMatch
    from milepost.contract.model import Contract, SectionContract
    from milepost.document.model import Block

MARK = "<!-- adopted: the template has no section for this; it stays where it followed -->"
"""Marks what could not be placed. It is no directive: these begin with `milepost:`."""


def arranged(draft: Draft) -> Draft:
    """The guide's sections as the template orders and names them, missing ones put in."""
    if not draft.contract.sections:
        return draft
    above, outermost = parts_of(draft)
    arranger = _Arranger(draft)
    title = next((part for part in outermost if part.level == 1), None)
    if title is not None:
        title.body = arranger.place_introduction(title)
    for part in outermost:
        if part is not title:
            arranger.place(part)
            continue
        for child in part.children:
            arranger.place(child)
    head = spaced(title.headed(1), title.body) if title else []
    return draft.with_lines(spaced(above, head, *arranger.lines()))


class _Arranger:
    """Takes the parts in the guide's order, gives the lines in the template's."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._contract: Contract = draft.contract
        self._slots = [Slot(section) for section in self._contract.sections]
        self._matches = {id(match.section): match for match in placed(draft)}
        self._level = self._contract.sections[0].level
        self._steps_slot, self._step = where_steps_go(self._slots)
        self._steps: list[Step] = []
        self._cleanups: list[Part] = []
        self._strays: list[Extra] = []
        self._current: Slot | Step | None = None
        self._linked = linked_headings(draft)
        self._counted = set(counted(draft.document.outline))

    def place_introduction(self, title: Part) -> list[Line]:
        """What stands between title and first section: the overview, where there is no other.

        From the paragraph before its first code on it is a step. Returns what stays.
        """
        blocks = title.section.blocks
        slot = self._free(Role.OVERVIEW)
        code = next((i for i, block in enumerate(blocks) if has_code([block])), None)
        if code is not None and self._step is not None:
            while code and isinstance(blocks[code - 1], HtmlBlock):
                code -= 1
            if code and isinstance(blocks[code - 1], Paragraph):
                code -= 1
            start = self._draft.extent(blocks[code].span)[0]
            first = self._draft.extent(title.section.heading.span)[1]  # type: ignore[union-attr]
            cut = start - first - _blank_lines(self._draft.lines[first:start])
            _, name = holes(self._contract, self._step)
            self._add_step(Step(None, name, title.body[cut:]))
            title.body = title.body[:cut]
            blocks = blocks[:code]
        if slot is None or not any(_is_prose(block) for block in blocks):
            return title.body
        slot.body, slot.filled = title.body, True
        self._current = self._current or slot
        return []

    def place(self, part: Part) -> None:
        """One of the guide's sections."""
        match = self._matches.get(id(part.section))
        role = match.contract.role if match else likely_role(part.title)
        likely = self._free(role)
        if match is not None and match.contract is self._steps_contract and not self._is_step(part):
            self._place_steps(part, match)
        elif match is not None and not match.contract.repeated:
            self._place_in_slot(part, match)
        elif likely is not None and likely.contract.role in LIFTED:
            likely.part, likely.filled = part, True
            self._current = likely
        elif role is Role.CLEANUP and self._slot(role) is None:
            self._cleanups.append(part)
        else:
            self._collect(part, inside=False)

    def lines(self) -> Iterator[list[Line]]:
        """The sections in the template's order."""
        before_end = self._clean_up_place()
        for slot in self._slots:
            if slot is before_end:
                yield from self._cleanup_lines()
            yield self._slot_lines(slot)
        if before_end is None:
            yield from self._cleanup_lines()
        for extra in self._strays:
            yield extra.part.lines(self._level)

    @property
    def _steps_contract(self) -> SectionContract | None:
        return self._steps_slot.contract if self._steps_slot else None

    def _place_in_slot(self, part: Part, match: SectionMatch) -> None:
        slot = next(slot for slot in self._slots if slot.contract is match.contract)
        raised = [child for child in part.children if id(child.section) in self._matches]
        part.children = [child for child in part.children if child not in raised]
        if slot.part is None and not slot.body:
            slot.part, slot.match, slot.filled = part, match, True
        else:
            slot.extras.append(Extra(part, marked=False))
        self._current = slot
        for child in raised:
            self.place(child)

    def _place_steps(self, part: Part, match: SectionMatch) -> None:
        assert self._steps_slot is not None
        slot, children = self._steps_slot, part.children
        if self._step is None:
            self._place_in_slot(part, match)
            return
        if slot.part is None:
            if not children and has_code(part.section.blocks):
                _, name = holes(self._contract, self._step)
                self._add_step(Step(None, name, part.body))
                part.body = []
            self._take_steps(part, match)
        elif children:
            self._group(part)
        else:
            self._collect(part, inside=True)

    def _is_steps_section(self, part: Part) -> bool:
        """Whether a section that is named otherwise is the one that holds the steps.

        Where several sections hold steps, they are groups of steps.
        """
        slot = self._steps_slot
        if slot is None or slot.filled or slot.contract is self._step:
            return False
        if any(match.contract is slot.contract for match in self._matches.values()):
            return False
        if not any(self._is_step(child) for child in part.children):
            return False
        return not any(
            states_number(below.title.strip())
            or (likely_role(section.title) is None and has_code(below.blocks))
            for section in top_sections(self._draft.document)
            if section is not part.section
            for below in section.walk()
        )

    def _take_steps(self, part: Part, match: SectionMatch | None) -> None:
        """A section as the one that holds the steps, and what stands below it."""
        assert self._steps_slot is not None
        slot, children = self._steps_slot, part.children
        slot.part, slot.match, slot.filled = part, match, True
        part.children = []
        for child in children:
            if self._is_lifted(child):
                self.place(child)
            else:
                self._collect(child, inside=True)

    def _is_lifted(self, part: Part) -> bool:
        """Whether a part below one that is carried out has a free place of its own."""
        role = likely_role(part.title)
        if id(part.section) in self._matches:
            return True
        if role is Role.CLEANUP and self._free(role) is None:
            return self._slot(role) is None
        return role in LIFTED and self._free(role) is not None

    def _collect(self, part: Part, *, inside: bool) -> None:
        """A section that is none of the template's."""
        if self._step is None:
            self._keep(part, marked=True)
        elif self._is_step(part):
            self._add_part(part)
        elif any(self._is_step(child) for below in part.children for child in below.walk()):
            if self._is_steps_section(part):
                self._take_steps(part, None)
            else:
                self._group(part)
        elif not part.is_carried_out and is_afterthought(part.title):
            self._keep(part, marked=True)
        elif inside or part.is_carried_out or id(part.section) in self._counted:
            self._add_part(part)
        else:
            self._keep(part, marked=True)

    def _is_step(self, part: Part) -> bool:
        """Whether the heading states a step's number."""
        if self._step is None or role_of(part.title) is not None:
            return False
        return bool(self._step.pattern.expression.fullmatch(part.title)) or states_number(
            part.title
        )

    def _group(self, part: Part) -> None:
        """A section over several steps: its heading opens the first of them as bold text."""
        count, before = len(self._steps), self._current
        children, part.children = part.children, []
        for child in children:
            if self._is_lifted(child):
                self.place(child)
            else:
                self._collect(child, inside=False)
        if len(self._steps) == count:
            self._current = before
            self._keep(part, marked=True)
            return
        first = self._steps[count]
        anchor = self._linked.get(id(part.section.heading))
        named = part.anchor + (f'<a id="{anchor}"></a>' if anchor else "")
        text = f"{named}**{without_bold(part.raw)}**"
        opening = [merged(text, part.heading)] if part.raw else []
        first.body = spaced(part.lead, opening, part.body, first.body)

    def _add_part(self, part: Part) -> None:
        lifted = [
            child
            for child in part.children
            if role_of(child.title) is not None and self._is_lifted(child)
        ]
        part.children = [child for child in part.children if child not in lifted]
        step = Step(part, self._name(part))
        self._add_step(step)
        for child in lifted:
            self.place(child)
            self._current = step

    def _add_step(self, step: Step) -> None:
        self._steps.append(step)
        self._current = step
        if self._steps_slot is not None:
            self._steps_slot.filled = True

    def _name(self, part: Part) -> str:
        """A step's name with its markup; the template's placeholder where it has none."""
        assert self._step is not None
        raw = without_bold(part.raw)
        for pattern in (self._step.pattern.expression, STEP_HEADING):
            found = pattern.fullmatch(raw)
            if found is not None:
                groups = found.groupdict()
                name = groups.get("name") or groups.get("text") or ""
                return name.strip() or holes(self._contract, self._step)[1]
        counted = COUNTED.fullmatch(raw)
        if counted is not None and counted["number"] == str(len(self._steps) + 1):
            return counted["name"].strip()
        return raw or holes(self._contract, self._step)[1]

    def _keep(self, part: Part, *, marked: bool) -> None:
        """A part that has no place stays behind what it followed."""
        extra = Extra(part, marked)
        if isinstance(self._current, Slot) and self._current is self._steps_slot and self._step:
            self._current = self._steps[-1] if self._steps else None
        if self._current is None:
            self._current = self._free(Role.OVERVIEW) or self._slot(Role.OVERVIEW)
            if self._current is not None:
                self._current.filled = True
        (self._current.extras if self._current is not None else self._strays).append(extra)

    def _slot(self, role: Role) -> Slot | None:
        return next((slot for slot in self._slots if slot.contract.role is role), None)

    def _free(self, role: Role | None) -> Slot | None:
        """The place of a role that nothing in the guide's top takes."""
        slot = self._slot(role) if role is not None else None
        if slot is None or slot.filled:
            return None
        taken = any(match.contract is slot.contract for match in self._matches.values())
        return None if taken else slot

    def _clean_up_place(self) -> Slot | None:
        ends = (Role.NEXT, Role.RESOURCES)
        return next((slot for slot in self._slots if slot.contract.role in ends), None)

    def _cleanup_lines(self) -> Iterator[list[Line]]:
        for part in self._cleanups:
            yield part.lines(self._level)

    def _slot_lines(self, slot: Slot) -> list[Line]:
        if slot is self._steps_slot and self._step is not None:
            return self._steps_lines(slot)
        wanted, part = slot.contract, slot.part
        if not slot.filled:
            return [] if wanted.optional else missing_section(self._contract, wanted, wanted.level)
        extras = [self._extra(extra, wanted.level + 1) for extra in slot.extras]
        if part is None:
            title = wanted.pattern.fill(*holes(self._contract, wanted))
            return spaced(put_in(heading(wanted.level, title)), slot.body, *extras)
        below = self._children(slot, part)
        body = spaced(slot.body, part.body)
        if not body and not below and not extras:
            body = missing_content(self._contract, wanted)
        return spaced(part.headed(wanted.level, self._renamed(slot)), body, *below, *extras)

    def _children(self, slot: Slot, part: Part) -> list[list[Line]]:
        """What stands below a section: as the template orders it, where it says so."""
        level = slot.contract.level
        shift = level - part.level
        match = slot.match
        if match is None or not slot.contract.sections:
            return [child.lines(deeper(child.level, shift)) for child in part.children]
        return list(ordered(self._contract, slot.contract.sections, match.sections, part, shift))

    def _renamed(self, slot: Slot) -> str | None:
        if slot.match is not None and slot.match.how != "synonym":
            return None
        wanted = slot.contract.pattern
        return wanted.fill("", "") if wanted.is_literal else None

    def _steps_lines(self, slot: Slot) -> list[Line]:
        wanted, step = slot.contract, self._step
        assert step is not None
        if not slot.filled:
            return [] if wanted.optional else missing_section(self._contract, wanted, wanted.level)
        steps = [self._step_lines(n, each, step) for n, each in enumerate(self._steps, 1)]
        if not steps:
            steps = [missing_section(self._contract, step, step.level)]
        if wanted is step:
            return spaced(*steps)
        if slot.part is None:
            title = put_in(heading(wanted.level, wanted.pattern.fill("", "")))
            return spaced(title, *steps)
        return spaced(slot.part.headed(wanted.level, self._renamed(slot)), slot.part.body, *steps)

    def _step_lines(self, number: int, step: Step, wanted: SectionContract) -> list[Line]:
        title = wanted.pattern.fill(str(number), step.name)
        extras = [self._extra(extra, deeper(wanted.level, 1)) for extra in step.extras]
        if step.part is None:
            return spaced(put_in(heading(wanted.level, title)), step.body, *extras)
        part = step.part
        shift = wanted.level - part.level
        found = wanted.pattern.expression.fullmatch(part.raw)
        if found is not None and found.groupdict().get("number") == str(number):
            title = part.raw
        below = [child.lines(deeper(child.level, shift)) for child in part.children]
        return spaced(part.headed(wanted.level, title), step.body, part.body, *below, *extras)

    def _extra(self, extra: Extra, level: int) -> list[Line]:
        note = put_in(MARK) if extra.marked else ()
        return extra.part.lines(deeper(level, 0), note=note)


def _is_prose(block: Block) -> bool:
    return isinstance(block, BlockQuote) or (
        isinstance(block, Paragraph) and bool(block.text.strip())
    )


def _blank_lines(lines: Sequence[Line]) -> int:
    """Blank lines at the beginning, which a part's body does not have."""
    return next((i for i, line in enumerate(lines) if not line.blank), len(lines))
