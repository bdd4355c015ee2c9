"""One milestone, from its prerequisites to its clean-up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.result.model import (
    BlockResult,
    Coverage,
    IssueMatch,
    IssueProof,
    ItemResult,
    MilestoneResult,
    PrerequisiteResult,
    Status,
    StepResult,
    TestingResult,
)
from milepost.run.again import StepAttempts
from milepost.run.judge import judge_item
from milepost.run.known_issues import match_issues
from milepost.run.no_replay import NoReplay
from milepost.run.objectives import ENDED, judge_objectives, leave_open
from milepost.run.prerequisites import probe_prerequisites
from milepost.run.proofs import prove_issues
from milepost.run.solutions import with_solutions
from milepost.run.step import AFTER_FAILURE, run_step, skipped_step
from milepost.run.testing import TestingAttempts, skipped_testing
from milepost.text.argument import as_argument

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.plan.model import MilestonePlan
    from milepost.run.replay import Replay
    from milepost.run.session import Session

NOT_BEGUN = "the milestone was not begun"

AFTER_LAST = "comes after step {}, the last one that was asked for"

HOW_IT_ENDED = {
    Status.FAILED: "failed",
    Status.ERROR: "could not be carried out",
    Status.BLOCKED: "is blocked itself",
    Status.SKIPPED: "had nothing to carry out",
    Status.MANUAL: "a person must judge",
    Status.PASSED: "passed",
}
"""How a milestone has ended, as it is told of another one that needs it."""

_BAD = (Status.ERROR, Status.FAILED, Status.BLOCKED)


def run_milestone(
    plan: MilestonePlan,
    session: Session,
    replay: Replay | NoReplay | None = None,
    *,
    needed: bool = False,
) -> MilestoneResult:
    """Carry a milestone out in its session's place. The session is left open.

    What `replay` recalls is not run again. `needed`: others start from what it leaves behind.
    Raises `CannotStart` where the place cannot be brought to what was recalled.
    """
    replay = replay or NoReplay(session)
    started = time.monotonic()
    prerequisites = probe_prerequisites(plan.prerequisites, session)
    unmet = [p for p in prerequisites if p.status is Status.BLOCKED]
    if unmet:
        return _blocked(plan, prerequisites, unmet, time.monotonic() - started)
    replay.look_up(prerequisites, needed=needed)
    tried: list[IssueMatch] = []
    steps = _run_steps(plan, session, replay, tried)
    if session.settings.on_stop is not None and session.settings.last_of(plan.path) is not None:
        replay.prepare()
        session.settings.on_stop(session, steps)
    last = session.settings.last_of(plan.path)
    cut = ends_early(plan, last)
    stopped = any(step.status in _BAD for step in steps) or cut
    testing = _run_testing(plan, session, replay, tried, stopped=stopped)
    stopped = stopped or _is_bad(testing)
    checklist = _judge_checklist(plan, session, replay, testing, stopped=stopped)
    proofs = _prove_issues(plan, session, replay, stopped=stopped)
    session.end_services()
    cleanup = _run_cleanup(plan, session, replay)
    status, reason = _verdict(plan, steps, testing, checklist, proofs, cleanup)
    if cut and status is Status.PASSED:
        objectives = leave_open(plan.objectives, ENDED.format(last))
    else:
        objectives = judge_objectives(plan, (status, reason), steps, testing, checklist)
    return MilestoneResult(
        path=plan.path,
        number=plan.number,
        name=plan.name,
        status=status,
        reason=reason,
        seconds=time.monotonic() - started,
        steps=tuple(steps),
        testing=testing,
        cleanup=cleanup,
        known_issues=_known_issues(plan, steps, testing, cleanup, tried),
        issue_proofs=proofs,
        checklist=tuple(checklist),
        prerequisites=prerequisites,
        coverage=_coverage(plan),
        objectives=objectives,
    )


def blocked_milestone(plan: MilestonePlan, status: Status, reason: str) -> MilestoneResult:
    """A milestone that was not begun."""
    return MilestoneResult(
        path=plan.path,
        number=plan.number,
        name=plan.name,
        status=status,
        reason=reason,
        steps=tuple(skipped_step(step, NOT_BEGUN) for step in plan.steps),
        testing=skipped_testing(plan.testing, NOT_BEGUN) if plan.testing else None,
        coverage=_coverage(plan),
        objectives=judge_objectives(plan, (status, reason), (), None, ()),
    )


def _coverage(plan: MilestonePlan) -> Coverage:
    checked, outcomes = plan.coverage
    return Coverage(outcomes=outcomes, checked=checked)


def _blocked(
    plan: MilestonePlan,
    prerequisites: tuple[PrerequisiteResult, ...],
    unmet: Sequence[PrerequisiteResult],
    seconds: float,
) -> MilestoneResult:
    reason = "needs " + "; ".join(f"{p.text} ({p.reason})" for p in unmet)
    result = blocked_milestone(plan, Status.BLOCKED, reason)
    return replace(result, prerequisites=prerequisites, seconds=seconds)


def _run_steps(
    plan: MilestonePlan, session: Session, replay: Replay | NoReplay, tried: list[IssueMatch]
) -> list[StepResult]:
    """The steps in order; after a bad one the rest is skipped, unless told to keep going."""
    results: list[StepResult] = []
    settings = session.settings
    last = settings.last_of(plan.path)
    for step in plan.steps:
        if any(done.status in _BAD for done in results) and not settings.keep_going:
            replay.skip()
            results.append(skipped_step(step, AFTER_FAILURE))
            continue
        if last is not None and step.number > last:
            replay.skip()
            results.append(skipped_step(step, AFTER_LAST.format(last)))
            continue
        session.observer.step_started(session.path, step.number, step.name, step.line)
        result = replay.recall_step()
        if result is None:
            replay.prepare()
            count = len(tried)
            attempts = StepAttempts(step, session)
            result = with_solutions(attempts, step.number, plan.issues, session, tried)
            if len(tried) > count:
                replay.skip()  # a solution has been at work besides the step
            else:
                replay.keep(result=result)
            if result.status in _BAD and settings.keep_going and settings.goes_back:
                if any(block.status in _BAD for block in result.blocks):
                    replay.go_back()
                else:
                    replay.stay()
        session.observer.step_finished(session.path, result)
        results.append(result)
    return results


def ends_early(plan: MilestonePlan, last: int | None) -> bool:
    """Whether the user asked for the first steps alone."""
    return last is not None and any(step.number > last for step in plan.steps)


def _why_not(session: Session) -> str:
    """Why what comes after the steps is skipped."""
    last = session.settings.last_of(session.path)
    return AFTER_FAILURE if last is None else AFTER_LAST.format(last)


def _run_testing(
    plan: MilestonePlan,
    session: Session,
    replay: Replay | NoReplay,
    tried: list[IssueMatch],
    *,
    stopped: bool,
) -> TestingResult | None:
    if plan.testing is None:
        return None
    if stopped and (
        ends_early(plan, session.settings.last_of(plan.path)) or not session.settings.keep_going
    ):
        replay.skip()
        return skipped_testing(plan.testing, _why_not(session))
    session.observer.step_started(session.path, 0, plan.testing.name, plan.testing.line)
    result = replay.recall_testing()
    if result is None:
        replay.prepare()
        count = len(tried)
        attempts = TestingAttempts(plan.testing, session)
        result = with_solutions(attempts, None, plan.issues, session, tried)
        if len(tried) > count:
            replay.skip()
        else:
            replay.keep(testing=result)
    return result


def _judge_checklist(
    plan: MilestonePlan,
    session: Session,
    replay: Replay | NoReplay,
    testing: TestingResult | None,
    *,
    stopped: bool,
) -> Sequence[ItemResult]:
    if not plan.checklist:
        return ()
    if stopped and (
        ends_early(plan, session.settings.last_of(plan.path)) or not session.settings.keep_going
    ):
        replay.skip()
        return [
            ItemResult(
                line=item.line,
                text=item.item.item.text,
                status=Status.SKIPPED,
                reason=_why_not(session),
            )
            for item in plan.checklist
        ]
    recalled = replay.recall_checklist()
    if recalled is not None:
        return recalled
    replay.prepare()
    results = [judge_item(item, session, testing) for item in plan.checklist]
    replay.keep(items=results)
    return results


def _run_cleanup(
    plan: MilestonePlan, session: Session, replay: Replay | NoReplay
) -> StepResult | None:
    """Carried out last, even after a failure."""
    if plan.cleanup is None:
        return None
    session.observer.step_started(session.path, 0, plan.cleanup.name, plan.cleanup.line)
    result = replay.recall_step()
    if result is None:
        replay.prepare()
        result = run_step(plan.cleanup, session)
        replay.keep(result=result)
    return result


def _prove_issues(
    plan: MilestonePlan, session: Session, replay: Replay | NoReplay, *, stopped: bool
) -> tuple[IssueProof, ...]:
    if any(issue.reproduce is not None for issue in plan.issues):
        replay.prepare()
    return prove_issues(plan.issues, session, stopped=stopped)


def _verdict(
    plan: MilestonePlan,
    steps: Sequence[StepResult],
    testing: TestingResult | None,
    checklist: Iterable[ItemResult],
    proofs: Iterable[IssueProof],
    cleanup: StepResult | None,
) -> tuple[Status, str | None]:
    """The milestone's status and, where it is not passed, the first thing that decided it."""
    parts: list[tuple[str, Status, str | None]] = [
        (f"step {step.number} (line {step.line})", step.status, step.reason) for step in steps
    ]
    if testing is not None:
        parts.append((f"testing (line {testing.line})", testing.status, testing.reason))
    parts += [(f"checklist item (line {i.line})", i.status, i.text) for i in checklist]
    parts += [(f"known issue (line {p.line})", p.status, p.reason) for p in proofs]
    if cleanup is not None:
        parts.append((f"clean-up (line {cleanup.line})", cleanup.status, cleanup.reason))
    for status in _BAD:
        for name, found, reason in parts:
            if found is status:
                return status, f"{name}: {reason}" if reason else name
    if not any(block.status is Status.PASSED for block in _executed(steps, testing, cleanup)):
        return Status.SKIPPED, _nothing(plan)
    return Status.PASSED, None


def _nothing(plan: MilestonePlan) -> str:
    """Why nothing was carried out, and what to do about it."""
    path = as_argument(plan.path)
    if not plan.steps and plan.testing is None:
        return f"it has no steps and no tests; `milepost check {path}` shows where they belong"
    return f"no block was carried out; `milepost explain {path}` shows how each is read"


def _executed(
    steps: Iterable[StepResult], testing: TestingResult | None, cleanup: StepResult | None
) -> Iterable[BlockResult]:
    for part in (*steps, testing, cleanup):
        if part is not None:
            yield from part.blocks


def _known_issues(
    plan: MilestonePlan,
    steps: Iterable[StepResult],
    testing: TestingResult | None,
    cleanup: StepResult | None,
    tried: Iterable[IssueMatch],
) -> tuple[IssueMatch, ...]:
    """What matches each failure, best first; what was tried stands with its verdict."""
    by_place = {(issue.step, issue.line): issue for issue in tried}
    found: list[IssueMatch] = [issue for issue in by_place.values() if issue.solved]
    for step in steps:
        if step.status is Status.FAILED:
            found.extend(match_issues(plan.issues, step.number, step.blocks, step.outcomes))
    for part in (testing, cleanup):
        if part is not None and part.status is Status.FAILED:
            found.extend(match_issues(plan.issues, None, part.blocks, part.outcomes))
    matched = {(issue.step, issue.line) for issue in found}
    # One that was tried is told of, also where the step has got past what it is for.
    found = [issue for place, issue in by_place.items() if place not in matched] + found
    return tuple(by_place.get((issue.step, issue.line), issue) for issue in found)


def _is_bad(testing: TestingResult | None) -> bool:
    return testing is not None and testing.status in _BAD
