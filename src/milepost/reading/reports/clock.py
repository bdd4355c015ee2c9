"""`date`: what day and time it is for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.masks import mask
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "clock"
NOTE = "the day and the time are the reader's: only what stands beside them is compared"

_ASKS = re.compile(r"(?<![\w.-])date(?![\w.-])")
_OF_ANOTHER_TIME = re.compile(
    r"(?<![\w.-])date\b[^|;)`]* (?:-[dr]|--date|--reference)|@\d|\btouch\b"
)
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def is_of(command: str, shown: str, known: str) -> bool:  # noqa: ARG001
    """Whether `date` tells the time of its run, and it is shown."""
    if not _ASKS.search(command) or _OF_ANOTHER_TIME.search(command):
        return False
    return any(_masked(line) != line for line in shown.split("\n"))


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether all but days and times is the same."""
    return [*map(_masked, wanted)] == [*map(_masked, got)]


def _masked(line: str) -> str:
    line = mask(_DAY.sub("<date>", line), ("date", "time"))
    return re.sub(r"<date>(?: <date>)*", "<date>", line)
