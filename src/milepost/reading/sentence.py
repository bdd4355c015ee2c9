"""Prose as readings see it: sentences whose explicit parts are marked.

A sentence's *skeleton* is its text with each explicit part replaced by one private character, so
that a phrase is an ordinary regular expression and never looks inside code or quotes. What the
characters stand for is kept beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec.structs import replace

from milepost.document.inline import CodeSpan, Image, Link, SoftBreak, Text
from milepost.reading.phrase import CODE, EXPLICIT, QUOTE, URL
from milepost.text import lazy_re as re
from milepost.text.lazy import lazy
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.document.inline import Inline
    from milepost.reading.phrases import Phrases

_URL = re.compile(r"https?://[^\s<>\"'`)\]\ue000-\ue002]*[^\s<>\"'`)\].,;:!?\ue000-\ue002]")
_LOCAL = ("http://localhost", "http://127.0.0.1")
_SAID = re.compile(f"[{CODE}{QUOTE}]")
_SAYS = re.compile(rf"[^\W_]|{EXPLICIT}")
_BEFORE = " \t\r\n:–—-✅✔☑👉"

_UNMARKED = dict.fromkeys(map(ord, (CODE, QUOTE, URL)), "\ufffd")


class Says(Protocol):
    """What a language has to part prose."""

    END: re.Pattern[str]
    """Where a sentence ends. It begins with a set of characters, since nothing else is searched
    for as fast."""
    QUOTED: re.Pattern[str]
    """Text in quotation marks; each is one character."""
    NUMBER: re.Pattern[str]
    """A number that is none of a step or milestone."""


class Explicit(msgspec.Struct, frozen=True):
    """An explicit part of a sentence."""

    kind: str
    """`CODE`, `QUOTE` or `URL`."""
    text: str
    """What it says, its marks left out."""


class Sentence(msgspec.Struct, frozen=True, dict=True, eq=False):
    """One sentence."""

    skeleton: str
    """As readings see it."""
    explicit: tuple[Explicit, ...]
    """What the marks in the skeleton stand for, in order."""
    paragraph: Paragraph
    """What it is a part of."""
    low: int
    """Where it begins in the paragraph's skeleton."""
    high: int

    @lazy
    def span(self) -> Span:
        """Where it stands."""
        return self.paragraph.span(self.low, self.high)

    @lazy
    def text(self) -> str:
        """As a person reads it, markup left out."""
        return self.paragraph.shown(self.low, self.high)

    def at(self, index: int) -> Explicit:
        """The explicit part whose mark stands at this index of the skeleton."""
        count = self.skeleton.count
        return self.explicit[count(CODE, 0, index) + count(QUOTE, 0, index) + count(URL, 0, index)]

    def said(self, start: int, end: int) -> list[str]:
        """The code and quotes between two indices of the skeleton, in order."""
        return [self.at(mark.start()).text for mark in _SAID.finditer(self.skeleton, start, end)]


@lru_cache(maxsize=512)
def sentences(inlines: tuple[Inline, ...], phrases: Phrases) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, in order."""
    says: Says = phrases.sentence
    segments: list[Segment] = []
    _flatten(inlines, segments)
    if not segments:
        return ()
    line = "".join([segment.skeleton for segment in segments])
    marked = [segment.explicit for segment in segments if segment.explicit is not None]
    if line.count(CODE) + line.count(QUOTE) + line.count(URL) != len(marked):
        # The guide itself has our private characters.
        segments = [_unmarked(segment) for segment in segments]
        line = "".join([segment.skeleton for segment in segments])
    if '"' in line or "“" in line or "„" in line or "»" in line or "://" in line:
        segments = _marked(segments, line, says)
        line = "".join([segment.skeleton for segment in segments])
        marked = [segment.explicit for segment in segments if segment.explicit is not None]
    return tuple(_split(Paragraph(segments), line, marked, says))


class Segment(msgspec.Struct, frozen=True):
    """A run of characters, or one mark."""

    skeleton: str
    shown: str
    start: int
    """Byte offsets in the source."""
    end: int
    explicit: Explicit | None = None

    def byte(self, index: int) -> int:
        """Where a character of the skeleton lies; the whole run's start where it has escapes."""
        if index == len(self.skeleton):
            return self.end
        if self.explicit is None and len(self.skeleton) == self.end - self.start:
            return self.start + index
        offset = self.start + len(self.skeleton[:index].encode())
        exact = len(self.skeleton.encode()) == self.end - self.start
        return offset if exact and self.explicit is None else self.start

    def cut(self, low: int, high: int) -> Segment:
        """A part of the run."""
        if self.explicit is not None or (low == 0 and high == len(self.skeleton)):
            return self
        return Segment(
            self.skeleton[low:high], self.shown[low:high], self.byte(low), self.byte(high)
        )


class Paragraph:
    """What a paragraph is made of, and where its characters lie."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    @lazy
    def _starts(self) -> Sequence[int]:
        """Where in the skeleton each segment begins."""
        return list(accumulate([len(segment.skeleton) for segment in self._segments], initial=0))

    def span(self, low: int, high: int) -> Span:
        """Where the characters between two indices of the skeleton lie, of which there are some."""
        starts, segments = self._starts, self._segments
        first = bisect_right(starts, low) - 1
        last = bisect_right(starts, high - 1) - 1
        start = segments[first].byte(low - starts[first])
        return Span(start, segments[last].byte(high - starts[last]))

    def shown(self, low: int, high: int) -> str:
        """The same as a person reads it."""
        starts, segments = self._starts, self._segments
        first = bisect_right(starts, low) - 1
        last = bisect_right(starts, high - 1) - 1
        parts = []
        for index in range(first, last + 1):
            segment, start = segments[index], starts[index]
            whole = segment.explicit is not None
            parts.append(
                segment.shown if whole else segment.shown[max(0, low - start) : high - start]
            )
        return "".join(parts)


def _flatten(inlines: Sequence[Inline], out: list[Segment]) -> None:
    for node in inlines:
        span = node.span
        kind = type(node)
        if kind is Text:
            out.append(Segment(node.text, node.text, span.start, span.end))
        elif kind is CodeSpan:
            text = node.text
            out.append(Segment(CODE, text, span.start, span.end, Explicit(CODE, text)))
        elif kind is SoftBreak:
            out.append(Segment(" ", " ", span.start, span.end))
        elif isinstance(node, Link) and node.destination.startswith(_LOCAL):
            mark = Explicit(URL, node.destination)
            out.append(Segment(URL, node.text, span.start, span.end, mark))
        elif isinstance(node, Image):
            continue
        elif (children := getattr(node, "children", None)) is not None:
            _flatten(children, out)
        elif node.text:
            out.append(Segment(node.text, node.text, span.start, span.end))


def _unmarked(segment: Segment) -> Segment:
    """The same without private characters that stand for nothing."""
    if segment.explicit is not None:
        return segment
    return replace(segment, skeleton=segment.skeleton.translate(_UNMARKED))


def _marked(segments: list[Segment], line: str, says: Says) -> list[Segment]:
    """The same with quoted text and bare URLs as marks too."""
    found = [(m.start(), m.end(), QUOTE) for m in says.QUOTED.finditer(line)]
    for url in _URL.finditer(line):
        if not any(low <= url.start() < high for low, high, _ in found):
            found.append((url.start(), url.end(), URL))
    out: list[Segment] = []
    index = 0
    for low, high, mark in sorted(found):
        out += _range(segments, index, low)
        inside = _range(segments, low, high)
        shown = "".join([segment.shown for segment in inside])
        explicit = Explicit(mark, shown[1:-1] if mark == QUOTE else shown)
        out.append(Segment(mark, shown, inside[0].start, inside[-1].end, explicit))
        index = high
    return out + _range(segments, index, len(line))


def _range(segments: Sequence[Segment], low: int, high: int) -> list[Segment]:
    """The segments between two indices of the skeleton."""
    out: list[Segment] = []
    at = 0
    for segment in segments:
        size = len(segment.skeleton)
        if at < high and low < at + size:
            out.append(segment.cut(max(0, low - at), min(size, high - at)))
        at += size
    return out


def _split(
    paragraph: Paragraph, line: str, marked: Sequence[Explicit], says: Says
) -> list[Sentence]:
    found: list[Sentence] = []
    start = first = 0
    for stop in [*[m.end() for m in says.END.finditer(line)], len(line)]:
        raw = line[start:stop]
        bare = raw.lstrip(_BEFORE)
        low = start + len(raw) - len(bare)
        skeleton = bare.rstrip()
        start = stop
        if _SAYS.search(skeleton):
            last = first
            if marked:
                last += skeleton.count(CODE) + skeleton.count(QUOTE) + skeleton.count(URL)
            explicit = tuple(marked[first:last])
            first = last
            found.append(Sentence(skeleton, explicit, paragraph, low, low + len(skeleton)))
    return found
