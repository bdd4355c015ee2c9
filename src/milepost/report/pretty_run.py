"""A run for people: each milestone with its steps, then every failure with all that explains it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from milepost.report.cells import crop, harmless, one_line
from milepost.report.incidents import WRONG, milestone_title
from milepost.report.pretty_check import plural
from milepost.report.pretty_failure import failures, rerun_failures
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.report.style import Style
    from milepost.result.model import (
        BlockResult,
        Coverage,
        ItemResult,
        MilestoneResult,
        ObjectiveResult,
        OutcomeResult,
        Result,
        RunResult,
        StepResult,
        TestingResult,
    )


def run(result: RunResult, style: Style) -> Iterator[str]:
    """The lines of the report."""
    for milestone in result.milestones:
        yield from milestone_lines(milestone, style)
        yield ""
    yield from _warnings(result, style)
    yield from _summary(result, style)


def seconds(value: float) -> str:
    """`0.4 s`, `12 s`, `3 min 5 s`."""
    if value < 10:
        return f"{value:.1f} s"
    if value < 60:
        return f"{value:.0f} s"
    return f"{int(value) // 60} min {int(value) % 60} s"


def milestone_lines(
    milestone: MilestoneResult, style: Style, *, advise: bool = True
) -> Iterator[str]:
    """A milestone with its steps, then what failed in it, and with `advise` what to do next."""
    told = list(failures(milestone, style, advise=advise))
    yield _title(milestone, style, told=bool(told))
    for prerequisite in milestone.prerequisites:
        if prerequisite.status in WRONG:
            yield _row(prerequisite.status, f"needs {prerequisite.text}", [], style)
    for step in milestone.steps:
        yield _step(step, f"Step {step.number}: {step.name}", style)
    if milestone.testing is not None:
        yield _row(milestone.testing.status, "Testing", _testing_facts(milestone.testing), style)
    if milestone.checklist:
        yield _counted("Checklist", milestone.checklist, style, _recalled(milestone.checklist))
    if milestone.issue_proofs:
        yield _counted("Known issues, proven", milestone.issue_proofs, style)
    if milestone.objectives and milestone.status not in (Status.BLOCKED, Status.SKIPPED):
        yield _objectives(milestone.objectives, style)
    if milestone.cleanup is not None:
        yield _step(milestone.cleanup, milestone.cleanup.name, style)
    yield from told
    if milestone.again is not None:
        yield from rerun_failures(milestone, milestone.again, style, advise=advise)


def _title(milestone: MilestoneResult, style: Style, *, told: bool) -> str:
    """The milestone's line; its reason where nothing below it says why."""
    facts = [one_line(milestone.path)]
    if milestone.seconds:
        facts.append(seconds(milestone.seconds))
    if milestone.coverage.outcomes:
        facts.append(f"outcomes: {_covered(milestone.coverage)}")
    if milestone.reason and not told:
        facts.append(harmless(milestone.reason))
    title = style.bold(harmless(milestone_title(milestone)))
    return f"{style.sign(milestone.status)} {title}  {_facts(facts, style)}"


def _step(step: StepResult, title: str, style: Style) -> str:
    facts = ["cached"] if step.cached else []
    if step.seconds >= 0.05 and not step.cached:
        facts.append(seconds(step.seconds))
    # Of a failure the report tells more below, at its line.
    told = any(part.status in WRONG for part in (*step.blocks, *step.outcomes))
    facts += [step.reason] if step.reason and not told else []
    facts += _outcome_facts(step.outcomes)
    facts += [f"service `{_first_line(b)}`" for b in step.blocks if b.service]
    return _row(step.status, title, facts, style)


def _outcome_facts(outcomes: Sequence[OutcomeResult]) -> list[str]:
    manual = sum(outcome.status is Status.MANUAL for outcome in outcomes)
    vacuous = sum(outcome.vacuous is True for outcome in outcomes)
    facts = [f"{plural(manual, 'outcome')} for a person to judge"] if manual else []
    return facts + ([f"{vacuous} vacuous"] if vacuous else [])


def _first_line(block: BlockResult) -> str:
    return block.commands[-1].text.split("\n")[0] if block.commands else block.kind


def _testing_facts(testing: TestingResult) -> list[str]:
    facts = ["cached"] if testing.cached else []
    facts += [] if testing.executed is None else [plural(testing.executed, "test")]
    if testing.failed:
        facts.append(f"{testing.failed} failed")
    facts += _not_passed(testing)
    if testing.seconds >= 0.05 and not testing.cached:
        facts.append(seconds(testing.seconds))
    told = any(part.status in WRONG for part in (*testing.blocks, *testing.outcomes))
    return facts if told else [*facts, testing.reason or ""]


def _not_passed(testing: TestingResult) -> list[str]:
    """What is no failure and no pass either."""
    facts = []
    if testing.executed is not None and testing.passed is not None:
        expected = testing.executed - testing.passed - (testing.failed or 0)
        facts += [f"{expected} expected to fail, or to do"] if expected > 0 else []
    return facts + ([f"{testing.skipped} did not run"] if testing.skipped else [])


def _objectives(objectives: Sequence[ObjectiveResult], style: Style) -> str:
    """How many were reached, and what proves them; what was not judged is not counted."""
    judged = [one for one in objectives if one.status is not Status.SKIPPED]
    reached = [one for one in judged if one.reached]
    unproven = sum(one.status is Status.MANUAL for one in judged)
    facts = [f"{len(reached)} of {len(judged)} reached"] if len(judged) > unproven else []
    count = Counter(part.kind for part in {part for one in reached for part in one.proven_by})
    proofs = [plural(count["outcome"], "outcome")] if count["outcome"] else []
    proofs += ["Testing"] if count["testing"] else []
    proofs += [plural(count["checklist"], "checklist item")] if count["checklist"] else []
    if proofs:
        facts.append(f"proven by {', '.join(proofs)}")
    if unproven:
        facts.append(f"{unproven} not proven by any check")
    skipped = Counter(one.reason or "" for one in objectives if one.status is Status.SKIPPED)
    facts += [f"{count} {reason}" for reason, count in skipped.items()]
    status = Status.PASSED if reached else (judged or objectives)[0].status
    return _row(status, "Objectives", facts, style)


def _recalled(items: Sequence[ItemResult]) -> list[str]:
    """`cached` where every item that holds checks was recalled."""
    checked = [item.cached for item in items if item.checks]
    return ["cached"] if checked and all(checked) else []


def _counted(title: str, items: Sequence[Result], style: Style, facts: Sequence[str] = ()) -> str:
    count = Counter(item.status for item in items)
    worst = next(
        (s for s in (Status.FAILED, Status.ERROR, Status.BLOCKED, Status.PASSED) if count[s]),
        items[0].status,
    )
    counts = [f"{count[status]} {status}" for status in Status if count[status]]
    return _row(worst, title, [*facts, *counts], style)


def _row(status: Status, title: str, facts: list[str], style: Style) -> str:
    text = crop(harmless(title), style.width - 8, style.ellipsis)
    shown = [harmless(fact) for fact in facts if fact]
    return f"  {style.sign(status)} {text}  {_facts(shown, style)}".rstrip()


def _facts(facts: list[str], style: Style) -> str:
    return style.dim(f" {style.dash} ".join(facts))


def _warnings(result: RunResult, style: Style) -> Iterator[str]:
    lines = [
        f"{one_line(milestone.path)}:{outcome.line}: {style.yellow('warning')} this outcome held "
        f"before its step too, so it proves nothing: {harmless(outcome.text)}"
        for milestone in result.milestones
        for step in milestone.steps
        for outcome in step.outcomes
        if outcome.vacuous
    ]
    lines += [
        f"{one_line(milestone.path)}:{issue.line}: {style.yellow('warning')} "
        f"{'Testing' if issue.step is None else f'step {issue.step}'} failed at first "
        f"({harmless(issue.failure or '')}) and was solved by this row: {harmless(issue.issue)}"
        for milestone in result.milestones
        for issue in milestone.known_issues
        if issue.solved
    ]
    lines += [
        f"{one_line(milestone.path)}:{block.line}: {style.cyan('note')} {harmless(note)}"
        for milestone in result.milestones
        for step in milestone.steps
        for block in step.blocks
        if block.status is not Status.SKIPPED and block.status is not Status.BLOCKED
        for note in block.notes
        if not (block.service and note.startswith("a service"))  # The step's line says it.
    ]
    lines += [
        f"{one_line(milestone.path)}: {style.yellow('warning')} {harmless(note)}"
        for milestone in result.milestones
        for note in milestone.notes
    ]
    if not result.sandbox:
        lines.append(f"{style.yellow('warning')} it ran without a clean room")
    lines += [f"{style.yellow('warning')} {harmless(told)}" for told in result.warnings]
    lines += [f"{style.red('failed')} {harmless(told)}" for told in result.shortfalls]
    yield from lines
    if lines:
        yield ""


def _covered(coverage: Coverage) -> str:
    share = 100 * coverage.checked // coverage.outcomes
    return f"{coverage.checked} of {coverage.outcomes} checkable ({share} %)"


def _summary(result: RunResult, style: Style) -> Iterator[str]:
    count = Counter(milestone.status for milestone in result.milestones)
    steps = [step for milestone in result.milestones for step in milestone.steps]
    passed = sum(step.status is Status.PASSED for step in steps)
    services = sum(block.service for step in steps for block in step.blocks)
    verdict = style.green("passed") if result.status is Status.PASSED else style.red(result.status)
    facts = [", ".join(f"{count[status]} {status}" for status in Status if count[status])]
    facts = [f"milestones: {facts[0]}" if facts[0] else "no milestone"]
    facts.append(f"steps: {passed} of {len(steps)} passed")
    if result.coverage.outcomes:
        facts.append(f"outcomes: {_covered(result.coverage)}")
    if services:
        facts.append(plural(services, "service"))
    facts.append(seconds(result.seconds))
    yield f"{style.bold('Run')} {verdict}  {f' {style.dash} '.join(facts)}"
