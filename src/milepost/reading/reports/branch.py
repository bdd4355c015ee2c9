"""`git status` in a repository that was just made: a reader's setting names its first branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "branch"
NOTE = "`main` and `master` count as equal: a reader's own setting names the first branch"

_ASKS = re.compile(r"git (?:status|branch|log|commit|init)\b[^|]*")
_FIRST = re.compile(r"(?<![\w/-])(?:main|master)(?![\w/-])")


def is_of(command: str, shown: str, known: str) -> bool:
    """Whether the first branch is shown, and no command before has named it or fetched it."""
    if _ASKS.fullmatch(command) is None or not _FIRST.search(shown):
        return False
    return "git init" in known and not _FIRST.search(known) and "git clone" not in known


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether all but the name of the first branch is the same."""
    return [_FIRST.sub("main", line) for line in wanted] == [
        _FIRST.sub("main", line) for line in got
    ]
