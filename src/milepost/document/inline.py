"""Inline nodes, built from the parser's events when a leaf is first asked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.text.source import Source

LinkKind: TypeAlias = Literal["inline", "reference", "collapsed", "shortcut", "autolink", "email"]
"""How a link is written: `[a](b)`, `[a][b]`, `[a][]`, `[a]`, `<http://a>`, `<a@b>`."""


class Text(msgspec.Struct, frozen=True, eq=False):
    """Plain text with escapes and entities resolved."""

    span: Span
    """Its source text."""
    text: str
    """The text."""


class CodeSpan(msgspec.Struct, frozen=True, eq=False):
    """`` `code` ``."""

    span: Span
    """With its backticks."""
    text: str
    """The code: line endings are spaces, one blank at both ends is stripped."""


class Emphasis(msgspec.Struct, frozen=True, eq=False):
    """`*text*`."""

    span: Span
    """Its source text."""
    children: tuple[Inline, ...]
    """The nodes inside."""

    @property
    def text(self) -> str:
        """Plain text of the children."""
        return plain(self.children)


class Strong(msgspec.Struct, frozen=True, eq=False):
    """`**text**`."""

    span: Span
    """Its source text."""
    children: tuple[Inline, ...]
    """The nodes inside."""

    @property
    def text(self) -> str:
        """Plain text of the children."""
        return plain(self.children)


class Strikethrough(msgspec.Struct, frozen=True, eq=False):
    """`~~text~~`."""

    span: Span
    """Its source text."""
    children: tuple[Inline, ...]
    """The nodes inside."""

    @property
    def text(self) -> str:
        """Plain text of the children."""
        return plain(self.children)


class Link(msgspec.Struct, frozen=True, eq=False):
    """A link; references are resolved, undefined ones are text."""

    span: Span
    """From `[` or `<` to the closing `)`, `]` or `>`."""
    destination: str
    """Where it leads, unescaped."""
    title: str
    """Title, empty if there is none."""
    kind: LinkKind
    """How it is written."""
    label: str
    """Label of the definition, for the kinds that have one; else empty."""
    children: tuple[Inline, ...]
    """The nodes inside."""

    @property
    def text(self) -> str:
        """Plain text of the children."""
        return plain(self.children)


class Image(msgspec.Struct, frozen=True, eq=False):
    """An image; its children are the alternative text."""

    span: Span
    """From `!` to the closing `)` or `]`."""
    destination: str
    """Where it leads, unescaped."""
    title: str
    """Title, empty if there is none."""
    kind: LinkKind
    """How it is written."""
    label: str
    """Label, empty where the kind has none."""
    children: tuple[Inline, ...]
    """The nodes inside."""

    @property
    def text(self) -> str:
        """Alternative text."""
        return plain(self.children)


class InlineHtml(msgspec.Struct, frozen=True, eq=False):
    """A tag or comment within text."""

    span: Span
    """Its source text."""
    html: str
    """As written."""

    @property
    def text(self) -> str:
        """A line feed for `<br>`, else nothing."""
        return html_text(self.html)


class SoftBreak(msgspec.Struct, frozen=True, eq=False):
    """A line ending within a paragraph."""

    span: Span
    """Its source text."""

    @property
    def text(self) -> str:
        """A space."""
        return " "


class HardBreak(msgspec.Struct, frozen=True, eq=False):
    """Two spaces or a backslash before a line ending."""

    span: Span
    """Its source text."""

    @property
    def text(self) -> str:
        """A line feed."""
        return "\n"


class FootnoteReference(msgspec.Struct, frozen=True, eq=False):
    """`[^label]`."""

    span: Span
    """Its source text."""
    label: str
    """Label, empty where the kind has none."""

    @property
    def text(self) -> str:
        """Nothing: the mark is no part of the sentence."""
        return ""


Inline: TypeAlias = (
    Text
    | CodeSpan
    | Emphasis
    | Strong
    | Strikethrough
    | Link
    | Image
    | InlineHtml
    | SoftBreak
    | HardBreak
    | FootnoteReference
)

_Nested = Emphasis | Strong | Strikethrough | Link | Image


class EventLog(msgspec.Struct, frozen=True, eq=False):
    """What the parser said of one source; shared by all leaves of a document."""

    source: Source
    """The source that was parsed."""
    events: list[Any]
    """Events as pyromark gives them: a string, or a dict with one key."""
    ranges: list[Any]
    """For each event its byte range, a dict of `start` and `end`."""


def plain(inlines: tuple[Inline, ...]) -> str:
    """Plain text of inline nodes; without recursion, however deep they are nested."""
    parts: list[str] = []
    stack: list[Inline] = list(reversed(inlines))
    while stack:
        inline = stack.pop()
        if isinstance(inline, _Nested):
            stack.extend(reversed(inline.children))
        else:
            parts.append(inline.text)
    return "".join(parts)


def flat(inlines: Sequence[Inline]) -> list[Inline]:
    """All nodes, each before those in it; without recursion."""
    found: list[Inline] = []
    stack = list(reversed(inlines))
    while stack:
        inline = stack.pop()
        found.append(inline)
        if isinstance(inline, _Nested):
            stack.extend(reversed(inline.children))
    return found


def html_text(html: str) -> str:
    """What a tag within text stands for in plain text."""
    return "\n" if html[:3].lower() == "<br" and html[3:4] in ">/ \t" else ""


def plain_text(log: EventLog, first: int, last: int) -> str:
    """Plain text of the events `first` to `last` (exclusive), without building nodes."""
    parts: list[str] = []
    for event in log.events[first:last]:
        if type(event) is str:
            parts.append(" " if event == "SoftBreak" else "\n")
        elif "Text" in event:
            parts.append(event["Text"])
        elif "Code" in event:
            parts.append(event["Code"])
        elif "InlineHtml" in event:
            parts.append(html_text(event["InlineHtml"]))
    return "".join(parts)


def build_inlines(log: EventLog, first: int, last: int) -> tuple[Inline, ...]:
    """Nodes of the events `first` to `last` (exclusive); adjacent text becomes one node."""
    data = log.source.data
    stack: list[tuple[Any, Span, list[Inline]]] = []
    out: list[Inline] = []
    index = first
    while index < last:
        event, place = log.events[index], log.ranges[index]
        if "Text" in event:
            index = _text(log, index, last, out)
            continue
        span = Span(place["start"], place["end"])
        if "Start" in event:
            stack.append((event["Start"], span, out))
            out = []
        elif "End" in event:
            tag, whole, parent = stack.pop()
            parent.append(_container(data, tag, whole, tuple(out)))
            out = parent
        else:
            out.append(_childless(event, span))
        index += 1
    return tuple(out)


def text_start(data: bytes, start: int) -> int:
    """Start of a text event with the backslash that escapes its first character."""
    return start - 1 if start and data[start - 1] == 0x5C else start


def _text(log: EventLog, first: int, last: int, out: list[Inline]) -> int:
    """Append the run of text events at `first`, if it is not empty; the index after it."""
    parts: list[str] = []
    start = end = 0
    index = first
    while index < last and "Text" in (event := log.events[index]):
        if event["Text"]:
            place = log.ranges[index]
            start = start if parts else place["start"]
            end = place["end"]
            parts.append(event["Text"])
        index += 1
    if parts:
        escape = text_start(log.source.data, start)
        # After a code span that ends in a backslash there is no escape.
        if escape != start and out and out[-1].span.end > escape:
            escape = start
        out.append(Text(Span(escape, end), "".join(parts)))
    return index


def _childless(event: Any, span: Span) -> Inline:
    if type(event) is str:
        return SoftBreak(span) if event == "SoftBreak" else HardBreak(span)
    if "Code" in event:
        return CodeSpan(span, event["Code"])
    if "InlineHtml" in event:
        return InlineHtml(span, event["InlineHtml"])
    return FootnoteReference(span, event["FootnoteReference"])


def with_empty_label(data: bytes, end: int) -> int:
    """End of a collapsed reference with its `[]`, which the parser's range leaves out."""
    return end + 2 if data.startswith(b"[]", end) else end


def _container(data: bytes, tag: Any, span: Span, children: tuple[Inline, ...]) -> Inline:
    if tag == "Emphasis":
        return Emphasis(span, children)
    if tag == "Strong":
        return Strong(span, children)
    if tag == "Strikethrough":
        return Strikethrough(span, children)
    ((name, link),) = tag.items()
    node = Link if name == "Link" else Image
    kind: LinkKind = link["link_type"].lower()
    if kind == "collapsed":
        span = Span(span.start, with_empty_label(data, span.end))
    return node(span, link["dest_url"], link["title"], kind, link["id"], children)
