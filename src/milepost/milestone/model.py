"""A milestone: a guide, parsed by its sections, before any prose is read for its meaning.

Frozen data. Everything points into the document it came from, so that any later finding can
name its exact place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from milepost.contract.match import Match
    from milepost.contract.model import Role
    from milepost.document.directive import Directive, DirectiveFault
    from milepost.document.document import Document
    from milepost.document.inline import Inline, Link
    from milepost.document.model import CodeBlock, Heading
    from milepost.document.outline import Section
    from milepost.text.span import Span


class Item(msgspec.Struct, frozen=True):
    """A list item, a table row or a paragraph that stands for one thing of a section."""

    span: Span
    text: str
    """Plain text, markup left out."""
    inlines: tuple[Inline, ...]
    blocks: tuple[Block, ...] = ()
    """Code blocks that stand in the item."""
    ticked: bool | None = None
    """For a task list item: whether its box is ticked."""
    unread: str | None = None
    """Why its words are not read for what they mean, where they are not."""


class Tab(msgspec.Struct, frozen=True):
    """A content tab: one of several ways beside each other."""

    title: str
    """Its title, without the quotes."""
    group: Span
    """Span of all tabs that stand beside it, itself included."""


class Block(msgspec.Struct, frozen=True):
    """A code block of the guide, with what stands around it."""

    node: CodeBlock
    directives: tuple[Directive, ...]
    """Directive comments directly above it."""
    lead: Prose | None
    """The paragraph directly before it (in the same flow), if there is one."""
    section: str
    """Text of the nearest heading above it."""
    quoted: bool = False
    """True inside a block quote or an alert: an aside."""
    unread: tuple[DirectiveFault, ...] = ()
    """Comments directly above it that were meant as directives and cannot be read."""
    tab: Tab | None = None
    """The content tab that it stands in."""

    @property
    def span(self) -> Span:
        return self.node.span


class Prose(msgspec.Struct, frozen=True):
    """A paragraph of a step (also one of a list item, a quote or an alert)."""

    span: Span
    text: str
    inlines: tuple[Inline, ...]
    quoted: bool = False
    """True inside a block quote or an alert: an aside."""
    labelled: bool = False
    """It follows an outcome's label, with no other label, heading or rule between."""


class Announcement(msgspec.Struct, frozen=True):
    """Prose under a label such as **Expected Outcome**, or under such a heading."""

    span: Span
    """The content, the label left out."""
    text: str
    inlines: tuple[Inline, ...]
    label: str
    """The label as written, its colon left out."""
    label_span: Span


Part = Block | Prose | Announcement
"""What a step is made of, in the guide's order."""


class Step(msgspec.Struct, frozen=True):
    """One step, or a section that is carried out like one (Testing, Clean up)."""

    number: int
    """Place in the guide, from 1; 0 for what its prerequisites tell to do."""
    declared: str | None
    """The number that the heading states, if it states one."""
    name: str
    """The heading's text without its number."""
    heading: Heading | None
    """None where the text before the first heading is the step."""
    span: Span
    parts: tuple[Part, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its code blocks, in order."""
        return tuple(part for part in self.parts if isinstance(part, Block))

    @property
    def announcements(self) -> tuple[Announcement, ...]:
        """Its labelled outcomes, in order."""
        return tuple(part for part in self.parts if isinstance(part, Announcement))


class KnownIssue(msgspec.Struct, frozen=True):
    """A row of *Common Issues and Solutions*, or a subheading, bullet or item of that kind."""

    span: Span
    symptom: Item
    solution: Item
    reproduction: tuple[Part, ...] = ()
    """Fences that bring the fault about, with the prose before them; none where the guide does
    not ask for a proof."""


class Milestone(msgspec.Struct, frozen=True):
    """One guide."""

    path: str
    document: Document
    match: Match
    """Sections of the guide against the contract."""
    heading: Heading | None
    """The title."""
    number: str | None
    """`3`, `03`, `2.1`, as written; None where the title states none."""
    name: str
    """The title without its number; the file's stem where there is no title."""
    purpose: str
    """Plain text of the Overview."""
    prerequisites: tuple[Item, ...]
    objectives: tuple[Item, ...]
    steps: tuple[Step, ...]
    testing: Step | None
    issues: tuple[KnownIssue, ...]
    checklist: tuple[Item, ...]
    next_links: tuple[Link, ...]
    concept_links: tuple[Link, ...]
    """Links of its Key Concepts."""
    cleanup: Step | None
    sections: tuple[tuple[Role, Section], ...]
    """Every section that was recognised, in the guide's order."""
    language: str = "en"
    """The language that its prose is read in, by its tag."""

    def section(self, role: Role) -> Section | None:
        """The first section with this role."""
        return next((section for found, section in self.sections if found is role), None)
