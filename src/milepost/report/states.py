"""The sign and colour of each state, in a terminal and in a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.report.style import Style

SIGNS = {
    "done": ("✓", "32", "#1a7f37"),
    "overridden": ("!", "33", "#9a6700"),
    "failing": ("✗", "1;31", "#cf222e"),
    "tampered": ("✗", "1;31", "#cf222e"),
    "stale": ("~", "33", "#9a6700"),
    "unapproved": ("~", "33", "#9a6700"),
    "in progress": ("…", "36", "#0969da"),
    "ready": ("○", "1", "#0969da"),
    "locked": ("-", "2", "#59636e"),
}
"""Sign, SGR parameters and colour of each state; the words stand beside them."""
_ASCII = {"✓": "+", "✗": "x", "…": ".", "○": "o"}


def state_sign(state: str, style: Style) -> str:
    """A state's sign in its colour."""
    sign, sgr, _ = SIGNS[state]
    return style.paint(sign if style.unicode else _ASCII.get(sign, sign), sgr)
