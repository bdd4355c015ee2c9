"""One step: its blocks in order, each outcome where the guide states it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

import msgspec

from milepost.plan.model import Judge, Perform
from milepost.process.errors import CannotStart
from milepost.reading.base import NOTHING_LEFT
from milepost.result.model import BlockResult, OutcomeResult, Status, StepResult
from milepost.run.blocks.base import block_result, skipped
from milepost.run.blocks.registry import carrier
from milepost.run.drift import accept_fence
from milepost.run.judge import held_before, judge_outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.plan.model import StepPlan
    from milepost.result.model import CommandResult
    from milepost.run.session import Session

AFTER_FAILURE = "comes after a failure"

WORST_FIRST = (Status.ERROR, Status.FAILED, Status.BLOCKED)


class Attempt(Protocol):
    """Attends to a step's actions, each when its turn comes."""

    def block(self, action: Perform, *, failed: bool) -> BlockResult:
        """What became of a block; `failed`: something before it has failed."""
        ...

    def outcome(self, action: Judge) -> OutcomeResult:
        """What became of an outcome."""
        ...


class Stand(msgspec.Struct, frozen=True):
    """Where a session stood before a block."""

    terminal: str
    cwd: str | None
    """None where that terminal was not open yet."""
    services: int

    @classmethod
    def of(cls, session: Session) -> Stand:
        terminal = session.terminals.get(session.current)
        cwd = terminal.cwd if terminal else None
        return cls(session.current, cwd, len(session.services))


class FirstAttempt:
    """Carries everything out; what came of it, and where it began, is kept by index."""

    def __init__(self, plan: StepPlan, session: Session, *, testing: bool = False) -> None:
        self.plan = plan
        self.session = session
        self.testing = testing
        self.began: dict[int, Stand] = {}
        self.blocks: dict[int, BlockResult] = {}
        self.outcomes: dict[int, OutcomeResult] = {}
        session.begin_step(tuple(c for judge in plan.judges for c in judge.outcome.checks))
        self._before = {
            id(judge): held_before(judge.outcome.checks, session) for judge in plan.judges
        }

    def block(self, action: Perform, *, failed: bool) -> BlockResult:
        """Carry a block out, or say why not."""
        self.began[action.index] = Stand.of(self.session)
        result = perform(action, self.session, testing=self.testing, failed=failed)
        self.blocks[action.index] = result
        return result

    def outcome(self, action: Judge) -> OutcomeResult:
        """Judge an outcome, as things stand."""
        session = self.session
        result = judge_outcome(action, session, vacuous=self._before[id(action)])
        result = accept_fence(action, self.plan, result, session)
        session.observer.outcome_checked(session.path, result)
        self.outcomes[id(action)] = result
        return result


def run_step(plan: StepPlan, session: Session, *, testing: bool = False) -> StepResult:
    """Carry a step out. After a failure its remaining blocks and outcomes are skipped."""
    started = time.monotonic()
    return go_through(plan, FirstAttempt(plan, session, testing=testing), started)


def go_through(plan: StepPlan, attempt: Attempt, started: float) -> StepResult:
    """The result of a step's actions in order; it began at `started` of the monotonic clock."""
    blocks: list[BlockResult] = []
    outcomes: list[OutcomeResult] = []
    stopped = block_failed = outcome_failed = False
    for action in plan.actions:
        if isinstance(action, Perform):
            stopped = stopped or block_failed or outcome_failed
            block = attempt.block(action, failed=stopped)
            block_failed = block_failed or block.status in WORST_FIRST
            blocks.append(block)
        elif stopped or block_failed:
            outcomes.append(_not_judged(action))
        else:
            outcome = attempt.outcome(action)
            outcome_failed = outcome_failed or outcome.status in WORST_FIRST
            outcomes.append(outcome)
    return conclude(plan, blocks, outcomes, started)


def conclude(
    plan: StepPlan,
    blocks: Sequence[BlockResult],
    outcomes: Sequence[OutcomeResult],
    started: float,
) -> StepResult:
    """The step's result, out of what became of its actions."""
    return StepResult(
        line=plan.line,
        status=step_status(blocks, outcomes),
        reason=_reason(blocks, outcomes),
        number=plan.number,
        name=plan.name,
        seconds=time.monotonic() - started,
        blocks=tuple(blocks),
        outcomes=tuple(outcomes),
    )


def skipped_step(plan: StepPlan, reason: str) -> StepResult:
    """A step that is not carried out."""
    return StepResult(
        line=plan.line,
        status=Status.SKIPPED,
        reason=reason,
        number=plan.number,
        name=plan.name,
        blocks=tuple(skipped(action, reason) for action in plan.performs),
        outcomes=tuple(_not_judged(judge, reason) for judge in plan.judges),
    )


def perform(
    action: Perform,
    session: Session,
    *,
    testing: bool,
    failed: bool,
    done: tuple[CommandResult, ...] = (),
) -> BlockResult:
    """Carry a block out, or say why not; its first commands are `done` already."""
    reading = action.block
    if reading.fault is not None and not failed:
        reason = f"the directive above it cannot be followed: {reading.fault}"
        return block_result(action, Status.ERROR, reason=reason)
    if failed and (reading.executed or reading.skipped == NOTHING_LEFT):
        return skipped(action, AFTER_FAILURE)
    if not reading.executed and reading.skipped != NOTHING_LEFT:
        return not_carried_out(action)
    if reading.unset:
        names = ", ".join(reading.unset)
        advice = " ".join(f"--set {name}=…" for name in reading.unset)
        return block_result(action, Status.BLOCKED, reason=f"needs a value for {names}: {advice}")
    missing = session.missing_packages(reading.packages)
    if missing:
        reason = f"needs the system package {', '.join(missing)}: apt install {' '.join(missing)}"
        return block_result(action, Status.BLOCKED, reason=reason)
    if not reading.executed:
        return not_carried_out(action)
    try:
        return carrier(reading.kind)(action, session, testing=testing, done=done)
    except CannotStart as error:
        return block_result(action, Status.ERROR, reason=error.advice)


def not_carried_out(action: Perform) -> BlockResult:
    """A block that is for reading only, or left out for a reason that the guide gives."""
    reading = action.block
    if reading.skipped is not None:
        return skipped(action, reading.skipped)
    return skipped(action, f"shown only ({reading.why})")


def step_status(blocks: Iterable[BlockResult], outcomes: Iterable[OutcomeResult]) -> Status:
    """The worst of them; manual where nothing was carried out nor checked."""
    together = [result.status for result in (*blocks, *outcomes)]
    for status in WORST_FIRST:
        if status in together:
            return status
    return Status.PASSED if Status.PASSED in together else Status.MANUAL


def _reason(blocks: Sequence[BlockResult], outcomes: Sequence[OutcomeResult]) -> str | None:
    if not blocks and not outcomes:
        return "nothing in it that a machine could carry out"
    for result in (*blocks, *outcomes):
        if result.status in WORST_FIRST:
            line = result.line
            if isinstance(result, BlockResult):
                bad = (c.line for c in result.commands if c.status in WORST_FIRST)
                line = next(bad, line)
            what = "outcome" if isinstance(result, OutcomeResult) else "block"
            return f"{what} at line {line}: {result.reason or 'does not hold'}"
    return None


def _not_judged(judge: Judge, reason: str = AFTER_FAILURE) -> OutcomeResult:
    return OutcomeResult(
        line=judge.line,
        text=judge.outcome.text,
        status=Status.SKIPPED,
        reason=reason,
        implied=judge.outcome.implied,
    )
