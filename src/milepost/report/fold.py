"""Long lines of a report folded for a terminal, where it would break them within words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import width
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LEAD = re.compile(r" *(?:\d+  )?(?:(?:[^\w\s\"'`(|$/.~]|->|ok|FAIL)+ )?")
_AS_IT_IS = re.compile(r" *(?:\||\$ |> )| {6,}[-+] ")
"""What a program printed, what is to be typed, and the lines of a difference."""
_DEEPEST = 3
"""What is left of a line is at least two thirds of it."""


def folded(lines: Iterable[str], cells: int) -> Iterator[str]:
    """Lines of at most so many cells, but for words that are longer, and for what is quoted.

    What goes on below begins where the text of its line does. Colours take no cells.
    """
    for line in lines:
        plain = _COLOUR.sub("", line)
        if width(plain) <= cells or _is_quoted(plain):
            yield line
        else:
            yield from _folded(line, plain, cells)


def _is_quoted(plain: str) -> bool:
    # A milestone's or a step's own line begins with such a sign too, further to the left.
    return plain.startswith("    ") and _AS_IT_IS.match(plain) is not None and "→" not in plain


def _folded(line: str, plain: str, cells: int) -> Iterator[str]:
    lead = _LEAD.match(plain)
    assert lead is not None
    later = " " * min(width(lead[0]), cells // _DEEPEST)
    shown, taken, empty = "", 0, True
    for word in line.split(" "):
        room = width(_COLOUR.sub("", word))
        if not empty and room and taken + 1 + room > cells and taken > len(later):
            yield shown.rstrip(" ")
            shown, taken, empty = later + word, len(later) + room, False
            continue
        shown += word if empty else f" {word}"
        taken += room + (not empty)
        empty = False
    yield shown
