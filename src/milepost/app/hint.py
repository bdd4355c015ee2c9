"""Hint: help in grades, out of the guide itself, for what the last verification saw failing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.app.advice import advice
from milepost.app.progress import Desk, store_of
from milepost.progress.model import State
from milepost.reading.issues import rank_failed
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

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
    hints: tuple[Hint, ...]
    more: bool
    """Whether a higher grade says more."""


def hint(folder: Path, named: str, grade: int = 1) -> HintResult:
    """Help up to a grade, 1 to 3. Raises MilepostError."""
    desk = Desk.at(folder)
    outline = desk.roadmap.find(named)
    _, reading = desk.open(outline)
    with store_of(desk.project) as store:
        standing = desk.mine(store)[outline.key]
    if standing.verification is None:
        first = Hint(grade=1, title="Not verified yet", text=_begin(named, standing))
        return HintResult(milestone=outline.title, hints=(first,), more=False)
    record = standing.verification.record
    failed = [s for s in record.seen if s.status in (Status.FAILED, Status.ERROR)]
    if not failed:
        why = standing.why or f"it is {standing.state}"
        text = f"{why[:1].upper()}{why[1:]}\n{advice(named, standing)}"
        done = Hint(grade=1, title="Nothing fails", text=text)
        return HintResult(milestone=outline.title, hints=(done,), more=False)
    hints = [
        _missing(failed[0]),
        _known_issue(reading, record, failed),
        _commands(reading, failed[0]),
    ]
    return HintResult(milestone=outline.title, hints=tuple(hints[:grade]), more=grade < len(hints))


def _begin(named: str, standing: Standing) -> str:
    if standing.state is State.LOCKED:
        return advice(named, standing)
    why = f"{standing.why[:1].upper()}{standing.why[1:]}. " if standing.why else ""
    return f"{why}Run: milepost verify {named}"


def _missing(seen: Seen) -> Hint:
    text = f"{seen.reads_as} (line {seen.line}, {seen.place})"
    if seen.seen or seen.reason:
        text += f"; seen: {seen.seen or seen.reason}"
    if seen.seen and seen.reason:
        text += f" ({seen.reason})"
    return Hint(grade=1, title="What is missing", text=text)


def _known_issue(reading: MilestoneReading, record: Record, failed: list[Seen]) -> Hint:
    # The row for what is missing first; else one for anything else that fails.
    issue = _alike(reading, failed[:1]) or _matched(reading, record) or _alike(reading, failed)
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


def _alike(reading: MilestoneReading, failed: list[Seen]) -> KnownIssue | None:
    seen = "\n".join(f"{s.seen or ''}\n{s.reason or ''}" for s in failed)
    found = rank_failed(list(reading.issues), seen, None, [s.reads_as for s in failed])
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
