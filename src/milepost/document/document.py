"""The document: its source, its blocks, and the views that are computed when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from milepost.document.directive import Directives, read_directives
from milepost.document.markdown import MARKDOWN, parser_text
from milepost.document.model import Block, FrontMatter, Heading, Leaf, Node
from milepost.document.outline import Section, outline
from milepost.document.slug import Slugger
from milepost.document.walk import walk
from milepost.text import lazy_re as re
from milepost.text.lazy import lazy
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from milepost.document.inline import EventLog
    from milepost.text.source import Source

_HTML_ANCHOR = re.compile(r"""<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(["']?)([^\s"'<>]+)\1""")

N = TypeVar("N")


class LinkDefinition(msgspec.Struct, frozen=True):
    """`[label]: destination "title"`."""

    label: str
    """As first written; references match it without regard to case."""
    destination: str
    """Where it leads, unescaped."""
    title: str | None
    """None if it has none."""
    span: Span
    """The whole definition."""


class Document(msgspec.Struct, frozen=True, dict=True, eq=False):
    """One Markdown text as a tree of blocks."""

    source: Source
    """The text it was made of."""
    blocks: tuple[Block, ...]
    """The top of the tree, front matter included, in the source's order."""
    log: EventLog
    """The parser's events."""

    @property
    def front_matter(self) -> FrontMatter | None:
        """YAML at the start, if there is any."""
        first = self.blocks[0] if self.blocks else None
        return first if type(first) is FrontMatter else None

    @lazy
    def nodes(self) -> tuple[Node, ...]:
        """Every block-level node, parents before children, in the source's order."""
        return tuple(node for block in self.blocks for node in walk(block))

    def walk(self) -> Iterator[Node]:
        """Iterates over `nodes`."""
        return iter(self.nodes)

    def leaves(self) -> tuple[Leaf, ...]:
        """Every heading, paragraph and table cell."""
        return self._leaves

    @lazy
    def _leaves(self) -> tuple[Leaf, ...]:
        return tuple([node for node in self.nodes if isinstance(node, Leaf)])

    def find(self, kind: type[N]) -> tuple[N, ...]:
        """Every node of one class, in the source's order."""
        found: Any = self._by_kind.get(kind, ())
        return tuple(found)

    @lazy
    def _by_kind(self) -> dict[type, list[Node]]:
        by_kind: dict[type, list[Node]] = {}
        for node in self.nodes:
            by_kind.setdefault(type(node), []).append(node)
        return by_kind

    @lazy
    def headings(self) -> tuple[Heading, ...]:
        """Headings of the top flow: those inside quotes and lists structure nothing."""
        return tuple(block for block in self.blocks if type(block) is Heading)

    @lazy
    def all_headings(self) -> tuple[Heading, ...]:
        """Every heading, those inside quotes and lists too: each has an anchor."""
        return self.find(Heading)

    @lazy
    def outline(self) -> Section:
        """The blocks nested by their headings; the root section has no heading."""
        return outline(self.blocks, Span(0, len(self.source.data)))

    @lazy
    def heading_anchors(self) -> tuple[tuple[str, Heading], ...]:
        """Every heading with its anchor."""
        slugger = Slugger()
        return tuple((slugger.slug(heading.text), heading) for heading in self.all_headings)

    @lazy
    def anchors(self) -> Mapping[str, Span]:
        """What a link's `#fragment` can lead to: headings, and `id` and `name` of HTML tags."""
        found: dict[str, Span] = {}
        if b"<" in self.source.data:
            found.update(self._html_anchors())
        found.update({anchor: heading.span for anchor, heading in self.heading_anchors})
        return found

    @lazy
    def directives(self) -> Directives:
        """Directive comments and the blocks that they speak to."""
        return read_directives(self)

    @lazy
    def link_definitions(self) -> Mapping[str, LinkDefinition]:
        """Definitions of reference links by label; of equal labels the first."""
        definitions = {}
        text = parser_text(self.source, self.front_matter)
        for label, found in MARKDOWN.reference_definitions(text).items():
            span = Span(found["span"]["start"], found["span"]["end"])
            definitions[label] = LinkDefinition(label, found["dest"], found["title"], span)
        return definitions

    def _html_anchors(self) -> Iterator[tuple[str, Span]]:
        for event, place in zip(self.log.events, self.log.ranges, strict=True):
            if type(event) is dict and ("InlineHtml" in event or "Html" in event):
                html = event.get("InlineHtml") or event.get("Html") or ""
                for match in _HTML_ANCHOR.finditer(html):
                    yield match[2], Span(place["start"], place["end"])
