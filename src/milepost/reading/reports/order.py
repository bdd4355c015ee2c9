"""`find`, `grep -r`: files in the order in which the file system has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.shell_words import without_quotes
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "order"
NOTE = "files are found in the order of the reader's file system: lines are compared in any order"

_FINDS = re.compile(r"(?:[ef]?grep\b[^|]* (?:-\w*[rR]\w*|--recursive)\b|(?:find|rg|fd)\b)")
_ORDERS = re.compile(r"\| *(?:sort|head|tail|nl|wc|cat -n|awk|sed)\b| --sort\b")


def is_of(command: str, shown: str, known: str) -> bool:  # noqa: ARG001
    """Whether a search through folders prints several lines, and nothing puts them in order."""
    plain = without_quotes(command)
    several = "\n" in shown or "^@" in shown
    return several and _FINDS.match(plain) is not None and not _ORDERS.search(plain)


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether both are the same lines, or the same names parted by NUL (`^@` for `cat -A`)."""
    return _parts(wanted) == _parts(got)


def _parts(lines: list[str]) -> list[str]:
    return sorted(part for line in lines for part in re.split(r"\0|\^@", line))
