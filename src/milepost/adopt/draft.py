"""A guide on its way into the template's form: lines that know where they come from.

Each pass takes a draft and gives a new one. A line keeps the numbers of the source's lines that it
holds, whatever is done to it, so that at the end it is known what became of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.contract.match import match
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.reading.phrases import Phrases, phrases_of
from milepost.reading.read import read
from milepost.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from milepost.contract.match import Match
    from milepost.contract.model import Contract
    from milepost.document.document import Document
    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading
    from milepost.text.span import Span

Lines = tuple["Line", ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft."""

    text: str
    """Without its line ending."""
    origins: tuple[int, ...] = ()
    """1-based lines of the source whose text it holds; none for a line that was put in."""

    def worded(self, text: str) -> Line:
        """The same line in other words."""
        return self if text == self.text else Line(text, self.origins)

    @property
    def blank(self) -> bool:
        """Whether it holds nothing but blanks."""
        return not self.text.strip()


class Draft:
    """Lines, and what they say; parsed when that is asked for."""

    def __init__(self, lines: Iterable[Line], contract: Contract, path: str) -> None:
        self.lines: Lines = tuple(lines)
        self.contract = contract
        self.path = path
        """The guide's path, as the user would name it."""

    @cached_property
    def document(self) -> Document:
        """The draft, parsed; its lines end in LF."""
        text = "".join(f"{line.text}\n" for line in self.lines)
        return parse(Source.of_text(text, self.path))

    @cached_property
    def match(self) -> Match:
        """Its sections against the template's."""
        return match(self.contract, self.document)

    @cached_property
    def milestone(self) -> Milestone:
        """What it describes."""
        return build(self.contract, self.document)

    @property
    def phrases(self) -> Phrases:
        """Those of its language."""
        return phrases_of(self.milestone.language)

    @cached_property
    def reading(self) -> MilestoneReading:
        """How its blocks and sentences are read."""
        return read(self.milestone)

    def line_of(self, offset: int) -> int:
        """0-based line that holds the byte at an offset of the document."""
        return self.document.source.index.line(offset) - 1

    def extent(self, span: Span) -> tuple[int, int]:
        """0-based lines of a span: the first, and the one after the last that holds text of it."""
        data = self.document.source.data[span.start : span.end]
        last = span.start + max(len(data.rstrip(b"\r\n")) - 1, 0)
        return self.line_of(span.start), self.line_of(last) + 1

    def column(self, offset: int) -> int:
        """0-based column of a byte offset, in code points."""
        return self.document.source.index.position(offset).column - 1

    def edited(self, edits: Mapping[tuple[int, int], Sequence[Line]]) -> Draft:
        """The draft with ranges of lines replaced; they do not overlap."""
        if not edits:
            return self
        out: list[Line] = []
        done = 0
        for (start, end), lines in sorted(edits.items()):
            out += self.lines[done:start]
            out += lines
            done = max(end, done)
        out += self.lines[done:]
        return self.with_lines(out)

    def with_lines(self, lines: Iterable[Line]) -> Draft:
        """The same guide with other lines."""
        return Draft(lines, self.contract, self.path)


def trimmed(lines: Iterable[Line]) -> list[Line]:
    """Lines without blank ones at their beginning and end."""
    kept = list(lines)
    while kept and kept[-1].blank:
        kept.pop()
    start = next((i for i, line in enumerate(kept) if not line.blank), len(kept))
    return kept[start:]


def spaced(*chunks: Iterable[Line]) -> list[Line]:
    """Chunks of lines with one blank line between them; empty ones are left out."""
    return list(_spaced(chunks))


def _spaced(chunks: Iterable[Iterable[Line]]) -> Iterator[Line]:
    first = True
    for chunk in chunks:
        lines = trimmed(chunk)
        if not lines:
            continue
        if not first:
            yield Line("")
        first = False
        yield from lines


def parted(draft: Draft, start: int, end: int, lines: Iterable[Line]) -> list[Line]:
    """Lines to put in the place of a range, parted by a blank line from what is around them."""
    above = start > 0 and not draft.lines[start - 1].blank
    below = end < len(draft.lines) and not draft.lines[end].blank
    blank = Line("")
    return [*([blank] if above else []), *lines, *([blank] if below else [])]


def merged(text: str, lines: Iterable[Line]) -> Line:
    """One line that holds the text of several."""
    return Line(text, tuple(dict.fromkeys(n for line in lines for n in line.origins)))


def put_in(text: str) -> list[Line]:
    """Lines that the source does not have."""
    return [Line(line) for line in text.split("\n")]
