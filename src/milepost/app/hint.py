"""Hint: help in grades, out of the guide itself, for what the last verification saw failing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.app.advice import advice
from milepost.app.evidence import TESTING
from milepost.app.progress import Desk, store_of
from milepost.progress.model import State  # noqa: TC001 - msgspec looks it up
from milepost.reading.issues import rank_failed
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.app.outlines import Outline
    from milepost.milestone.model import KnownIssue
    from milepost.progress.model import Record, Seen
    from milepost.progress.standing import Standing
    from milepost.reading.base import MilestoneReading

GRADES = 3


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """One grade of help."""

    grade: int
    """1: what is missing; 2: the known issue; 3: the step's own commands."""
    title: str
    text: str


class HintResult(msgspec.Struct, frozen=True, kw_only=True):
    """The help that was asked for."""

    schema: str = "milepost.hint/1"
    milestone: str
    state: State
    hints: tuple[Hint, ...]
    more: bool
    """Whether a higher grade says more."""
    next: str | None = None
    """What to do, where nothing is known to fail."""


def hint(folder: Path, named: str, grade: int = 1) -> HintResult:
    """Help up to a grade, 1 to 3. Raises MilepostError."""
    desk = Desk.at(folder)
    outline = desk.roadmap.find(named)
    _, reading = desk.open(outline)
    with store_of(desk.project) as store:
        standing = desk.mine(store)[outline.key]
    if standing.verification is None:
        return _nothing(outline, standing, "Not verified yet", "There is no evidence of it.")
    record = standing.verification.record
    failed = [s for s in record.seen if s.status in (Status.FAILED, Status.ERROR)]
    if not failed:
        return _nothing(outline, standing, "Nothing fails", f"It is {standing.state}.")
    hints = [
        _missing(failed[0]),
        _known_issue(reading, record, failed),
        _commands(reading, failed[0]),
    ]
    return HintResult(
        milestone=outline.title,
        state=standing.state,
        hints=tuple(hints[:grade]),
        more=grade < len(hints),
    )


def _nothing(outline: Outline, standing: Standing, title: str, text: str) -> HintResult:
    """Where no check is known to fail: why it stands as it does, and what to do."""
    why = standing.why or text
    return HintResult(
        milestone=outline.title,
        state=standing.state,
        hints=(Hint(grade=1, title=title, text=f"{why[:1].upper()}{why[1:]}"),),
        more=False,
        next=advice(outline.number or outline.path, standing),
    )


def _missing(seen: Seen) -> Hint:
    text = f"{seen.reads_as} (line {seen.line}, {seen.place})"
    if seen.seen or seen.reason:
        text += f"; seen: {seen.seen or seen.reason}"
    if seen.seen and seen.reason:
        text += f" ({seen.reason})"
    return Hint(grade=1, title="What is missing", text=text)


def _known_issue(reading: MilestoneReading, record: Record, failed: list[Seen]) -> Hint:
    # Of what else fails this hint does not speak; of tests only what they counted was kept.
    missing = failed[0]
    issue = _alike(reading, missing)
    if issue is None and missing.place == TESTING:
        issue = _matched(reading, record)
    if issue is None:
        text = "None of the guide's known issues matches what was seen."
    else:
        text = f"{issue.symptom.text}: {issue.solution.text}"
    return Hint(grade=2, title="Known issue", text=text)


def _matched(reading: MilestoneReading, record: Record) -> KnownIssue | None:
    """The row that the verification named, if the guide still has it."""
    rows = {one.issue.symptom.text: one.issue for one in reading.issues}
    named = record.known_issues or ()
    return next((rows[symptom] for symptom in named if symptom in rows), None)


def _alike(reading: MilestoneReading, missing: Seen) -> KnownIssue | None:
    seen = f"{missing.seen or ''}\n{missing.reason or ''}"
    found = rank_failed(list(reading.issues), seen, None, [missing.reads_as])
    return found[0][0].issue if found else None


def _commands(reading: MilestoneReading, seen: Seen) -> Hint:
    number = seen.place.removeprefix("step ")
    steps = [step for step in reading.steps if str(step.step.number) == number]
    if not steps and reading.testing is not None:
        steps = [reading.testing]
    lines = []
    for step in steps:
        for block in step.blocks:
            if block.executed:
                lines += [f"# {block.path}"] if block.path else []
                lines += [command.text for command in block.commands] or [block.code]
    where = f"Step {steps[0].step.number}: {steps[0].step.name}" if steps else "The guide"
    return Hint(grade=3, title=where, text="\n".join(lines).rstrip() or "It shows nothing to type.")
