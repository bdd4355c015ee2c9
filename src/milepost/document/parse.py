"""Markdown text to a Document: CommonMark with GFM tables, task lists, alerts and footnotes.

The block tree is built in one pass over the parser's events, without recursion; the events of a
leaf are only counted and become inline nodes when asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from milepost.document.document import Document
from milepost.document.inline import EventLog, text_start, with_empty_label
from milepost.document.markdown import MARKDOWN, front_matter, parser_text, with_tabs_as_items
from milepost.document.model import (
    BlockQuote,
    Cell,
    CodeBlock,
    FootnoteDefinition,
    Heading,
    HtmlBlock,
    Item,
    List,
    Paragraph,
    Row,
    Table,
    ThematicBreak,
)
from milepost.text.source import Source
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_INLINE_STARTS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_BEFORE_LIST = b" \t\r\n>"
_INDENTED = ('=== "', "!!! ", "??? ", "???+ ")
_TAB_LEVELS = 3
"""Tabs may hold tabs; deeper ones are read as the indented code that they are elsewhere."""

_NO_TEXT = ("SoftBreak", "HardBreak", {"Text": ""})
_LEAF_ENDS: dict[str, Any] = {
    name: {"End": name} for name in ("Paragraph", "TableCell", "HtmlBlock", "CodeBlock")
} | {f"H{level}": {"End": {"Heading": f"H{level}"}} for level in range(1, 7)}


def parse(source: Source) -> Document:
    """The document of a source. Never fails: every text is Markdown."""
    front = front_matter(source)
    pairs = _events(parser_text(source, front))
    log = EventLog(source, [pair[0] for pair in pairs], [pair[1] for pair in pairs])
    blocks = _Builder(log).build()
    if front is not None:
        blocks.insert(0, front)
    return Document(source, tuple(blocks), log)


def _events(text: str) -> list[Any]:
    """The parser's events with their ranges; content tabs as items of a list."""
    pairs = list(MARKDOWN.events_with_range(text))
    for _ in range(_TAB_LEVELS if any(mark in text for mark in _INDENTED) else 0):
        tabbed = with_tabs_as_items(text.encode(), pairs)
        if tabbed is None:
            break
        text = tabbed
        pairs = list(MARKDOWN.events_with_range(text))
    return pairs


def parse_text(text: str, path: str = "guide.md") -> Document:
    """The document of a text at hand."""
    return parse(Source.of_text(text, path))


class _Frame:
    """A container whose end has not been seen."""

    __slots__ = ("children", "end", "loose", "name", "start", "tag", "task", "task_span")

    def __init__(self, name: str, tag: Any, start: int, end: int) -> None:
        self.name = name
        self.tag = tag
        self.start = start
        self.end = end
        self.children: list[Any] = []
        self.loose = False
        self.task: bool | None = None
        self.task_span: Span | None = None


class _Builder:
    """One pass over the events; leaves are skipped over, containers kept on a stack."""

    def __init__(self, log: EventLog) -> None:
        self.log = log
        self.events = log.events
        self.ranges = log.ranges
        self.data = log.source.data
        self.top = _Frame("", None, 0, len(self.data))
        self.stack: list[_Frame] = []

    def build(self) -> list[Any]:
        """The blocks at the top of the document."""
        events = self.events
        index, count = 0, len(events)
        while index < count:
            event = events[index]
            if type(event) is str:
                index = self._rule(index) if event == "Rule" else self._tight(index)
                continue
            tag = event.get("Start")
            if tag is not None:
                name = tag if type(tag) is str else next(iter(tag))
                opener = _LEAVES.get(name)
                if opener is not None:
                    index = opener(self, index, tag)
                elif name in _INLINE_STARTS:
                    index = self._tight(index)
                else:
                    index = self._open(index, name, tag)
            elif "End" in event:
                index = self._close(index)
            elif "TaskListMarker" in event:
                self._task(index)
                index += 1
            else:
                index = self._tight(index)
        return self.top.children

    def _rule(self, index: int) -> int:
        place = self.ranges[index]
        self.top.children.append(ThematicBreak(self._trimmed(place["start"], place["end"])))
        return index + 1

    def _heading(self, index: int, tag: Any) -> int:
        place = self.ranges[index]
        level = tag["Heading"]["level"]
        last = self.events.index(_LEAF_ENDS[level], index + 1)
        span = self._leaf_span(place, index + 1, last)
        self.top.children.append(Heading(span, self.log, index + 1, last, level=int(level[1])))
        return last + 1

    def _paragraph(self, index: int, tag: Any) -> int:
        place = self.ranges[index]
        last = self.events.index(_LEAF_ENDS[tag], index + 1)
        first = index + 1
        if "TaskListMarker" in self.events[first]:
            self._task(first)
            first += 1
        self.top.loose = True
        span = self._leaf_span(place, first, last)
        self.top.children.append(Paragraph(span, self.log, first, last))
        return last + 1

    def _cell(self, index: int, tag: Any) -> int:
        place = self.ranges[index]
        last = self.events.index(_LEAF_ENDS[tag], index + 1)
        row = self.top
        if last > index + 1:
            row.end = max(row.end, self.ranges[last - 1]["end"])
        span = Span(min(place["start"], row.end), min(place["end"], row.end))
        self.top.children.append(Cell(span, self.log, index + 1, last))
        return last + 1

    def _code(self, index: int, tag: Any) -> int:
        place = self.ranges[index]
        start, end = place["start"], place["end"]
        last = self.events.index(_LEAF_ENDS["CodeBlock"], index + 1)
        # A closed fence ends before its line ending; other code ends with that of its last line.
        if end > start and self.data[end - 1] in b"\r\n":
            end -= 2 if self.data[start:end].endswith(b"\r\n") else 1
        kind = tag["CodeBlock"]
        fenced = type(kind) is dict
        info = kind["Fenced"] if fenced else ""
        span = Span(start, end)
        self.top.children.append(CodeBlock(span, self.log, index + 1, last, fenced, info))
        return last + 1

    def _html(self, index: int, tag: Any) -> int:
        place = self.ranges[index]
        last = self.events.index(_LEAF_ENDS[tag], index + 1)
        span = self._trimmed(place["start"], place["end"])
        self.top.children.append(HtmlBlock(span, self.log, index + 1, last))
        return last + 1

    def _tight(self, index: int) -> int:
        """Inline events that stand in a container without a paragraph around them."""
        events, count = self.events, len(self.events)
        first, depth = index, 0
        while index < count:
            event = events[index]
            if type(event) is str:
                if event == "Rule":
                    break
            elif (tag := event.get("Start")) is not None:
                name = tag if type(tag) is str else next(iter(tag))
                if name not in _INLINE_STARTS:
                    break
                depth += 1
            elif "End" in event:
                if depth == 0:
                    break
                depth -= 1
            index += 1
        last = index
        while last > first and events[last - 1] in _NO_TEXT:
            last -= 1
        if last == first:
            return index
        start = text_start(self.data, self.ranges[first]["start"])
        end = with_empty_label(self.data, self.ranges[last - 1]["end"])
        self.top.children.append(Paragraph(Span(start, end), self.log, first, last, tight=True))
        return index

    def _task(self, index: int) -> None:
        place = self.ranges[index]
        self.top.task = self.events[index]["TaskListMarker"]
        self.top.task_span = Span(place["start"], place["end"])

    def _open(self, index: int, name: str, tag: Any) -> int:
        place = self.ranges[index]
        span = self._trimmed(place["start"], place["end"])
        # A range may begin with blanks, or, after an empty item and a tab, with a line ending.
        start = span.start
        before = _BEFORE_LIST if name in ("List", "Item") else b" \t\r\n"
        while start < span.end and self.data[start] in before:
            start += 1
        self.stack.append(self.top)
        self.top = _Frame(name, tag, start, span.end)
        return index + 1

    def _close(self, index: int) -> int:
        frame = self.top
        self.top = self.stack.pop()
        node = _CONTAINERS[frame.name](self, frame)
        if frame.name == "Item":
            self.top.loose |= frame.loose
        self.top.children.append(node)
        return index + 1

    def _span(self, frame: _Frame) -> Span:
        """From the container's marker to its last child: the parser adds blank lines after it."""
        return Span(frame.start, frame.children[-1].span.end if frame.children else frame.end)

    def _quote(self, frame: _Frame) -> BlockQuote:
        kind = frame.tag["BlockQuote"]
        alert = None if kind is None else kind.lower()
        return BlockQuote(self._span(frame), alert, tuple(frame.children))

    def _item(self, frame: _Frame) -> Item:
        return Item(
            self._span(frame), frame.task, frame.task_span, tuple(frame.children), self.log.source
        )

    def _list(self, frame: _Frame) -> List:
        start = frame.tag["List"]
        items = tuple(frame.children)
        return List(self._span(frame), start is not None, start, not frame.loose, items)

    def _table(self, frame: _Frame) -> Table:
        alignments = tuple(name.lower() for name in frame.tag["Table"])
        header, *rows = frame.children
        end = max(frame.end, frame.children[-1].span.end)
        return Table(Span(frame.start, end), alignments, header, tuple(rows))

    def _row(self, frame: _Frame) -> Row:
        return Row(Span(frame.start, frame.end), tuple(frame.children))

    def _footnote(self, frame: _Frame) -> FootnoteDefinition:
        label = frame.tag["FootnoteDefinition"]
        return FootnoteDefinition(self._span(frame), label, tuple(frame.children))

    def _leaf_span(self, place: Any, first: int, last: int) -> Span:
        """Without its line ending, but with all its inline events, should one end in blanks."""
        span = self._trimmed(place["start"], place["end"])
        if last > first and (end := self.ranges[last - 1]["end"]) > span.end:
            return Span(span.start, end)
        return span

    def _trimmed(self, start: int, end: int) -> Span:
        data = self.data
        while end > start and data[end - 1] in b" \t\r\n":
            end -= 1
        return Span(start, end)


_LEAVES: dict[str, Callable[[_Builder, int, Any], int]] = {
    "Heading": _Builder._heading,
    "Paragraph": _Builder._paragraph,
    "TableCell": _Builder._cell,
    "CodeBlock": _Builder._code,
    "HtmlBlock": _Builder._html,
}
_CONTAINERS: dict[str, Callable[[_Builder, _Frame], Any]] = {
    "BlockQuote": _Builder._quote,
    "Item": _Builder._item,
    "List": _Builder._list,
    "Table": _Builder._table,
    "TableHead": _Builder._row,
    "TableRow": _Builder._row,
    "FootnoteDefinition": _Builder._footnote,
}
