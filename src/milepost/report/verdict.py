"""The exit status of a run and of leaving out steps; see `milepost.report.exit_status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.report.exit_status import ExitStatus, coverage_shortfall
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.result.model import RunResult
    from milepost.result.proof import ProveResult


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


def _statuses(result: RunResult) -> Iterator[Status]:
    yield result.status
    for milestone in result.milestones:
        yield milestone.status


def _vacuous(result: RunResult) -> Iterator[bool]:
    for milestone in result.milestones:
        for step in milestone.steps:
            for outcome in step.outcomes:
                yield outcome.vacuous is True
