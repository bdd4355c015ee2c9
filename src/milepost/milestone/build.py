"""Sections to a milestone. Never raises on a user's text: what is not there is left empty."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from milepost.contract.match import further_milestones, match
from milepost.contract.model import Role
from milepost.contract.wording import role_of, step_heading
from milepost.document.inline import Link
from milepost.document.language import language_of
from milepost.document.model import CodeBlock, HtmlBlock, Leaf, List, Paragraph
from milepost.document.walk import walk, walk_inlines
from milepost.milestone.checklist import checklist_items
from milepost.milestone.issues import known_issues
from milepost.milestone.model import Item, Milestone, Step
from milepost.milestone.parts import PartsBuilder, is_code, items_of
from milepost.text import lazy_re as re
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from milepost.contract.match import Match, SectionMatch
    from milepost.contract.model import Contract
    from milepost.document.document import Document
    from milepost.document.model import Block as Node
    from milepost.document.outline import Section

_CARRIED_OUT = frozenset({Role.STEPS, Role.STEP, Role.OTHER})
"""Roles whose sections are carried out as steps."""

_NESTED = frozenset(
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
"""Roles that a section keeps where it stands below one that is carried out.

*Testing* is not among them: there it belongs to the step.
"""

_SENTENCE = re.compile(r"^(.{1,80}?)(?:[.:!?](?:\s|$)|\n|$)")


def build(contract: Contract, document: Document, found: Match | None = None) -> Milestone:
    """The milestone that a guide describes; `found` where its sections are matched already."""
    found = found or match(contract, document)
    sections = tuple(_roles(found, document))
    by_role: dict[Role, Section] = {}
    for role, section in sections:
        by_role.setdefault(role, section)
    builder = _Steps(document, {id(s): r for r, s in sections}, found)
    needed = by_role.get(Role.PREREQUISITES)
    preparation = _preparation(document, needed)
    testing = by_role.get(Role.TESTING)
    cleanup = by_role.get(Role.CLEANUP)
    further = {id(s) for one in further_milestones(document) for s in one.sections}

    def items(
        role: Role, of: Callable[[Document, Section], Iterable[Item]] = _items
    ) -> tuple[Item, ...]:
        """Those of the first section of this role, and of each further milestone's."""
        first = by_role.get(role)
        own = (s for r, s in sections if r is role and (s is first or id(s) in further))
        return tuple(item for section in own for item in of(document, section))

    return Milestone(
        path=document.source.path,
        document=document,
        match=found,
        heading=found.title.heading if found.title else None,
        number=found.title.number if found.title else None,
        name=found.title.name if found.title else PurePath(document.source.path).stem,
        purpose=_purpose(by_role.get(Role.OVERVIEW)),
        prerequisites=items(Role.PREREQUISITES),
        objectives=items(Role.OBJECTIVES),
        steps=(*preparation, *builder.steps()),
        testing=_as_step(document, testing),
        issues=tuple(
            issue
            for role, section in sections
            if role is Role.ISSUES
            for issue in known_issues(document, section)
        ),
        checklist=items(Role.CHECKLIST, checklist_items),
        next_links=tuple(_links(by_role.get(Role.NEXT))),
        concept_links=tuple(_links(by_role.get(Role.CONCEPTS))),
        cleanup=_as_step(document, cleanup),
        sections=sections,
        language=language_of(document, contract.language),
    )


def _roles(found: Match, document: Document) -> Iterator[tuple[Role, Section]]:
    """Every section at the guide's top with its role, in the guide's order."""
    matched = {id(m.section): m.contract.role for m in found.sections}
    further = further_milestones(document)
    for section in top_sections(document):
        if section in further:
            yield from ((role_of(s.title) or Role.OTHER, s) for s in section.sections)
            continue
        role = matched.get(id(section)) or role_of(section.title) or Role.OTHER
        yield role, section
        if role in _CARRIED_OUT:
            for below in section.sections:
                nested = role_of(below.title)
                if nested in _NESTED:
                    yield nested, below


def top_sections(document: Document) -> tuple[Section, ...]:
    """The sections below the title, and those beside it."""
    top = document.outline.sections
    title = next((section for section in top if section.level == 1), None)
    return tuple(s for t in top for s in (t.sections if t is title else (t,)))


class _Steps:
    """Finds what is carried out, in the guide's order.

    Three shapes, the first that is met: headings that state a step's number; the sections under
    the *steps* heading, or the items of its one ordered list; any section that holds code.
    """

    def __init__(self, document: Document, roles: dict[int, Role], found: Match) -> None:
        self._document = document
        self._roles = roles
        self._repeated = {
            id(child.section): child for m in found.sections for child in _repeated(m)
        }
        self._steps: list[Step] = []

    def steps(self) -> tuple[Step, ...]:
        title = next((s for s in self._document.outline.sections if s.level == 1), None)
        for blocks in (self._document.outline.blocks, title.blocks if title else ()):
            if _has_code(blocks):
                self._add_blocks(None, blocks)
        further = further_milestones(self._document)
        for section in top_sections(self._document):
            if section not in further:
                self._top(section)
                continue
            if _has_code(section.blocks):
                self._add_blocks(section, section.blocks)
            for below in section.sections:
                self._top(below, further=True)
        return tuple(self._steps)

    def _top(self, section: Section, *, further: bool = False) -> None:
        """A section at the top; the tests of a further milestone follow on its steps."""
        role = self._roles.get(id(section), Role.OTHER)
        tests = further and role is Role.TESTING
        if role in _CARRIED_OUT or tests or self._states_number(section):
            self._visit(section, inside=role is Role.STEPS)

    def _visit(self, section: Section, *, inside: bool) -> None:
        role = self._roles.get(id(section))
        if role in _NESTED:
            return
        if self._states_number(section) or (inside and role is None):
            self._add_section(section)
            return
        if inside and not section.sections and self._add_list(section):
            return
        if _has_code(section.blocks) or (inside and not section.sections and section.blocks):
            self._add_blocks(section, section.blocks)
        for child in section.sections:
            self._visit(child, inside=inside)

    def _states_number(self, section: Section) -> bool:
        return id(section) in self._repeated or step_heading(section.title.strip()) is not None

    def _add_list(self, section: Section) -> bool:
        """An ordered list of steps, where the section has nothing else but an introduction."""
        lists = [b for b in section.blocks if isinstance(b, List) and b.ordered]
        if len(lists) != 1 or section.blocks[-1] is not lists[0] or len(lists[0].items) < 2:
            return False
        if any(isinstance(block, CodeBlock) for block in section.blocks):
            return False
        for item in lists[0].items:
            builder = PartsBuilder(self._document)
            builder.add_heading(section)
            builder.add_blocks(item.children)
            declared = str(item.number) if item.number is not None else None
            name = _SENTENCE.match(item.text)
            self._append(None, declared, name[1] if name else item.text, item.span, builder)
        return True

    def _add_section(self, section: Section) -> None:
        builder = PartsBuilder(self._document)
        builder.add_section(section)
        declared, name = self._number_and_name(section)
        self._append(section, declared, name, section.span, builder)

    def _add_blocks(self, section: Section | None, blocks: Sequence[Node]) -> None:
        builder = PartsBuilder(self._document)
        if section is not None:
            builder.add_heading(section)
        builder.add_blocks(blocks)
        declared, name = self._number_and_name(section) if section else (None, "Introduction")
        heading = (
            section.heading.span.start if section and section.heading else blocks[0].span.start
        )
        self._append(section, declared, name, Span(heading, blocks[-1].span.end), builder)

    def _append(
        self,
        section: Section | None,
        declared: str | None,
        name: str,
        span: Span,
        builder: PartsBuilder,
    ) -> None:
        heading = section.heading if section else None
        number = len(self._steps) + 1
        self._steps.append(Step(number, declared, name, heading, span, builder.parts))

    def _number_and_name(self, section: Section) -> tuple[str | None, str]:
        repeated = self._repeated.get(id(section))
        if repeated is not None:
            return repeated.number, repeated.name
        title = section.title.strip()
        stated = step_heading(title)
        if stated is None:
            return None, title
        return stated["a"] or stated["b"], stated["name"].strip() or title


def _preparation(document: Document, section: Section | None) -> Iterator[Step]:
    """What the prerequisites tell to do in order: step 0, out of their numbered lists with code."""
    lists = [
        block
        for part in (section.walk() if section else ())
        for block in part.blocks
        if isinstance(block, List) and block.ordered and len(block.items) > 1 and _has_code([block])
    ]
    if section is None or not lists:
        return
    builder = PartsBuilder(document)
    builder.add_heading(section)
    builder.add_blocks(lists)
    span = Span(lists[0].span.start, lists[-1].span.end)
    yield Step(0, None, section.title.strip(), section.heading, span, builder.parts)


def _repeated(matched: SectionMatch) -> Iterator[SectionMatch]:
    if matched.contract.repeated:
        yield matched
    for child in matched.sections:
        yield from _repeated(child)


def _as_step(document: Document, section: Section | None) -> Step | None:
    if section is None:
        return None
    builder = PartsBuilder(document)
    builder.add_section(section)
    return Step(1, None, section.title.strip(), section.heading, section.span, builder.parts)


def _items(document: Document, section: Section) -> tuple[Item, ...]:
    return tuple(i for part in section.walk() for i in items_of(document, part.blocks))


def _purpose(section: Section | None) -> str:
    if section is None:
        return ""
    return "\n\n".join(b.text.strip() for b in section.blocks if isinstance(b, Paragraph))


def _links(section: Section | None) -> Iterator[Link]:
    if section is None:
        return
    for part in section.walk():
        for block in part.blocks:
            for node in walk(block):
                if isinstance(node, Leaf):
                    yield from (n for n in walk_inlines(node) if isinstance(n, Link))


def _has_code(blocks: Sequence[Node]) -> bool:
    return any(
        isinstance(node, CodeBlock) and is_code(node)
        for block in blocks
        if not isinstance(block, HtmlBlock)
        for node in walk(block)
    )
