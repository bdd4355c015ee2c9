"""A milestone verified: its checks asked in the reader's own workspace, its steps left alone."""

from __future__ import annotations

import posixpath
import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.milestone import check as checks
from milepost.plan.model import Perform
from milepost.result.model import (
    CheckResult,
    ItemResult,
    MilestoneResult,
    OutcomeResult,
    Status,
    StepResult,
    TestingResult,
)
from milepost.run.blocks.base import skipped
from milepost.run.folders import follow, stand_after
from milepost.run.judge import carry_out, judge_tests
from milepost.run.known_issues import match_issues
from milepost.run.links import linked_outside
from milepost.run.prerequisites import probe_prerequisites
from milepost.run.reader import Reader
from milepost.run.tested_copy import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from milepost.milestone.check import Check
    from milepost.plan.model import ItemPlan, Judge, MilestonePlan, StepPlan
    from milepost.run.folders import Stand
    from milepost.run.session import Session
    from milepost.run.tested_copy import TestedCopy

NEEDS_RUN = "needs run: it is about what a step prints"
_NOT_CARRIED_OUT = "verify looks at what is there and carries no step out"
PATIENCE = 0.5
"""Seconds for which a check is asked again: nothing is being started that had to be waited for."""
_COUNTS = (checks.PathCount, checks.TableRows, checks.RowExists)
"""Checks of what nearly every later command may add to."""

_BAD = (Status.FAILED, Status.ERROR, Status.BLOCKED)


def verify_milestone(
    plan: MilestonePlan,
    session: Session,
    copy: TestedCopy,
    meanwhile: Callable[[], None] = lambda: None,
) -> MilestoneResult:
    """Ask every check that can be asked without a run, and run the tests in a copy.

    `meanwhile` is called before the tests, which take longest: it may begin what goes on beside
    them. Blocks of steps are not carried out; what only they would show is `skipped`. Raises
    CannotStart.
    """
    started = time.monotonic()
    prerequisites = probe_prerequisites(plan.prerequisites, session)
    reader = Reader(session)
    asked: list[tuple[Check, str]] = []
    steps = _steps(plan, reader, asked)
    testing = None
    if plan.testing is not None:
        session.observer.step_started(session.path, 0, plan.testing.name, plan.testing.line)
        testing = copy.test(plan.testing, meanwhile)
    stand = stand_after((*plan.steps, *([plan.testing] if plan.testing else [])))
    checklist = tuple(_item(item, stand, reader, testing) for item in plan.checklist)
    asked += [(check, stand.folder.path) for one in plan.checklist for check in one.item.checks]
    parts = [*prerequisites, *(o for s in steps for o in s.outcomes), *checklist]
    status, reason = _verdict([*parts, *([testing] if testing else [])])
    failed_tests = [testing] if testing is not None and testing.status in _BAD else []
    return MilestoneResult(
        path=plan.path,
        number=plan.number,
        name=plan.name,
        status=status,
        reason=reason,
        seconds=time.monotonic() - started,
        steps=steps,
        testing=testing,
        known_issues=tuple(
            match
            for number, blocks, outcomes in (
                *((step.number, (), step.outcomes) for step in steps),
                *((None, part.blocks, part.outcomes) for part in failed_tests),
            )
            for match in match_issues(plan.issues, number, blocks, outcomes)
        ),
        checklist=checklist,
        prerequisites=prerequisites,
        doubts=(*linked_outside(asked, plan, session), *copy.doubts),
    )


def _verdict(
    results: Sequence[TestingResult | OutcomeResult | ItemResult | object],
) -> tuple[Status, str | None]:
    """Failed where anything is; passed where something was checked and nothing speaks against."""
    statuses = [status for result in results if (status := getattr(result, "status", None))]
    for status in _BAD:
        if status in statuses:
            return status, None
    asked = [r for r in results if isinstance(r, (OutcomeResult, ItemResult, TestingResult))]
    if any(result.status is Status.PASSED for result in asked):
        return Status.PASSED, None
    return Status.MANUAL, "nothing in it can be verified by a machine"


def _steps(
    plan: MilestonePlan, reader: Reader, asked: list[tuple[Check, str]]
) -> tuple[StepResult, ...]:
    """Ask what steps should have made; each check is added to `asked` with its folder."""
    session = reader.session
    places = list(follow(plan.steps))
    results: list[StepResult] = []
    for step in plan.steps:
        session.observer.step_started(session.path, step.number, step.name, step.line)
        outcomes: list[OutcomeResult] = []
        for index, (owner, action, stand) in enumerate(places):
            if owner is step and not isinstance(action, Perform):
                superseded = _superseded(action, stand.folder.path, places[index + 1 :])
                result = _outcome(action, stand, reader, superseded)
                asked += [(check, stand.folder.path) for check in action.outcome.checks]
                session.observer.outcome_checked(session.path, result)
                outcomes.append(result)
        results.append(_step(step, tuple(outcomes)))
        session.observer.step_finished(session.path, results[-1])
    return tuple(results)


def _step(step: StepPlan, outcomes: tuple[OutcomeResult, ...]) -> StepResult:
    statuses = {outcome.status for outcome in outcomes}
    found = (*_BAD, Status.PASSED, Status.MANUAL)
    status = next((one for one in found if one in statuses), Status.SKIPPED)
    reason = None
    if status in _BAD:
        worst = next(outcome for outcome in outcomes if outcome.status is status)
        reason = f"outcome at line {worst.line}: {worst.reason or 'does not hold'}"
    elif status is Status.SKIPPED:
        reason = outcomes[0].reason if outcomes else "nothing in it that can be verified"
    return StepResult(
        line=step.line,
        status=status,
        reason=reason,
        number=step.number,
        name=step.name,
        blocks=tuple(skipped(action, _NOT_CARRIED_OUT) for action in step.performs),
        outcomes=outcomes,
    )


def _outcome(judge: Judge, stand: Stand, reader: Reader, superseded: int | None) -> OutcomeResult:
    outcome = judge.outcome
    results: tuple[CheckResult, ...] = ()
    if outcome.checks and superseded is None:
        results = tuple(_ask(check, stand, reader) for check in outcome.checks)
    status, reason = _together(results)
    if not outcome.checks:
        reason = outcome.why or "a person must decide"
    elif superseded is not None:
        status, reason = Status.SKIPPED, f"needs run: step {superseded} changes it again"
    return OutcomeResult(
        line=judge.line,
        text=outcome.text,
        status=status,
        reason=reason,
        implied=outcome.implied,
        checks=results,
    )


def _item(
    plan: ItemPlan, stand: Stand, reader: Reader, testing: TestingResult | None
) -> ItemResult:
    results = tuple(
        judge_tests(check, testing)
        if isinstance(check, checks.TestsPass)
        else _ask(check, stand, reader)
        for check in plan.item.checks
    )
    status, reason = _together(results)
    if not results:
        reason = plan.item.why or "a person must sign it off"
    return ItemResult(
        line=plan.line, text=plan.item.item.text, status=status, reason=reason, checks=results
    )


def _ask(check: Check, stand: Stand, reader: Reader) -> CheckResult:
    if check.about in ("output", "terminal"):
        return CheckResult(reads_as=check.reads_as, status=Status.SKIPPED, reason=NEEDS_RUN)
    is_there = reader.stand(stand)
    if check.about == "network":
        return carry_out(check, reader.session, PATIENCE)
    if is_there:
        result = carry_out(check, reader.session, PATIENCE)
    else:
        result = _without_folder(check, f"the folder `{stand.folder.path}` is not there")
    note = reader.note(stand, of_programs=check.about != "file")
    reasons = [result.reason, note]
    return replace(result, reason="; ".join(filter(None, reasons)) or None)


def _without_folder(check: Check, lack: str) -> CheckResult:
    if check.about != "file":
        return CheckResult(reads_as=check.reads_as, status=Status.FAILED, reason=lack)
    absent = isinstance(check, checks.PathExists) and check.negated
    status = Status.PASSED if absent else Status.FAILED
    return CheckResult(reads_as=check.reads_as, status=status, seen=lack)


def _together(results: Iterable[CheckResult]) -> tuple[Status, str | None]:
    statuses = {result.status for result in results}
    if not statuses:
        return Status.MANUAL, None
    for status in (Status.FAILED, Status.ERROR, Status.BLOCKED, Status.PASSED):
        if status in statuses:
            return status, None
    return Status.SKIPPED, NEEDS_RUN


def _superseded(
    judge: Judge, folder: str, later: Iterable[tuple[StepPlan, Judge | Perform, Stand]]
) -> int | None:
    """The step that changes again what an outcome says of a file; None where none does."""
    paths = {
        posixpath.normpath(posixpath.join(folder, path))
        for check in judge.outcome.checks
        if (path := _path_of(check)) is not None
    }
    counts = any(isinstance(check, _COUNTS) for check in judge.outcome.checks)
    for step, action, there in later if paths or counts else ():
        if isinstance(action, Perform) and action.block.executed:
            if counts:
                return step.number
            changed = set(_changed(action, there.folder.path, paths))
            if changed:
                return step.number
    return None


def _path_of(check: Check) -> str | None:
    return getattr(check, "path", None) if check.about == "file" else None


def _changed(action: Perform, folder: str, paths: set[str]) -> Iterator[str]:
    block = action.block
    if block.path is not None:
        path = posixpath.normpath(posixpath.join(folder, block.path))
        if path in paths:
            yield path
    for command in block.commands:
        yield from (path for path in paths if changes(command.text, path))
