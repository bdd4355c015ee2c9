"""Text on a terminal: how many cells it takes, and nothing in it that moves the cursor.

Widths follow Unicode's East Asian Width (UAX #11): wide and full-width characters take two cells,
combining marks and format characters none.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB = 4
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|\[[0-?]*[ -/]*[@-~]|[PX^_].*?\x1b\\|[ -/]*[0-~])",
    re.DOTALL,
)


def char_width(char: str) -> int:
    """Cells that one character takes: 0, 1 or 2."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def width(text: str) -> int:
    """Cells that a text without tabs takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def harmless(text: str) -> str:
    """`text` with control characters, direction overrides and lone surrogates shown, not obeyed.

    Tabs and line feeds stay.
    """
    # Nearly every text is; so the expression, which takes long to compile, is seldom needed.
    return text if text.isprintable() else _UNSAFE.sub(_shown, text)


def one_line(text: str) -> str:
    """`text` made harmless with its line feeds and tabs shown too: a path, which may hold any."""
    return harmless(text).replace("\n", "\\n").replace("\t", "\\t")


def wrapped(text: str, cells: int, first: str, later: str) -> Iterator[str]:
    """`text` in lines of so many cells, words kept whole; what stands before them is handed in."""
    line, empty = first, True
    for word in text.split(" "):
        if not empty and width(line) + 1 + width(word) > cells:
            yield line.rstrip()
            line, empty = later, True
        line += word if empty else f" {word}"
        empty = False
    yield line.rstrip()


def plain_output(text: str) -> str:
    """A program's output as lines to read: escape sequences removed, carriage returns obeyed."""
    text = _ESCAPE_SEQUENCE.sub("", text).replace("\r\n", "\n")
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return harmless("\n".join(lines))


def expand(text: str) -> tuple[str, list[int]]:
    """A line with its tabs expanded and made harmless, and the cell at which each character starts.

    The list has one more entry than `text` has characters: the cell after the last.
    """
    shown: list[str] = []
    starts: list[int] = []
    cell = 0
    for char in text:
        starts.append(cell)
        piece = " " * (TAB - cell % TAB) if char == "\t" else harmless(char)
        shown.append(piece)
        cell += width(piece)
    starts.append(cell)
    return "".join(shown), starts


def window(text: str, first: int, last: int) -> tuple[str, int]:
    """The part of a line in cells `first` to `last`, and the cell at which it really starts.

    A wide character that straddles an edge is left out.
    """
    taken: list[str] = []
    cell, start = 0, -1
    for char in text:
        after = cell + char_width(char)
        if cell >= first and after <= last:
            start = cell if start < 0 else start
            taken.append(char)
        cell = after
    return "".join(taken), max(start, 0)


def crop(text: str, cells: int, ellipsis: str = "…") -> str:
    """`text` cut at its end to fit into so many cells."""
    if width(text) <= cells:
        return text
    return window(text, 0, max(cells - len(ellipsis), 0))[0] + ellipsis


def _shown(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0]):02x}" if ord(match[0]) < 256 else f"\\u{ord(match[0]):04x}"
