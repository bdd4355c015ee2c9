"""The map from a leaf's plain text back to its source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import msgspec

from milepost.document.inline import html_text
from milepost.text.span import Span

if TYPE_CHECKING:
    from milepost.document.inline import EventLog


class Piece(msgspec.Struct, frozen=True):
    """A run of plain text that lies in the source in one stretch."""

    offset: int
    """Where it starts in the plain text, in code points."""
    text: str
    span: Span
    """Its source. Of code without the backticks where the code is as written."""
    exact: bool
    """Whether the source is `text` itself; else an entity, break or rewritten code."""
    code: bool
    """Whether it is a code span's."""


def pieces(log: EventLog, first: int, last: int, *, raw: bool = False) -> tuple[Piece, ...]:
    """Pieces of the events `first` to `last` (exclusive), in order, none empty.

    With `raw`, inline HTML counts as its own text, not as what it shows.
    """
    data = log.source.data
    out: list[Piece] = []
    offset = 0
    for event, place in zip(log.events[first:last], log.ranges[first:last], strict=True):
        start, end = place["start"], place["end"]
        code = False
        if type(event) is str:
            text = " " if event == "SoftBreak" else "\n"
        else:
            ((key, text),) = event.items()
            if key == "InlineHtml" and not raw:
                text = html_text(text)
            elif key == "Code":
                code = True
                start, end = _inner(data, start, end, text)
            elif key not in ("Text", "Html", "InlineHtml"):
                continue
        if text:
            # A lone CR is given to the parser as LF, so it counts as exact.
            exact = data[start:end].replace(b"\r", b"\n") == text.encode().replace(b"\r", b"\n")
            out.append(Piece(offset, text, Span(start, end), exact, code))
            offset += len(text)
    return tuple(out)


def locate(parts: tuple[Piece, ...], start: int, end: int, empty: Span | None = None) -> Span:
    """Source span of the plain text from `start` to `end`, in code points.

    `empty` is the span of a text without pieces. Raises ValueError if the range is no part of the
    text.
    """
    length = parts[-1].offset + len(parts[-1].text) if parts else 0
    if not 0 <= start <= end <= length:
        raise ValueError(f"text {start}..{end} outside 0..{length}")
    if not parts:
        return empty or Span(0, 0)
    first = _piece_at(parts, start)
    if start == end:
        place = _place(first, start, end=False)
        return Span(place, place)
    last = _piece_at(parts, end - 1)
    return Span(_place(first, start, end=False), _place(last, end, end=True))


def _piece_at(parts: tuple[Piece, ...], offset: int) -> Piece:
    return parts[bisect_right(parts, offset, key=lambda piece: piece.offset) - 1]


def _place(piece: Piece, offset: int, *, end: bool) -> int:
    if not piece.exact:
        whole = end or offset >= piece.offset + len(piece.text)
        return piece.span.end if whole else piece.span.start
    count = offset - piece.offset
    if len(piece.text) == piece.span.end - piece.span.start:
        return piece.span.start + count
    return piece.span.start + len(piece.text[:count].encode())


def _inner(data: bytes, start: int, end: int, text: str) -> tuple[int, int]:
    """The code between backticks if it is there as written, else the whole code span."""
    raw = data[start:end]
    found = raw.find(text.encode())
    if found < 0:
        return start, end
    return start + found, start + found + len(text.encode())
