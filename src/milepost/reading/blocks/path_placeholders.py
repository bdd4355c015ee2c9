"""Paths such as `/path/to/project`, which stand for the reader's own.

Only where a command uses one: what prints a path, cuts it up or quotes it shows how paths look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGN = "/path/to/"
"""What every such path has in it."""

PATH = re.compile(r"(?<![\w./~$}:-])/path/to(?:/[\w.-]*[\w-])+")
"""One such path, without a slash at its end."""

_PARTS = re.compile(r"&&|\|\||[;|&(]|\bdo\b|\bthen\b")
"""What a further command begins after, on the same line."""
_SHOWS = frozenset(
    {
        "[",
        "[[",
        "alias",
        "awk",
        "basename",
        "dirname",
        "echo",
        "expr",
        "grep",
        "printf",
        "sed",
        "test",
    }
)
"""Commands for which a path can be mere text."""


def used_paths(code: str) -> Iterator[re.Match[str]]:
    """Where commands use such paths."""
    for found in PATH.finditer(code):
        line = code[code.rfind("\n", 0, found.start()) + 1 : found.start()]
        if line.count('"') % 2 or line.count("'") % 2:
            continue
        words = _PARTS.split(line)[-1].split()
        if words and words[0] not in _SHOWS and not words[0].startswith("#"):
            yield found
