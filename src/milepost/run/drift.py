"""Output that is no longer the one shown, while a guide is being updated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from milepost.milestone.check import OutputMatches
from milepost.reading.base import Kind
from milepost.result.model import CheckResult, OutcomeResult, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.check import Mask, Mode
    from milepost.plan.model import ExpectedOutput, Judge, StepPlan
    from milepost.run.session import Session

REASON = "differs from what the guide shows, which is to be updated"


class Drift(msgspec.Struct, frozen=True):
    """Expected output of a guide, and what was seen instead."""

    path: str
    """The guide's."""
    line: int
    """1-based line at which the expected output begins."""
    expected: str
    """As the guide shows it, lines joined by LF."""
    seen: str
    """As it came."""
    mode: Mode
    masks: tuple[Mask, ...]
    transcript: bool = False
    """Whether it stands under a prompt."""


def is_accepted(
    session: Session,
    line: int,
    expected: str,
    seen: str,
    mode: Mode,
    masks: Sequence[Mask],
    *,
    transcript: bool = False,
) -> bool:
    """Whether output that differs from what is shown passes, since the guide is being updated."""
    told = session.settings.on_drift
    if told is None:
        return False
    return told(Drift(session.path, line, expected, seen, mode, tuple(masks), transcript))


def is_accepted_output(session: Session, expected: ExpectedOutput, seen: str) -> bool:
    """The same for the output that a fence shows."""
    return is_accepted(session, expected.line, expected.text, seen, expected.mode, expected.masks)


def accept_fence(
    judge: Judge, step: StepPlan, result: OutcomeResult, session: Session
) -> OutcomeResult:
    """The result of an outcome, the fence that it announces taken as to be updated."""
    if session.settings.on_drift is None or result.status is not Status.FAILED:
        return result
    fence = next(
        (
            action
            for action in step.performs
            if action.index == judge.outcome.after and action.block.kind is Kind.OUTPUT
        ),
        None,
    )
    if fence is None:
        return result
    checks = [
        _accepted(check, seen, fence.line + 1, session)
        if isinstance(check, OutputMatches) and check.expected == fence.block.code
        else seen
        for check, seen in zip(judge.outcome.checks, result.checks, strict=True)
    ]
    statuses = {check.status for check in checks}
    status = next(
        (s for s in (Status.FAILED, Status.ERROR, Status.BLOCKED) if s in statuses), Status.PASSED
    )
    return replace(result, status=status, checks=tuple(checks))


def _accepted(
    check: OutputMatches, result: CheckResult, line: int, session: Session
) -> CheckResult:
    outputs = session.outputs
    if result.status is not Status.FAILED or check.negated or not outputs:
        return result
    # A guide shows an answer's body, or the answer from its status line on.
    whole = check.expected.lstrip().startswith("HTTP/")
    seen = next((o for o in outputs if o.startswith("HTTP/")), outputs[0]) if whole else outputs[0]
    if not is_accepted(session, line, check.expected, seen, check.mode, check.masks):
        return result
    return replace(result, status=Status.PASSED, reason=REASON)
