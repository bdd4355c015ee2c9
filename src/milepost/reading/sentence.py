"""Prose as readings see it: sentences whose explicit parts are marked.

A sentence's *skeleton* is its text with each explicit part replaced by one private character, so
that a phrase is an ordinary regular expression and never looks inside code or quotes. What the
characters stand for is kept beside it.
"""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from milepost.document.inline import CodeSpan, Image, Link, Text
from milepost.text.lazy import lazy
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from milepost.document.inline import Inline

CODE = "\ue000"
"""Stands for a code span."""
QUOTE = "\ue001"
"""Stands for quoted text."""
URL = "\ue002"
"""Stands for a URL in prose or a link's destination that is one."""
MARKS = CODE + QUOTE + URL
EXPLICIT = f"[{MARKS}]"

_QUOTED = re.compile(r"“([^“”\n]{1,300})”|(?<![\w\"])\"([^\"\n]{1,300})\"(?![\w\"])")
_URL = re.compile(r"https?://[^\s<>\"'`)\]\ue000-\ue002]*[^\s<>\"'`)\].,;:!?\ue000-\ue002]")
_LOCAL = ("http://localhost", "http://127.0.0.1")
_SAYS = re.compile(rf"[^\W_]|{EXPLICIT}")
_BEFORE = " \t\r\n:–—-✅✔☑👉"
_END = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\be\.g.)(?<!\bi\.e.)(?<!\betc.)(?<!\bvs.)[.!?]*[)*_]*(?=\s+\S|\s*$))"
)
"""Begins with a set of characters, since nothing else is searched for as fast."""

_UNMARKED = dict.fromkeys(map(ord, (CODE, QUOTE, URL)), "\ufffd")


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
    paragraph: Sequence[Segment]
    """What its paragraph is made of."""
    low: int
    """Where it begins in the paragraph's skeleton."""
    high: int

    @lazy
    def span(self) -> Span:
        """Where it stands."""
        inside = _range(self.paragraph, self.low, self.high)
        return Span(inside[0].start, inside[-1].end)

    @lazy
    def text(self) -> str:
        """As a person reads it, markup left out."""
        return "".join([s.shown for s in _range(self.paragraph, self.low, self.high)])

    def at(self, index: int) -> Explicit:
        """The explicit part whose mark stands at this index of the skeleton."""
        before = sum(1 for mark in self.skeleton[:index] if mark in (CODE, QUOTE, URL))
        return self.explicit[before]


_ITEM = (
    r"(?! (?:file |folder |directory |command |branch |endpoint )?(?:should|will|must|now|still|also|"
    r"does|doesn|is|are|was|has|no longer|exists?|contains?|includes?|prints?|shows?|returns?|"
    r"responds?|outputs?|exits?|succeeds?|passes|lists?|reports?|displays?|holds?)\b)"
)
"""A further item of a list of objects is not the subject of the next clause."""


_MARKS = {
    "{code}": CODE,
    "{quote}": QUOTE,
    "{url}": URL,
    "{said}": f"[{CODE}{QUOTE}]",
    "{any}": EXPLICIT,
    "{codes}": f"{CODE}(?:(?:,| and|, and|,? or)? (?:the )?{CODE})*",
    "{subjects}": f"[{CODE}{QUOTE}](?:(?:,| and|, and) (?:the )?[{CODE}{QUOTE}])*",
    "{saids}": f"[{CODE}{QUOTE}](?:(?:,| and|, and) (?:the )?[{CODE}{QUOTE}]{_ITEM})*",
    "' ": r"['’] ",
}
"""What stands in a phrase for the marks of explicit parts."""


class Phrase:
    """A regular expression over skeletons that is compiled when it is first asked for."""

    search: Callable[[str], re.Match[str] | None]
    match: Callable[[str], re.Match[str] | None]
    finditer: Callable[[str], Iterator[re.Match[str]]]
    sub: Callable[[Callable[[re.Match[str]], str], str], str]

    def __init__(self, pattern: str, cues: tuple[str, ...] = ()) -> None:
        self.pattern = pattern
        self.cues = cues

    def __getattr__(self, name: str) -> Any:
        # The methods become attributes, so that only the first use of a phrase comes here.
        if name not in Phrase.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, re.IGNORECASE)
        for method in Phrase.__annotations__:
            setattr(self, method, getattr(compiled, method))
        if self.cues:
            self._gate(compiled)
        return getattr(self, name)

    def _gate(self, compiled: re.Pattern[str]) -> None:
        """Ask the expression only where one of the cues is there: a tenth of its cost."""
        cues, search, finditer, sub = self.cues, compiled.search, compiled.finditer, compiled.sub

        def gated_search(text: str) -> re.Match[str] | None:
            lower = text.lower()
            for cue in cues:
                if cue in lower:
                    return search(text)
            return None

        def gated_finditer(text: str) -> Iterator[re.Match[str]]:
            lower = text.lower()
            for cue in cues:
                if cue in lower:
                    return finditer(text)
            return iter(())

        def gated_sub(by: Callable[[re.Match[str]], str], text: str) -> str:
            lower = text.lower()
            for cue in cues:
                if cue in lower:
                    return sub(by, text)
            return text

        self.search, self.finditer, self.sub = gated_search, gated_finditer, gated_sub


@cache
def phrase(pattern: str, *cues: str) -> Phrase:
    """A phrase's expression: `{code}`, `{quote}`, `{url}`, `{said}` (code or quote) are marks.

    `cues` are parts of words, in lower case, one of which is in every text that has the phrase.
    """
    for mark, expression in _MARKS.items():
        if mark in pattern:
            pattern = pattern.replace(mark, expression)
    return Phrase(pattern, cues)


@lru_cache(maxsize=512)
def sentences(inlines: tuple[Inline, ...]) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, in order."""
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
    if '"' in line or "“" in line or "://" in line:
        segments = _marked(segments, line)
        line = "".join([segment.skeleton for segment in segments])
        marked = [segment.explicit for segment in segments if segment.explicit is not None]
    return tuple(_split(segments, line, marked))


class Segment(NamedTuple):
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


def _flatten(inlines: Sequence[Inline], out: list[Segment]) -> None:
    for node in inlines:
        span = node.span
        kind = type(node)
        if kind is Text:
            out.append(Segment(node.text, node.text, span.start, span.end))
        elif kind is CodeSpan:
            text = node.text
            out.append(Segment(CODE, text, span.start, span.end, Explicit(CODE, text)))
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
    return segment._replace(skeleton=segment.skeleton.translate(_UNMARKED))


def _marked(segments: list[Segment], line: str) -> list[Segment]:
    """The same with quoted text and bare URLs as marks too."""
    found = [(m.start(), m.end(), QUOTE) for m in _QUOTED.finditer(line)]
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


def _split(segments: list[Segment], line: str, marked: Sequence[Explicit]) -> Iterator[Sentence]:
    start = first = 0
    for stop in [*[m.end() for m in _END.finditer(line)], len(line)]:
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
            yield Sentence(skeleton, explicit, segments, low, low + len(skeleton))
