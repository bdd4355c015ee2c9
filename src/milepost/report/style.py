"""How a report may look: whether it may use colour, what the stream can write, how wide it is.

A style is decided once, by the adapter that owns the stream (`interfaces/cli/stream.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from milepost.result.model import Status

# By the statuses' own words: what results are made of takes its time to load.
_SIGNS = {
    "passed": ("✓", "ok"),
    "failed": ("✗", "FAIL"),
    "error": ("!", "ERROR"),
    "blocked": ("■", "BLOCKED"),
    "manual": ("?", "manual"),
    "skipped": ("-", "skipped"),
}

_COLOURS = {
    "passed": "32",
    "failed": "1;31",
    "error": "1;31",
    "blocked": "33",
    "manual": "36",
    "skipped": "2",
}


class Style(msgspec.Struct, frozen=True):
    """What a report written to one stream may use."""

    colour: bool = False
    """Whether escape sequences for colour may be written."""
    unicode: bool = True
    """Whether the stream's encoding holds ticks and dashes; ASCII words stand in for them."""
    width: int = 100
    """Cells in a line."""

    def paint(self, text: str, sgr: str) -> str:
        """`text` in a colour, named by its SGR parameters (ECMA-48, 8.3.117), where allowed."""
        return f"\x1b[{sgr}m{text}\x1b[0m" if self.colour and text else text

    def bold(self, text: str) -> str:
        return self.paint(text, "1")

    def dim(self, text: str) -> str:
        return self.paint(text, "2")

    def red(self, text: str) -> str:
        return self.paint(text, "1;31")

    def green(self, text: str) -> str:
        return self.paint(text, "32")

    def yellow(self, text: str) -> str:
        return self.paint(text, "33")

    def cyan(self, text: str) -> str:
        return self.paint(text, "36")

    def sign(self, status: Status) -> str:
        """The mark of a status: a sign and, but for the commonest, its word as well."""
        sign, word = _SIGNS[status]
        return self.paint(sign if self.unicode else word, _COLOURS[status])

    @property
    def ellipsis(self) -> str:
        return "…" if self.unicode else "..."

    @property
    def dash(self) -> str:
        return "·" if self.unicode else "-"

    @property
    def arrow(self) -> str:
        return "→" if self.unicode else "->"
