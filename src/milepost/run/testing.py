"""The Testing section: test files first, then the commands or the project's own runner."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from milepost.milestone.check import TestsPass
from milepost.plan.model import Perform
from milepost.reading.base import Kind
from milepost.reading.test_reports import count_tests
from milepost.result.model import BlockResult, CommandResult, Status, TestingResult
from milepost.run.again import StepAttempts
from milepost.run.blocks.base import how_it_ended
from milepost.run.runners import detect_runner
from milepost.run.step import skipped_step
from milepost.run.timeouts import INSTALL

if TYPE_CHECKING:
    from milepost.plan.model import StepPlan
    from milepost.reading.test_reports import TestCount
    from milepost.result.model import StepResult
    from milepost.run.again import Advice
    from milepost.run.session import Session

_NO_TESTS = 5
"""Exit status of pytest where no test was collected, and of unittest from Python 3.12 on."""
_RUNNING = (Kind.COMMAND, Kind.TRANSCRIPT)


class TestingAttempts:
    """Testing that is carried out, and gone on with after a solution."""

    def __init__(self, plan: StepPlan, session: Session) -> None:
        self.plan = plan
        self.session = session
        self._step = StepAttempts(plan, session, testing=True)

    def first(self) -> TestingResult:
        """Carry it out as the guide has it."""
        return _with_runner(self.plan, self.session, self._step.first())

    def again(self, advice: Advice) -> TestingResult:
        """Go on with it from what has failed, then run what runs the tests."""
        return _with_runner(self.plan, self.session, self._step.again(advice))


def run_testing(plan: StepPlan, session: Session) -> TestingResult:
    """Carry the section out. A runner that executed no test has failed."""
    return TestingAttempts(plan, session).first()


def _with_runner(plan: StepPlan, session: Session, step: StepResult) -> TestingResult:
    """The section's result; where it has no command, the project's own runner is run now."""
    started = time.monotonic() - step.seconds
    blocks = step.blocks
    status, reason = step.status, step.reason
    if status in (Status.PASSED, Status.MANUAL) and not _has_commands(plan):
        ran = _run_detected(plan, session)
        if ran is not None:
            blocks = (*blocks, ran)
            status, reason = ran.status, ran.reason
        elif any(block.status is Status.PASSED for block in blocks):
            status, reason = (
                Status.FAILED,
                (
                    "test files were written, but no runner for them was found in the workspace; "
                    "show the command that runs them"
                ),
            )
    count = _count(blocks)
    if count is not None and count.passed == 0 and not count.failed and _ended_so(blocks, status):
        status, reason = Status.FAILED, _nothing(count)
    elif count is not None and count.failed and not _may_fail(plan, blocks, status):
        status = Status.FAILED
        reason = f"{count.runner} says that {count.failed} failed, though the commands ended well"
    return TestingResult(
        line=plan.line,
        status=status,
        reason=reason,
        executed=count.executed if count else None,
        failed=count.failed if count else None,
        passed=count.passed if count else None,
        skipped=count.skipped if count and count.executed is not None else None,
        seconds=time.monotonic() - started,
        blocks=blocks,
        outcomes=step.outcomes,
    )


def _nothing(count: TestCount) -> str:
    """What a runner has done in whose report no test has passed or failed."""
    if not count.executed:
        return f"{count.runner} executed no test"
    return f"of {count.runner} no test passed: {count.executed} expected to fail, or to do"


def skipped_testing(plan: StepPlan, reason: str) -> TestingResult:
    """The section, not carried out."""
    step = skipped_step(plan, reason)
    return TestingResult(
        line=plan.line,
        status=Status.SKIPPED,
        reason=reason,
        executed=None,
        failed=None,
        blocks=step.blocks,
        outcomes=step.outcomes,
    )


def _may_fail(plan: StepPlan, blocks: tuple[BlockResult, ...], status: Status) -> bool:
    """Whether it is said elsewhere that tests fail: by a status, or by what the guide expects."""
    if status not in (Status.PASSED, Status.MANUAL) or any(block.exit_status for block in blocks):
        return True
    checks = (check for judge in plan.judges for check in judge.outcome.checks)
    return any(isinstance(check, TestsPass) and check.failed for check in checks)


def _ended_so(blocks: tuple[BlockResult, ...], status: Status) -> bool:
    """Whether nothing else failed: pytest ends with 5 where it finds no test."""
    return status is Status.PASSED or any(block.exit_status == _NO_TESTS for block in blocks)


def _has_commands(plan: StepPlan) -> bool:
    return any(
        isinstance(action, Perform) and action.block.executed and action.block.kind in _RUNNING
        for action in plan.actions
    )


def _run_detected(plan: StepPlan, session: Session) -> BlockResult | None:
    """Run the project's own runner over the files that the section wrote."""
    files = [
        action.block.path
        for action in plan.performs
        if action.block.kind is Kind.TEST and action.block.executed and action.block.path
    ]
    if not files:
        return None
    command = detect_runner(session, files)
    if command is None:
        return None
    session.observer.command_started(session.path, plan.line, command)
    timeout = session.settings.timeout or INSTALL
    ended = session.run(command, timeout)
    status, reason = how_it_ended(ended, 0, timeout)
    session.last_outputs, session.last_status = (ended.output,), ended.exit_status
    return BlockResult(
        line=plan.line,
        status=status,
        reason=reason,
        kind=str(Kind.COMMAND),
        exit_status=ended.exit_status,
        output=ended.output,
        seconds=ended.seconds,
        commands=(
            CommandResult(
                line=plan.line,
                text=command,
                exit_status=ended.exit_status,
                status=status,
                output=ended.output,
                seconds=ended.seconds,
                reason=reason,
            ),
        ),
        notes=("the runner was found in the workspace; the guide shows no command",),
    )


def _count(blocks: tuple[BlockResult, ...]) -> TestCount | None:
    return count_tests("\n".join(block.output for block in blocks if block.commands))
