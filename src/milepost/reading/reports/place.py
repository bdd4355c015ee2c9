"""`pwd` in a folder that the guide makes: somewhere in the reader's home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.reading.reports import home

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "place"
NOTE = "the reader works in another folder: of its path the last part is compared"


def is_of(command: str, shown: str, known: str) -> bool:
    """Whether the path of a folder in somebody's home is shown, whose name the guide names."""
    if not home.TELLS.search(command):
        return False
    paths = [path.rstrip("/") for path in home.IN_HOME.findall(shown)]
    last = [path.rpartition("/")[2] for path in paths if not home.IS_HOME.fullmatch(path)]
    return bool(last) and all(
        re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", known) for name in last
    )


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether all is the same where of a path the last part stands for it."""
    return [home.PATH.sub(r"/\g<last>", line) for line in wanted] == [
        home.PATH.sub(r"/\g<last>", line) for line in got
    ]
