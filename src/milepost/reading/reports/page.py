"""`man sed`: the page of the reader's release, of which its beginning is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "page"
NOTE = "the manual is that of the reader's machine: only how the page begins is compared"

_ASKS = re.compile(r"(?:man|info)(?: \d)? [\w.+-]+(?: *\|.*)?")


def is_of(command: str, shown: str, known: str) -> bool:  # noqa: ARG001
    """Whether several lines of a manual's page are shown."""
    return "\n" in shown.strip() and _ASKS.fullmatch(command) is not None


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether both begin with the same word."""
    return _first(wanted) == _first(got) != ""


def _first(lines: list[str]) -> str:
    return next((word for line in lines for word in line.split()), "")
