from __future__ import annotations

import pytest
from tests.report.samples import diagnostic

from milepost.report.exit_status import ExitStatus, of_check
from milepost.report.findings import Findings
from milepost.report.verdict import judged, of_run
from milepost.result.model import (
    Coverage,
    MilestoneResult,
    OutcomeResult,
    RunResult,
    Status,
    StepResult,
)
from milepost.text.diagnostic import Severity

E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT

CHECKS = [
    ("nothing found", [], 0, False, 0),
    ("a hint", [H], 0, True, 0),
    ("a warning", [W], 0, False, 0),
    ("a warning, strictly", [W], 0, True, 1),
    ("an error", [E, W], 0, False, 1),
    ("an unreadable file", [E], 1, False, 2),
    ("an unreadable file beside an error", [E, E], 1, False, 1),
    ("an unreadable file beside a warning, strictly", [E, W], 1, True, 1),
]


@pytest.mark.parametrize(
    ("severities", "unreadable", "strict", "status"),
    [case[1:] for case in CHECKS],
    ids=[case[0] for case in CHECKS],
)
def test_a_check_ends_with_the_status_of_the_worst_it_found(
    severities: list[Severity], unreadable: int, strict: bool, status: int
) -> None:
    found = Findings(1, tuple(diagnostic("[Objective 1]", severity=one) for one in severities))
    assert of_check(found, unreadable=unreadable, strict=strict) == status


PASSED, FAILED, ERROR = Status.PASSED, Status.FAILED, Status.ERROR
BLOCKED, SKIPPED = Status.BLOCKED, Status.SKIPPED

RUNS = [
    ("all passed", PASSED, [PASSED, PASSED], 0),
    ("one had nothing to do", PASSED, [PASSED, SKIPPED], 0),
    ("one failed", FAILED, [PASSED, FAILED], 1),
    ("one failed and one could not start", ERROR, [FAILED, ERROR], 1),
    ("one could not start", ERROR, [PASSED, ERROR], 2),
    ("one is blocked", BLOCKED, [PASSED, BLOCKED], 2),
    ("all are blocked", BLOCKED, [BLOCKED], 2),
    ("nothing was executed", SKIPPED, [SKIPPED, SKIPPED], 1),
    ("nothing was there", SKIPPED, [], 1),
]


def run(status: Status, milestones: list[Status], *, vacuous: bool = False) -> RunResult:
    outcome = OutcomeResult(line=1, status=PASSED, text="It works.", vacuous=vacuous)
    step = StepResult(line=1, status=PASSED, number=1, name="Do it", outcomes=(outcome,))
    return RunResult(
        status=status,
        seconds=0.0,
        milestones=tuple(
            MilestoneResult(path="a.md", number="1", name="A", status=one, steps=(step,))
            for one in milestones
        ),
        coverage=Coverage(outcomes=3, checked=2),
    )


@pytest.mark.parametrize(
    ("status", "milestones", "code"), [case[1:] for case in RUNS], ids=[case[0] for case in RUNS]
)
def test_a_run_ends_with_the_status_of_its_milestones(
    status: Status, milestones: list[Status], code: int
) -> None:
    assert of_run(run(status, milestones)) == code


@pytest.mark.parametrize(("least", "code"), [(None, 0), (66.0, 0), (67.0, 1), (100.0, 1)])
def test_a_run_that_misses_the_coverage_asked_for_does_not_pass(
    least: float | None, code: int
) -> None:
    result = judged(run(PASSED, [PASSED]), min_coverage=least)
    assert of_run(result) == code
    assert result.status is (FAILED if code else PASSED)
    assert bool(result.shortfalls) is bool(code)


def test_a_missed_threshold_weighs_more_than_a_block() -> None:
    result = judged(run(BLOCKED, [BLOCKED]), min_coverage=90)
    assert of_run(result) == ExitStatus.NOT_PASSED
    assert result.status is BLOCKED


def test_a_run_without_outcomes_misses_no_coverage() -> None:
    bare = RunResult(
        status=PASSED,
        seconds=0.0,
        milestones=run(PASSED, [PASSED]).milestones,
        coverage=Coverage(outcomes=0, checked=0),
    )
    assert of_run(judged(bare, min_coverage=100)) == ExitStatus.OK


def test_a_vacuous_outcome_fails_a_strict_run_only() -> None:
    result = run(PASSED, [PASSED], vacuous=True)
    assert of_run(result) == ExitStatus.OK
    assert of_run(judged(result, strict=True)) == ExitStatus.NOT_PASSED
