"""`pwd`, `$HOME`: where the reader stands and lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "home"
NOTE = "the reader's home is another one: its path is not compared, nor one within it"

TELLS = re.compile(r"(?<![\w./-])pwd(?![\w./-])|\$\{?(?:HOME|PWD)\b")
IN_HOME = re.compile(
    r"(?<![\w./-])/(?:home|Users)(?:/[\w.-]+)+/?|(?<![\w./-])/root\b(?:/[\w.-]+)*/?"
)
"""A path of somebody's own."""
IS_HOME = re.compile(r"/(?:home|Users)/[^/]+|/root")
PATH = re.compile(r"(?<![\w./-])(?:/[\w.-]+)*/(?P<last>[\w.-]+)/?")


def is_of(command: str, shown: str, known: str) -> bool:  # noqa: ARG001
    """Whether a path in somebody's home is shown; `place` knows those that the guide makes."""
    return TELLS.search(command) is not None and IN_HOME.search(shown) is not None


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether all but the paths is the same."""
    return [PATH.sub("/", line) for line in wanted] == [PATH.sub("/", line) for line in got]
