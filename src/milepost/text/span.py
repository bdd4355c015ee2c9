"""Places in a source: byte spans, positions for people, and the only conversion between them.

A *span* counts UTF-8 bytes, because the parser does and because edits are made to bytes. A
*position* is what people and machine formats see: 1-based line and column, the column in Unicode
code points. Editors that count UTF-16 units are served by `LineIndex.utf16_column`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open range of UTF-8 byte offsets into `Source.data`."""

    start: int
    """Offset of the first byte."""
    end: int
    """Offset after the last byte; equal to `start` for a place between two characters."""

    def __contains__(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one byte; touching spans do not overlap."""
        return self.start < other.end and other.start < self.end


class Position(msgspec.Struct, frozen=True, order=True):
    """A place as people count it."""

    line: int
    """1-based line number."""
    column: int
    """1-based column in Unicode code points."""


def character_offsets(text: str) -> Sequence[int]:
    """Byte offset of each character of a text, and of its end; ascending."""
    if text.isascii():
        return range(len(text) + 1)
    return list(accumulate((len(character.encode()) for character in text), initial=0))


class LineIndex:
    """Converts between byte offsets and positions of one source.

    Lines end at LF, CR LF or a lone CR (CommonMark 0.31, section 2.1). A text that ends in a line
    ending has one more, empty, last line.
    """

    __slots__ = ("_ascii", "_data", "_starts")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ascii = data.isascii()
        # Of bytes, `splitlines` knows just these three line endings.
        self._starts = list(accumulate(map(len, data.splitlines(keepends=True)), initial=0))
        if data and not data.endswith((b"\n", b"\r")):
            self._starts.pop()

    @property
    def line_count(self) -> int:
        """Number of lines, at least 1."""
        return len(self._starts)

    def line(self, offset: int) -> int:
        """1-based line that holds the byte at `offset`. Raises ValueError outside the source."""
        self._check(offset)
        return bisect_right(self._starts, offset)

    def position(self, offset: int) -> Position:
        """Position of a byte offset from 0 to the length of the data, both included.

        An offset inside a character counts as the start of the character after it. Raises
        ValueError outside the source.
        """
        line = self.line(offset)
        start = self._starts[line - 1]
        if self._ascii:
            return Position(line, offset - start + 1)
        return Position(line, len(self._data[start:offset].decode("utf-8", "replace")) + 1)

    def offset(self, position: Position) -> int:
        """Byte offset of a position; the inverse of `position`.

        Raises ValueError for a line or column that the source does not have.
        """
        if not 1 <= position.line <= len(self._starts):
            raise ValueError(f"line {position.line} of {len(self._starts)}")
        start = self._starts[position.line - 1]
        text = self._data[start : self._end(position.line)].decode("utf-8")
        if not 1 <= position.column <= len(text) + 1:
            raise ValueError(f"column {position.column} of line {position.line}")
        return start + len(text[: position.column - 1].encode())

    def line_span(self, line: int) -> Span:
        """Span of a 1-based line without its line ending. Raises ValueError for no such line."""
        if not 1 <= line <= len(self._starts):
            raise ValueError(f"line {line} of {len(self._starts)}")
        start, end = self._starts[line - 1], self._end(line)
        if end > start and self._data[end - 1] == 10:
            end -= 1
        if end > start and self._data[end - 1] == 13:
            end -= 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        """Text of a 1-based line without its line ending."""
        span = self.line_span(line)
        return self._data[span.start : span.end].decode("utf-8")

    def utf16_column(self, offset: int) -> int:
        """0-based UTF-16 units from the line's start to `offset`, as the LSP counts."""
        start = self._starts[self.line(offset) - 1]
        return len(self._data[start:offset].decode("utf-8", "ignore").encode("utf-16-le")) // 2

    def _end(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._data)

    def _check(self, offset: int) -> None:
        if not 0 <= offset <= len(self._data):
            raise ValueError(f"offset {offset} outside 0..{len(self._data)}")
