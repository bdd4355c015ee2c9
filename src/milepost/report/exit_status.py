"""The exit status of every command, in one place.

130 if interrupted; else 1 if something failed, nothing was executed or a threshold was missed;
else 2 on an error, something blocked, unreadable input or wrong usage; else 0. Warnings never
change it; `--strict` makes them errors.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.result.model import Status
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.findings import Findings
    from milepost.result.model import RunResult
    from milepost.result.proof import ProveResult


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


def judged(
    result: RunResult, *, min_coverage: float | None = None, strict: bool = False
) -> RunResult:
    """A run with the thresholds that it missed: with one it has failed, if it would have passed."""
    missed = tuple(shortfalls(result, min_coverage=min_coverage, strict=strict))
    status = Status.FAILED if missed and result.status is Status.PASSED else result.status
    return replace(result, shortfalls=missed, status=status)


def of_run(result: RunResult) -> ExitStatus:
    """Of a run, its thresholds judged."""
    statuses = set(_statuses(result))
    if Status.FAILED in statuses or result.shortfalls:
        return ExitStatus.NOT_PASSED
    if statuses & {Status.ERROR, Status.BLOCKED}:
        return ExitStatus.COULD_NOT
    return ExitStatus.OK if Status.PASSED in statuses else ExitStatus.NOT_PASSED


def of_prove(result: ProveResult, *, min_score: float | None = None) -> ExitStatus:
    """Of leaving out steps; `min_score` is in percent of the steps that were left out."""
    score = result.score
    missed = min_score is not None and 100 * score.noticed < min_score * score.dropped
    if result.status is Status.FAILED or missed:
        return ExitStatus.NOT_PASSED
    if result.status in (Status.ERROR, Status.BLOCKED):
        return ExitStatus.COULD_NOT
    return ExitStatus.OK if score.dropped else ExitStatus.NOT_PASSED


def shortfalls(result: RunResult, *, min_coverage: float | None, strict: bool) -> Iterator[str]:
    """What was asked of a run besides passing and was not reached, a sentence each.

    A run without outcomes has nothing to cover.
    """
    short = coverage_shortfall(result.coverage.checked, result.coverage.outcomes, min_coverage)
    if short is not None:
        yield short
    vacuous = sum(_vacuous(result))
    if strict and vacuous:
        yield f"{vacuous} of the outcomes held before their step: --strict makes that an error"


def coverage_shortfall(checked: int, outcomes: int, min_coverage: float | None) -> str | None:
    """In words, where fewer of the outcomes are checked than the per cent asked for."""
    if min_coverage is None or 100 * checked >= min_coverage * outcomes:
        return None
    return (
        f"{checked} of {outcomes} outcomes are checked ({100 * checked / outcomes:.0f} %), "
        f"less than the {min_coverage:g} % asked for"
    )


def _statuses(result: RunResult) -> Iterator[Status]:
    yield result.status
    for milestone in result.milestones:
        yield milestone.status


def _vacuous(result: RunResult) -> Iterator[bool]:
    for milestone in result.milestones:
        for step in milestone.steps:
            for outcome in step.outcomes:
                yield outcome.vacuous is True
