"""A guide as rules see it: parsed, matched, and asked for more only where a rule needs more."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from milepost.contract.label import Label, leading_label
from milepost.contract.match import Match, SectionMatch, match
from milepost.contract.model import Role
from milepost.document.inline import Image, Link
from milepost.document.model import (
    BlockQuote,
    CodeBlock,
    FootnoteDefinition,
    Item,
    Leaf,
    List,
    Paragraph,
    Row,
    Table,
)
from milepost.document.walk import walk_inlines
from milepost.rules.base import Facts
from milepost.rules.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from milepost.contract.model import Contract
    from milepost.document.document import Document
    from milepost.document.model import Node
    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading
    from milepost.rules.targets import Target
    from milepost.text.span import Span

_BOLD = b"*_"
_PARENTS = (BlockQuote, FootnoteDefinition, Item, List, Row, Table)


class Guide:
    """One guide. What costs time is computed once, when the first rule asks for it."""

    def __init__(
        self,
        document: Document,
        contract: Contract,
        read: Callable[[Milestone], MilestoneReading],
        facts: Facts | None = None,
    ) -> None:
        self.document = document
        self.contract = contract
        self.facts = facts or Facts()
        """Handed in after `links` were asked for, since they say which facts are needed."""
        self._read = read

    @property
    def path(self) -> str:
        """The guide's path, as the user would name it."""
        return self.document.source.path

    @cached_property
    def match(self) -> Match:
        """Its sections against the template's."""
        return match(self.contract, self.document)

    @cached_property
    def milestone(self) -> Milestone:
        """What it describes. Costs as much as parsing; most rules do without."""
        from milepost.milestone.build import build

        return build(self.contract, self.document, self.match)

    @cached_property
    def reading(self) -> MilestoneReading:
        """How its blocks and outcomes are read. Costly: ask for it only where it matters."""
        return self._read(self.milestone)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every block-level node, in the source's order."""
        found: list[Node] = []
        stack: list[Node] = list(reversed(self.document.blocks))
        while stack:
            node = stack.pop()
            found.append(node)
            if isinstance(node, _PARENTS):
                stack.extend(reversed(node.children))
        return tuple(found)

    @cached_property
    def bracketed(self) -> tuple[Leaf, ...]:
        """Headings, paragraphs and cells whose source has a `[`."""
        data = self.document.source.data
        return tuple(
            node
            for node in self.nodes
            if isinstance(node, Leaf) and data.find(b"[", node.span.start, node.span.end) >= 0
        )

    @cached_property
    def links(self) -> tuple[Link | Image, ...]:
        """Links and images that are written with brackets, in order."""
        return tuple(
            node
            for leaf in self.bracketed
            for node in walk_inlines(leaf)
            if type(node) is Link or type(node) is Image
        )

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The links that lead to files, or to places within the guide."""
        return tuple(targets_of(self.path, self.links))

    @cached_property
    def code_blocks(self) -> tuple[CodeBlock, ...]:
        """Every code block, wherever it stands."""
        return tuple(node for node in self.nodes if type(node) is CodeBlock)

    @cached_property
    def labels(self) -> tuple[tuple[Paragraph, Label], ...]:
        """Paragraphs that begin with a label, wherever they stand, in order."""
        data = self.document.source.data
        found = []
        for node in self.nodes:
            if type(node) is Paragraph and data[node.span.start] in _BOLD:
                label = leading_label(node)
                if label is not None:
                    found.append((node, label))
        return tuple(found)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table, wherever it stands."""
        return tuple(node for node in self.nodes if type(node) is Table)

    @cached_property
    def tasks(self) -> tuple[Item, ...]:
        """List items with a box."""
        return tuple(n for n in self.nodes if type(n) is Item and n.task is not None)

    @cached_property
    def sections(self) -> tuple[SectionMatch, ...]:
        """Every section that is one of the template's, at any depth, in order."""
        return tuple(_all_sections(self.match.sections))

    @cached_property
    def steps(self) -> tuple[SectionMatch, ...]:
        """The sections that are the template's steps."""
        return tuple(s for s in self.sections if s.contract.role is Role.STEP)

    def span_of(self, role: Role) -> Span | None:
        """Where the first section of this role is."""
        found = self.match.by_role(role)
        return found.section.span if found else None

    def links_in(self, role: Role) -> tuple[Link | Image, ...]:
        """Links that stand in the section of this role."""
        span = self.span_of(role)
        return tuple(link for link in self.links if link.span in span) if span else ()


def _all_sections(sections: tuple[SectionMatch, ...]) -> Iterator[SectionMatch]:
    for section in sections:
        yield section
        yield from _all_sections(section.sections)
