"""The reports that are known, and which of them a command prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.reports import (
    branch,
    clock,
    home,
    names,
    order,
    page,
    place,
    times,
    version,
)
from milepost.reading.shell_words import code_lines, without_quotes
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode


class Report(Protocol):
    """One kind of report: what prints it, and what of it is the same on every machine."""

    MODE: Mode
    NOTE: str

    def is_of(self, command: str, shown: str, known: str) -> bool:
        """Whether a command prints it; `known` is what the guide says and runs before."""
        ...

    def same(self, wanted: list[str], got: list[str]) -> bool:
        """Whether lines that are shown and lines that were seen tell the same."""
        ...


REPORTS: tuple[Report, ...] = (
    branch, names, order, page, times, version, clock, place, home,
)  # fmt: skip
"""In order: the first that a command prints counts."""

_BY_MODE = {report.MODE: report for report in REPORTS}
_SILENT = re.compile(r"(?:cd|mkdir|touch|export|unset|rm|cp|mv|chmod)\b[^|&;]*")


def report_of(code: str, shown: str, known: str) -> Report | None:
    """The report that code prints, where one command of it does and nothing else prints.

    `known` is what the guide says and runs before it.
    """
    bare = without_quotes(code)
    parts = [
        part
        for _, line in code_lines(bare)
        for part in re.split(r" *(?:&&|;) *", re.sub(r"\s#.*", "", line).strip())
        if part
    ]
    printing = [part for part in parts if not _SILENT.fullmatch(part)]
    if len(printing) != 1:
        return None
    command = code.strip() if printing[0] == bare.strip() else printing[0]
    known = "\n".join([known, *(part for part in parts if part != printing[0])])
    return next((one for one in REPORTS if one.is_of(command, shown, known)), None)


def same_report(mode: Mode, wanted: list[str], got: list[str]) -> bool:
    """Whether two texts tell the same as a report; false where the mode is none."""
    report = _BY_MODE.get(mode)
    return report is not None and report.same(wanted, got)
