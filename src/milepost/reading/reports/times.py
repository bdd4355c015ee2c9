"""`time`: how long a command took on the reader's machine, under what it printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

MODE: Mode = "times"
NOTE = "how long it takes is that of the reader's machine, and is not compared"

_TIME = re.compile(r"(?:real|user|sys)\s+\d+m\d+[.,]\d+s")


def is_of(command: str, shown: str, known: str) -> bool:  # noqa: ARG001
    """Whether the times of bash's own `time` are shown."""
    return command.startswith("time ") and any(map(_TIME.fullmatch, shown.split("\n")))


def same(wanted: list[str], got: list[str]) -> bool:
    """Whether all but the times is the same, and there are times."""
    return _rest(wanted) == _rest(got) and any(map(_TIME.fullmatch, got))


def _rest(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip() and not _TIME.fullmatch(line)]
