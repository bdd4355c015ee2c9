"""One milestone, from its prerequisites to its clean-up."""

from __future__ import annotations

import time
from functools import partial
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
from milepost.run.judge import judge_item
from milepost.run.known_issues import match_issues
from milepost.run.objectives import judge_objectives
from milepost.run.prerequisites import probe_prerequisites
from milepost.run.proofs import prove_issues
from milepost.run.solutions import with_solutions
from milepost.run.step import AFTER_FAILURE, run_step, skipped_step
from milepost.run.testing import run_testing, skipped_testing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.plan.model import MilestonePlan
    from milepost.run.session import Session

NOT_BEGUN = "the milestone was not begun"

_BAD = (Status.ERROR, Status.FAILED, Status.BLOCKED)


def run_milestone(plan: MilestonePlan, session: Session) -> MilestoneResult:
    """Carry a milestone out in its session's place. The session is left open."""
    started = time.monotonic()
    prerequisites = probe_prerequisites(plan.prerequisites, session)
    unmet = [p for p in prerequisites if p.status is Status.BLOCKED]
    if unmet:
        return _blocked(plan, prerequisites, unmet, time.monotonic() - started)
    tried: list[IssueMatch] = []
    steps = _run_steps(plan, session, tried)
    stopped = any(step.status in _BAD for step in steps)
    testing = _run_testing(plan, session, tried, stopped=stopped)
    stopped = stopped or _is_bad(testing)
    checklist = _judge_checklist(plan, session, stopped=stopped)
    proofs = prove_issues(plan.issues, session, stopped=stopped)
    session.end_services()
    cleanup = _run_cleanup(plan, session)
    status, reason = _verdict(steps, testing, checklist, proofs, cleanup)
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
        objectives=judge_objectives(plan.objectives, (status, reason), steps, testing, checklist),
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
        objectives=judge_objectives(plan.objectives, (status, reason), (), None, ()),
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


def _run_steps(plan: MilestonePlan, session: Session, tried: list[IssueMatch]) -> list[StepResult]:
    """The steps in order; after a bad one the rest is skipped, unless told to keep going."""
    results: list[StepResult] = []
    for step in plan.steps:
        if any(done.status in _BAD for done in results) and not session.settings.keep_going:
            results.append(skipped_step(step, AFTER_FAILURE))
            continue
        session.observer.step_started(session.path, step.number, step.name, step.line)
        attempt = partial(run_step, step, session)
        result = with_solutions(attempt, step.number, plan.issues, session, tried)
        session.observer.step_finished(session.path, result)
        results.append(result)
    return results


def _run_testing(
    plan: MilestonePlan, session: Session, tried: list[IssueMatch], *, stopped: bool
) -> TestingResult | None:
    if plan.testing is None:
        return None
    if stopped and not session.settings.keep_going:
        return skipped_testing(plan.testing, AFTER_FAILURE)
    session.observer.step_started(session.path, 0, plan.testing.name, plan.testing.line)
    attempt = partial(run_testing, plan.testing, session)
    return with_solutions(attempt, None, plan.issues, session, tried)


def _judge_checklist(plan: MilestonePlan, session: Session, *, stopped: bool) -> list[ItemResult]:
    if not stopped or session.settings.keep_going:
        return [judge_item(item, session) for item in plan.checklist]
    return [
        ItemResult(
            line=item.line, text=item.item.item.text, status=Status.SKIPPED, reason=AFTER_FAILURE
        )
        for item in plan.checklist
    ]


def _run_cleanup(plan: MilestonePlan, session: Session) -> StepResult | None:
    """Carried out last, even after a failure."""
    if plan.cleanup is None:
        return None
    session.observer.step_started(session.path, 0, plan.cleanup.name, plan.cleanup.line)
    return run_step(plan.cleanup, session)


def _verdict(
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
        return Status.SKIPPED, "no block was carried out"
    return Status.PASSED, None


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
    return tuple(by_place.get((issue.step, issue.line), issue) for issue in found)


def _is_bad(testing: TestingResult | None) -> bool:
    return testing is not None and testing.status in _BAD
