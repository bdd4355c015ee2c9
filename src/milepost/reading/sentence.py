"""Prose as readings see it: sentences whose explicit parts are marked.

A sentence's *skeleton* is its text with each explicit part replaced by one private character, so
that a phrase is an ordinary regular expression and never looks inside code or quotes. What the
characters stand for is kept beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from milepost.document.inline import CodeSpan, HardBreak, Image, Link, Text, html_text
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.inline import Inline

CODE = "\ue000"
"""Stands for a code span."""
QUOTE = "\ue001"
"""Stands for quoted text."""
URL = "\ue002"
"""Stands for a URL in prose or a link's destination that is one."""
EXPLICIT = f"[{CODE}{QUOTE}{URL}]"

_QUOTED = re.compile(r"“([^“”\n]{1,300})”|(?<![\w\"])\"([^\"\n]{1,300})\"(?![\w\"])")
_URL = re.compile(r"https?://[^\s<>\"'`)\]\ue000-\ue002]*[^\s<>\"'`)\].,;:!?\ue000-\ue002]")
_BEFORE = " \t\r\n:–—-✅✔☑👉"
_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)[.!?]+[)*_]*(?=\s+\S|\s*$)|\n")


@dataclass(frozen=True, slots=True)
class Explicit:
    """An explicit part of a sentence."""

    kind: str
    """`CODE`, `QUOTE` or `URL`."""
    text: str
    """What it says, its marks left out."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence."""

    span: Span
    text: str
    """As a person reads it, markup left out."""
    skeleton: str
    """As readings see it."""
    explicit: tuple[Explicit, ...]
    """What the marks in the skeleton stand for, in order."""

    def at(self, index: int) -> Explicit:
        """The explicit part whose mark stands at this index of the skeleton."""
        before = sum(1 for mark in self.skeleton[:index] if mark in (CODE, QUOTE, URL))
        return self.explicit[before]


@lru_cache(maxsize=None)
def phrase(pattern: str) -> re.Pattern[str]:
    """A phrase's expression: `{code}`, `{quote}`, `{url}`, `{said}` (code or quote) are marks."""
    body = (
        pattern.replace("{code}", CODE)
        .replace("{quote}", QUOTE)
        .replace("{url}", URL)
        .replace("{said}", f"[{CODE}{QUOTE}]")
        .replace("{any}", EXPLICIT)
        .replace("{codes}", f"{CODE}(?:(?:,| and|, and|,? or)? (?:the )?{CODE})*")
        .replace("{saids}", f"[{CODE}{QUOTE}](?:(?:,| and|, and) (?:the )?[{CODE}{QUOTE}])*")
        .replace("' ", r"['’] ")
    )
    return re.compile(body, re.IGNORECASE)


def sentences(inlines: Sequence[Inline], end: int | None = None) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, in order; `end` is where its last one ends in the source."""
    flat = _Flat()
    flat.add(inlines)
    if not flat.skeleton:
        return ()
    return tuple(_split(flat.marked(), end))


class _Flat:
    """Inline nodes as one line of characters, each with its place in the source."""

    def __init__(self) -> None:
        self.skeleton: list[str] = []
        self.shown: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.explicit: list[Explicit] = []

    def add(self, inlines: Sequence[Inline]) -> None:
        for node in inlines:
            if isinstance(node, Text):
                self._text(node)
            elif isinstance(node, CodeSpan):
                self._mark(CODE, node.text, node.text, node.span)
            elif isinstance(node, Link):
                self._link(node)
            elif isinstance(node, Image):
                continue
            elif isinstance(node, HardBreak):
                self._plain("\n", node.span)
            elif (children := getattr(node, "children", None)) is not None:
                self.add(children)
            elif html := getattr(node, "html", None):
                self._plain(html_text(html), node.span)
            else:
                self._plain(node.text, node.span)

    def _link(self, node: Link) -> None:
        if node.destination.startswith(("http://localhost", "http://127.0.0.1")):
            self._mark(URL, node.destination, node.text, node.span)
        else:
            self.add(node.children)

    def _text(self, node: Text) -> None:
        text = node.text
        exact = len(text.encode()) == node.span.end - node.span.start
        offset = node.span.start
        for char in text:
            width = len(char.encode()) if exact else 0
            place = (offset, offset + width) if exact else (node.span.start, node.span.end)
            self.skeleton.append(char)
            self.shown.append(char)
            self.places.append(place)
            offset += width

    def _plain(self, text: str, span: Span) -> None:
        for char in text:
            self.skeleton.append(char)
            self.shown.append(char)
            self.places.append((span.start, span.end))

    def _mark(self, mark: str, text: str, shown: str, span: Span) -> None:
        self.skeleton.append(mark)
        self.shown.append(shown)
        self.places.append((span.start, span.end))
        self.explicit.append(Explicit(mark, text))

    def marked(self) -> _Flat:
        """The same with quoted text and bare URLs as marks too."""
        line = "".join(self.skeleton)
        found = [(m.span(), QUOTE, m) for m in _QUOTED.finditer(line)] if _has_quote(line) else []
        taken = [place for place, _, _ in found]
        if "://" in line:
            found += [
                (m.span(), URL, m)
                for m in _URL.finditer(line)
                if not any(low <= m.start() < high for low, high in taken)
            ]
        return self._replaced(sorted(found, key=lambda f: f[0])) if found else self

    def _replaced(self, found: list[tuple[tuple[int, int], str, re.Match[str]]]) -> _Flat:
        out = _Flat()
        index, spent = 0, 0
        for (low, high), mark, _ in found:
            spent = self._copy(out, index, low, spent)
            shown = "".join(self.shown[low:high])
            inner = shown[1:-1] if mark == QUOTE else shown
            out.skeleton.append(mark)
            out.shown.append(shown)
            out.places.append((self.places[low][0], self.places[high - 1][1]))
            out.explicit.append(Explicit(mark, inner))
            spent += sum(1 for c in self.skeleton[low:high] if c in (CODE, QUOTE, URL))
            index = high
        self._copy(out, index, len(self.skeleton), spent)
        return out

    def _copy(self, out: _Flat, low: int, high: int, spent: int) -> int:
        for index in range(low, high):
            out.skeleton.append(self.skeleton[index])
            out.shown.append(self.shown[index])
            out.places.append(self.places[index])
            if self.skeleton[index] in (CODE, QUOTE, URL):
                out.explicit.append(self.explicit[spent])
                spent += 1
        return spent


def _has_quote(line: str) -> bool:
    return '"' in line or "“" in line


def _split(flat: _Flat, end: int | None) -> Iterator[Sentence]:
    line = "".join(flat.skeleton)
    start, spent = 0, 0
    for stop in [m.end() for m in _END.finditer(line)] + [len(line)]:
        raw = line[start:stop]
        bare = raw.lstrip(_BEFORE)
        low = start + len(raw) - len(bare)
        high = low + len(bare.rstrip())
        marks = sum(1 for c in raw if c in (CODE, QUOTE, URL))
        if high > low and any(c.isalnum() or c in (CODE, QUOTE, URL) for c in line[low:high]):
            last = flat.places[high - 1][1] if end is None or high < len(line) else end
            yield Sentence(
                Span(flat.places[low][0], last),
                "".join(flat.shown[low:high]),
                line[low:high],
                tuple(flat.explicit[spent : spent + marks]),
            )
        spent += marks
        start = stop
