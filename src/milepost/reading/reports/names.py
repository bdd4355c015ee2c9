"""`ls`: columns on a terminal, a line for each file elsewhere; the names are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "names"
NOTE = "the names that `ls` prints are compared, not its columns"

_LISTS = re.compile(
    r"ls(?: -[aAFphC]+| --(?:all|almost-all|classify|color(?:=\w+)?))*(?: [\w./~-]+)?"
)
_COLUMNS = re.compile(r"\S(?:\t| )+\S")
_NO_NAMES = re.compile(r"^(?:ls: |total \d+$|[-dlbcps][-rwxsStT]{9})", re.MULTILINE)


def is_of(command: str, shown: str, known: str) -> bool:  # noqa: ARG001
    """Whether what is shown are the columns of `ls`."""
    plain = _LISTS.fullmatch(command) is not None
    return plain and bool(_COLUMNS.search(shown)) and not _NO_NAMES.search(shown)


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether both are the same names, in whatever order a language sorts them."""
    return _names(wanted) == _names(got)


def _names(lines: list[str]) -> list[str]:
    return sorted(name.strip("'\"") for line in lines for name in line.split())
