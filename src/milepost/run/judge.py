"""Judging an outcome or a checklist item: every check must hold."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from milepost.milestone.check import TestsPass
from milepost.probes.registry import may_probe_beforehand, probe
from milepost.reading.test_reports import TestCount
from milepost.result.model import CheckResult, ItemResult, OutcomeResult, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.milestone.check import Check
    from milepost.plan.model import ItemPlan, Judge
    from milepost.probes.base import Verdict, View
    from milepost.result.model import TestingResult

PATIENCE = 5.0
"""Seconds for which a check is asked again while the answer is "refused" or "not yet"."""
_PAUSE = 0.05
"""Seconds between two questions."""


def judge_outcome(plan: Judge, view: View, *, vacuous: bool | None) -> OutcomeResult:
    """The result of an outcome; `vacuous` says whether it held before its step."""
    outcome = plan.outcome
    results = tuple(carry_out(check, view) for check in outcome.checks)
    status = _together(results)
    return OutcomeResult(
        line=plan.line,
        text=outcome.text,
        status=status,
        reason=None if results else outcome.why or "a person must decide",
        # What failed has shown that it can.
        vacuous=False if vacuous and status is Status.FAILED else vacuous,
        implied=outcome.implied,
        checks=results,
    )


def judge_item(plan: ItemPlan, view: View, testing: TestingResult | None = None) -> ItemResult:
    """The result of a checklist item; what it tells of tests is told of the Testing section."""
    results = tuple(
        judge_tests(check, testing) if isinstance(check, TestsPass) else carry_out(check, view)
        for check in plan.item.checks
    )
    return ItemResult(
        line=plan.line,
        text=plan.item.item.text,
        status=_together(results),
        reason=None if results else plan.item.why or "a person must sign it off",
        checks=results,
    )


def judge_tests(check: TestsPass, testing: TestingResult | None) -> CheckResult:
    """What a check of tests says of the Testing section's result."""
    return carry_out(check, cast("View", _Tested(testing)), patience=0.0)


class _Tested:
    """What the Testing section's runner said; see `milepost.probes.base.View`."""

    serving = False

    def __init__(self, testing: TestingResult | None) -> None:
        self.outputs: tuple[str, ...] = ()
        self.tests: TestCount | None = None
        if testing is not None and testing.status in (Status.PASSED, Status.FAILED):
            self.outputs = ("\n".join(block.output for block in testing.blocks),)
            self.tests = _count_of(testing)


def _count_of(testing: TestingResult) -> TestCount:
    executed, failed = testing.executed, testing.failed
    unproven = 0
    if executed is not None and testing.passed is not None:
        unproven = max(0, executed - (failed or 0) - testing.passed)
    return TestCount(executed, failed, skipped=testing.skipped or 0, expected=unproven)


def held_before(checks: Sequence[Check], view: View) -> bool | None:
    """Whether all checks hold already; None where that cannot be asked without an effect."""
    if not checks or not all(map(may_probe_beforehand, checks)):
        return None
    verdicts = [probe(check, view) for check in checks]
    if any(verdict.holds is None for verdict in verdicts):
        return None
    return all(v.holds is not c.negated for v, c in zip(verdicts, checks, strict=True))


def carry_out(check: Check, view: View, patience: float = PATIENCE) -> CheckResult:
    """Probe a check, again and again while waiting may change the answer."""
    deadline = time.monotonic() + patience
    verdict = probe(check, view)
    while verdict.pending and verdict.holds is check.negated and time.monotonic() < deadline:
        time.sleep(_PAUSE)
        verdict = probe(check, view)
    return CheckResult(
        reads_as=check.reads_as,
        status=_status(check, verdict),
        expected=verdict.expected,
        difference=verdict.difference if _status(check, verdict) is Status.FAILED else None,
        seen=_as_told(check, verdict.seen),
        reason=verdict.needs or ("could not be carried out" if verdict.holds is None else None),
    )


def _as_told(check: Check, seen: str) -> str:
    """What was seen, with the path as the guide has it."""
    path = getattr(check, "path", "")
    return seen.replace(path, check.told) if check.told else seen


def _status(check: Check, verdict: Verdict) -> Status:
    if verdict.holds is None:
        return Status.ERROR if verdict.needs is None else Status.BLOCKED
    return Status.PASSED if verdict.holds is not check.negated else Status.FAILED


def _together(results: Iterable[CheckResult]) -> Status:
    statuses = {result.status for result in results}
    if not statuses:
        return Status.MANUAL
    for status in (Status.FAILED, Status.ERROR, Status.BLOCKED):
        if status in statuses:
            return status
    return Status.PASSED
