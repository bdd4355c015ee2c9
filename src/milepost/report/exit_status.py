"""The exit status of every command: what they are, and that of a check.

130 if interrupted; else 1 if something failed, nothing was executed or a threshold was missed;
else 2 on an error, something blocked, unreadable input or wrong usage; else 0. Warnings never
change it; `--strict` makes them errors. Those of a run are in `milepost.report.verdict`, which
needs all that a run may result in.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from milepost.report.findings import Findings


class ExitStatus(IntEnum):
    """What a process of Milepost ends with."""

    OK = 0
    NOT_PASSED = 1
    COULD_NOT = 2
    INTERRUPTED = 130


def of_check(findings: Findings, *, unreadable: int = 0, strict: bool = False) -> ExitStatus:
    """Of what a check found; `unreadable` files are among the errors, one each."""
    count = findings.count()
    errors = count[Severity.ERROR] - unreadable
    if errors > 0 or (strict and count[Severity.WARNING]):
        return ExitStatus.NOT_PASSED
    return ExitStatus.COULD_NOT if unreadable else ExitStatus.OK


def coverage_shortfall(checked: int, outcomes: int, min_coverage: float | None) -> str | None:
    """In words, where fewer of the outcomes are checked than the per cent asked for."""
    if min_coverage is None or 100 * checked >= min_coverage * outcomes:
        return None
    return (
        f"{checked} of {outcomes} outcomes are checked ({100 * checked / outcomes:.0f} %), "
        f"less than the {min_coverage:g} % asked for"
    )
