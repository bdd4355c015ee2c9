"""`sed --version`: whose version it is, and that of the reader's machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "version"
NOTE = "the version is that of the reader's machine: what it is the version of is compared"

_ASKS = re.compile(
    r"(?:[\w.+-]+/)*[\w.+-]+(?: [a-z]+)? (?:--version|-version|version|-V|-v)"
    r"(?: 2>&1)?(?: \| *head(?: -n *\d+| -\d+)?)?"
)
_VERSION = re.compile(r"v?\d+(?:\.\d+)+")


def is_of(command: str, shown: str, known: str) -> bool:
    """Whether a version is shown that nothing in the guide asks for; `known` is what is said."""
    version = _VERSION.search(shown.strip().split("\n")[0])
    if version is None or _ASKS.fullmatch(command) is None:
        return False
    number = version[0].lstrip("v")
    major, minor = number.split(".")[:2]
    asked = re.compile_now(
        rf"(?<![\w.]){re.escape(number)}(?!\w|\.\d)|(?<![\d.]){major}\.{minor}(?!\d)"
        rf"|(?:[@=~^> ]|\bv|\w-){major}(?:\.x|\+|\b(?!\.\d))"
    )
    return asked.search(known) is None


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether the same stands before the version in the first line of both."""
    before = _before(wanted)
    return before is not None and before == _before(got)


def _before(lines: list[str]) -> str | None:
    line = lines[0] if lines else ""
    found = _VERSION.search(line)
    return line[: found.start()].casefold() if found else None
