"""Objectives: reached when the whole milestone passes, with what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.result.model import ObjectiveResult, Part, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.plan.model import ObjectivePlan
    from milepost.result.model import ItemResult, StepResult, TestingResult

UNPROVEN = "the milestone passed, and nothing in it checks this"
UNFILLED = "not filled in: a placeholder still"
ENDED = "not judged: the run ended at step {}"


def judge_objectives(
    objectives: Sequence[ObjectivePlan],
    verdict: tuple[Status, str | None],
    steps: Sequence[StepResult],
    testing: TestingResult | None,
    checklist: Sequence[ItemResult],
) -> tuple[ObjectiveResult, ...]:
    """Each objective; `verdict` is the milestone's status and why it has it.

    What proves an objective is what passed and names a code span of it; for an objective that
    names nothing, or nothing that is checked, all that passed.
    """
    status, reason = verdict
    parts = list(_passed(steps, testing, checklist))
    return tuple(_judge(objective, status, reason, parts) for objective in objectives)


def leave_open(objectives: Sequence[ObjectivePlan], why: str) -> tuple[ObjectiveResult, ...]:
    """The objectives of a milestone that was not carried out as a whole: none is judged."""
    return tuple(_skipped(one, UNFILLED if one.unfilled else why) for one in objectives)


def _skipped(objective: ObjectivePlan, reason: str) -> ObjectiveResult:
    return ObjectiveResult(
        line=objective.line,
        status=Status.SKIPPED,
        reason=reason,
        text=objective.text,
        reached=False,
    )


def _judge(
    objective: ObjectivePlan,
    status: Status,
    reason: str | None,
    parts: list[tuple[Part, str]],
) -> ObjectiveResult:
    if objective.unfilled:
        return _skipped(objective, UNFILLED)
    if status is not Status.PASSED:
        return ObjectiveResult(
            line=objective.line,
            status=status,
            reason=f"the milestone is {status}" + (f": {reason}" if reason else ""),
            text=objective.text,
            reached=False,
        )
    named = [part for part, words in parts if any(name in words for name in objective.names)]
    proven_by = tuple(named or (part for part, _ in parts))
    return ObjectiveResult(
        line=objective.line,
        status=Status.PASSED if proven_by else Status.MANUAL,
        reason=None if proven_by else UNPROVEN,
        text=objective.text,
        reached=bool(proven_by),
        by_name=bool(named),
        proven_by=proven_by,
    )


def _passed(
    steps: Sequence[StepResult], testing: TestingResult | None, checklist: Sequence[ItemResult]
) -> Iterator[tuple[Part, str]]:
    """What was checked and passed, each with the words in which it may name something."""
    for step in steps:
        for outcome in step.outcomes:
            if outcome.status is Status.PASSED and outcome.checks:
                words = " ".join([outcome.text, *(check.reads_as for check in outcome.checks)])
                yield Part(kind="outcome", line=outcome.line, text=outcome.text), words
    if testing is not None and testing.status is Status.PASSED:
        code = " ".join(command.text for block in testing.blocks for command in block.commands)
        yield Part(kind="testing", line=testing.line, text="Testing"), code
    for item in checklist:
        if item.status is Status.PASSED:
            words = " ".join([item.text, *(check.reads_as for check in item.checks)])
            yield Part(kind="checklist", line=item.line, text=item.text), words
