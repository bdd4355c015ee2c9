"""What a stream can show, and writing to it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from milepost.report.fold import folded
from milepost.report.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = "✓✗■→·…"
PIPED_WIDTH = 100
"""Cells in a line where no terminal says: the same everywhere, so that logs can be compared."""


def style_of(stream: TextIO) -> Style:
    """The style for a stream: its colours, its encoding, its width."""
    terminal = stream.isatty()
    return Style(
        colour=_wants_colour(terminal),
        unicode=_can_encode(stream),
        width=_columns() if terminal else PIPED_WIDTH,
    )


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output. A reader that goes away early is no error."""
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(lines: Iterable[str]) -> None:
    """Write lines for people to standard output: folded where it is a terminal."""
    write(folded(lines, _columns()) if sys.stdout.isatty() else lines)


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _columns() -> int:
    """The terminal's width; here, since a check for a pipe need not wait for shutil's import."""
    from shutil import get_terminal_size

    return max(get_terminal_size((PIPED_WIDTH, 24)).columns, 40)


def _wants_colour(terminal: bool) -> bool:
    """NO_COLOR (no-color.org) wins over FORCE_COLOR (force-color.org); else a terminal has it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _can_encode(stream: TextIO) -> bool:
    try:
        _SIGNS.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
