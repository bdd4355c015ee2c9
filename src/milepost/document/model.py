"""Blocks of a Markdown document. Every node has the span of its own source text.

Nodes compare by identity, so they can be keys. What is costly to know (inline nodes, the content
of a code block) is computed when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from milepost.document.inline import EventLog, Inline, build_inlines, plain_text
from milepost.document.pieces import Piece, locate, pieces
from milepost.text import lazy_re as re
from milepost.text.lazy import lazy
from milepost.text.span import Span

if TYPE_CHECKING:
    from milepost.text.source import Source

Alert: TypeAlias = Literal["note", "tip", "important", "warning", "caution"]
Alignment: TypeAlias = Literal["none", "left", "center", "right"]

_INFO_LINE = re.compile(rb"(`{3,}|~{3,})[ \t]*([^\r\n]*?)[ \t]*(?:\r\n|\r|\n|\Z)")
_MARKER = re.compile(rb"[-+*]|[0-9]{1,9}[.)]")


class Leaf(msgspec.Struct, frozen=True, dict=True, eq=False):
    """A block that holds inline nodes: heading, paragraph or table cell."""

    span: Span
    """The block without its last line ending; a setext heading with its underline."""
    log: EventLog
    """The parser's events."""
    first: int
    """Index of its first inline event."""
    last: int
    """Index after its last inline event."""

    @lazy
    def inlines(self) -> tuple[Inline, ...]:
        """Its inline nodes."""
        return build_inlines(self.log, self.first, self.last)

    @lazy
    def text(self) -> str:
        """Plain text: code without backticks, a soft break as a space, a hard one as LF."""
        return plain_text(self.log, self.first, self.last)

    @lazy
    def pieces(self) -> tuple[Piece, ...]:
        """Where the parts of `text` lie in the source."""
        return pieces(self.log, self.first, self.last)

    @lazy
    def text_span(self) -> Span:
        """From the first inline node to the last, or an empty span at the block's end."""
        if not self.inlines:
            return Span(self.span.end, self.span.end)
        return Span(self.inlines[0].span.start, self.inlines[-1].span.end)

    def locate(self, start: int, end: int) -> Span:
        """Source span of `text[start:end]`; of an entity always the whole."""
        return locate(self.pieces, start, end, self.text_span)


class Heading(Leaf, frozen=True, dict=True, eq=False, kw_only=True):
    """`# text`, or text underlined with `===` or `---`."""

    level: int
    """1 to 6."""


class Paragraph(Leaf, frozen=True, dict=True, eq=False, kw_only=True):
    """A paragraph, or the text of a tight list item."""

    tight: bool = False
    """Whether it is an item's text without blank lines around it."""


class Cell(Leaf, frozen=True, dict=True, eq=False):
    """A table's cell; its span lies between the pipes. A cell left out has an empty span."""


class CodeBlock(msgspec.Struct, frozen=True, dict=True, eq=False):
    """Fenced or indented code."""

    span: Span
    """From the opening fence to the closing one; indented code from its first character."""
    log: EventLog
    """The parser's events."""
    first: int
    """Index of its first event inside."""
    last: int
    """Index after its last event inside."""
    fenced: bool
    """Whether it stands between fences; else it is indented."""
    info: str
    """What follows the opening fence, unescaped and stripped; empty for indented code."""

    @lazy
    def fence(self) -> str:
        """The opening fence, such as three backticks; empty for indented code."""
        match = self._opening
        return match[1].decode() if match else ""

    @lazy
    def info_span(self) -> Span:
        """Span of the info string as written; empty, after the fence, where there is none."""
        match = self._opening
        return (
            Span(match.start(2), match.end(2)) if match else Span(self.span.start, self.span.start)
        )

    @lazy
    def content(self) -> str:
        """The code, indentation of its containers removed, lines ended by LF."""
        events = self.log.events[self.first : self.last]
        return "".join([event["Text"] for event in events])

    @lazy
    def line_spans(self) -> tuple[Span, ...]:
        """For each line of `content` its span, without line ending and containers' indentation."""
        return _line_spans(self.log, self.first, self.last)

    @lazy
    def closed(self) -> bool:
        """Whether there is a closing fence; True for indented code."""
        match = self._opening
        if match is None:
            return True
        start = match.end()
        if self.last > self.first:
            start = max(start, self.log.ranges[self.last - 1]["end"])
        return match[1][:3] in self.log.source.data[start : self.span.end]

    @lazy
    def _opening(self) -> re.Match[bytes] | None:
        if not self.fenced:
            return None
        return _INFO_LINE.match(self.log.source.data, self.span.start)


class HtmlBlock(msgspec.Struct, frozen=True, dict=True, eq=False):
    """Raw HTML: tags, comments."""

    span: Span
    """Its source text."""
    log: EventLog
    """The parser's events."""
    first: int
    """Index of its first event inside."""
    last: int
    """Index after its last event inside."""

    @lazy
    def text(self) -> str:
        """The HTML, indentation of its containers removed."""
        # Indentation of a comment's or tag's line comes as a text event.
        events = self.log.events[self.first : self.last]
        return "".join([event["Html"] if "Html" in event else event["Text"] for event in events])

    @lazy
    def pieces(self) -> tuple[Piece, ...]:
        """Where the parts of `text` lie in the source."""
        return pieces(self.log, self.first, self.last)

    def locate(self, start: int, end: int) -> Span:
        """Source span of `text[start:end]`."""
        return locate(self.pieces, start, end, self.span)


class BlockQuote(msgspec.Struct, frozen=True, eq=False):
    """`> text`, or an alert: `> [!NOTE]`."""

    span: Span
    """Its source text."""
    alert: Alert | None
    """Kind of the alert; None for a quote."""
    children: tuple[Block, ...]
    """The blocks inside."""


class Item(msgspec.Struct, frozen=True, dict=True, eq=False):
    """One item of a list."""

    span: Span
    """From the marker to the end of its last child."""
    task: bool | None
    """Whether its task box is ticked; None if it has none."""
    task_span: Span | None
    """The box with its brackets."""
    children: tuple[Block, ...]
    """The blocks inside."""
    source: Source
    """The source that was parsed."""

    @lazy
    def marker(self) -> str:
        """`-`, `+`, `*`, or a number with `.` or `)`."""
        match = _MARKER.match(self.source.data, self.span.start)
        return match[0].decode() if match else ""

    @property
    def number(self) -> int | None:
        """The number as written in an ordered list, else None."""
        return int(self.marker[:-1]) if self.marker[:-1] else None

    @property
    def text(self) -> str:
        """Plain text of its own paragraphs, not of nested lists, joined by LF."""
        return "\n".join([child.text for child in self.children if type(child) is Paragraph])


class List(msgspec.Struct, frozen=True, eq=False):
    """Items in a row."""

    span: Span
    """Its source text."""
    ordered: bool
    """Whether its items are numbered."""
    start: int | None
    """First number of an ordered list."""
    tight: bool
    """Whether no blank line parts its items."""
    items: tuple[Item, ...]
    """At least one."""

    @property
    def children(self) -> tuple[Item, ...]:
        """Its items."""
        return self.items


class Row(msgspec.Struct, frozen=True, eq=False):
    """One row of a table."""

    span: Span
    """Its source text."""
    cells: tuple[Cell, ...]
    """As many as the header has."""

    @property
    def children(self) -> tuple[Cell, ...]:
        """Its cells."""
        return self.cells


class Table(msgspec.Struct, frozen=True, eq=False):
    """A GFM table."""

    span: Span
    """Its source text."""
    alignments: tuple[Alignment, ...]
    """One for each column."""
    header: Row
    """The first row."""
    rows: tuple[Row, ...]
    """Without the header."""

    @property
    def children(self) -> tuple[Row, ...]:
        """Its rows, the header first."""
        return (self.header, *self.rows)


class ThematicBreak(msgspec.Struct, frozen=True, eq=False):
    """`---`."""

    span: Span
    """Its source text."""


class FootnoteDefinition(msgspec.Struct, frozen=True, eq=False):
    """`[^label]: text`."""

    span: Span
    """Its source text."""
    label: str
    """The label, without `^`."""
    children: tuple[Block, ...]
    """The blocks inside."""


class FrontMatter(msgspec.Struct, frozen=True, eq=False):
    """YAML between `---` lines at the start of the source."""

    span: Span
    """With both fences."""
    text_span: Span
    """Without them."""
    text: str
    """The YAML as written."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | CodeBlock
    | HtmlBlock
    | BlockQuote
    | List
    | Table
    | ThematicBreak
    | FootnoteDefinition
    | FrontMatter
)
"""What can stand in the flow of a document or container."""

Node: TypeAlias = Block | Item | Row | Cell
"""Every block-level node."""


def _line_spans(log: EventLog, first: int, last: int) -> tuple[Span, ...]:
    data = log.source.data
    spans: list[Span] = []
    start = -1
    stop = 0
    for place in log.ranges[first:last]:
        offset, stop = place["start"], place["end"]
        if start < 0:
            start = offset
        while (ending := _line_ending(data, offset, stop)) >= 0:
            end = ending
            if data[end] == 0x0A and data[end - 1] == 0x0D:
                end -= 1
            spans.append(Span(min(start, end), end))
            offset = ending + 1
            start = offset if offset < stop else -1
    if start >= 0:
        spans.append(Span(start, stop))
    return tuple(spans)


def _line_ending(data: bytes, start: int, stop: int) -> int:
    """Offset of the last byte of the next line ending, or -1."""
    newline = data.find(b"\n", start, stop)
    carriage = data.find(b"\r", start, stop if newline < 0 else newline)
    if carriage >= 0 and data[carriage + 1 : carriage + 2] != b"\n":
        return carriage
    return newline
