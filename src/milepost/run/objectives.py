"""Objectives: reached when the whole milestone passes, and what they name was checked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.result.model import ObjectiveResult, Part, Status
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.plan.model import MilestonePlan, ObjectivePlan
    from milepost.result.model import ItemResult, StepResult, TestingResult

UNPROVEN = "not proven by any check: it names nothing, in a code span, that one could be about"
UNFILLED = "not filled in: a placeholder still"
ENDED = "not judged: the run ended at step {}"
_WORD = re.compile(r"\w+")


def judge_objectives(
    plan: MilestonePlan,
    verdict: tuple[Status, str | None],
    steps: Sequence[StepResult],
    testing: TestingResult | None,
    checklist: Sequence[ItemResult],
) -> tuple[ObjectiveResult, ...]:
    """Each objective; `verdict` is the milestone's status and why it has it.

    An objective is proven by what was checked, passed and names the same: each of its code spans
    has to be named. One without them is proven only by what says the same in the same words.
    """
    status, reason = verdict
    parts = list(_passed(plan, steps, testing, checklist))
    return tuple(_judge(objective, status, reason, parts) for objective in plan.objectives)


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
    open_names = [n for n in objective.names if not any(_is_named(n, words) for _, words in parts)]
    same = tuple(part for part, _ in parts if _words(part.text) == _words(objective.text))
    named = tuple(
        part for part, words in parts if any(_is_named(name, words) for name in objective.names)
    )
    proven_by = named if objective.names and not open_names else same
    return ObjectiveResult(
        line=objective.line,
        status=Status.PASSED if proven_by else Status.MANUAL,
        reason=None if proven_by else _why(open_names),
        text=objective.text,
        reached=bool(proven_by),
        by_name=bool(proven_by and proven_by == named),
        proven_by=proven_by,
    )


def _why(open_names: Sequence[str]) -> str:
    named = ", ".join(f"`{name}`" for name in open_names)
    return f"not proven by any check: none is about {named}" if named else UNPROVEN


def _is_named(name: str, words: str) -> bool:
    """Whether a name stands in a text as a whole: `app` does not in `app.py` or `mapper`."""
    name = name.removesuffix("()").rstrip("/") or name
    before = r"(?<![\w@./-])" if name[:1].isalnum() else ""
    after = r"(?![\w@-]|[./]\w)" if name[-1:].isalnum() else ""
    return re.compile_now(before + re.escape(name) + after).search(words) is not None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _passed(
    plan: MilestonePlan,
    steps: Sequence[StepResult],
    testing: TestingResult | None,
    checklist: Sequence[ItemResult],
) -> Iterator[tuple[Part, str]]:
    """What was checked and passed, each with the words in which it may name something."""
    for step in steps:
        for outcome in step.outcomes:
            if outcome.status is Status.PASSED and outcome.checks:
                words = " ".join([outcome.text, *(check.reads_as for check in outcome.checks)])
                yield Part(kind="outcome", line=outcome.line, text=outcome.text), words
    if testing is not None and testing.status is Status.PASSED and plan.testing is not None:
        code = "\n".join(one.block.code for one in plan.testing.performs if one.block.executed)
        yield Part(kind="testing", line=testing.line, text="Testing"), code
    for item in checklist:
        if item.status is Status.PASSED:
            words = " ".join([item.text, *(check.reads_as for check in item.checks)])
            yield Part(kind="checklist", line=item.line, text=item.text), words
