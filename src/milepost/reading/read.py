"""A milestone to its reading: every block, sentence, prerequisite, issue and checklist item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.milestone.model import Block, Prose, Step
from milepost.reading.base import MilestoneReading, StepReading
from milepost.reading.blocks.alternatives import between
from milepost.reading.blocks.announced import announces
from milepost.reading.blocks.context import BlockContext, ReadSettings, Seen
from milepost.reading.blocks.dialogue import answered
from milepost.reading.blocks.registry import read_block
from milepost.reading.blocks.runners import runs_tests
from milepost.reading.checklist import read_item
from milepost.reading.copied import copied
from milepost.reading.given import given_item, given_output, given_step
from milepost.reading.instructions import instructions
from milepost.reading.issues import read_issue
from milepost.reading.outcomes.step import read_outcomes
from milepost.reading.phrases import ENGLISH, Phrases, phrases_of
from milepost.reading.prerequisites.calls import programs_called
from milepost.reading.prerequisites.preparation import (
    installing,
    installs_prerequisite,
    needed,
    passed_over,
)
from milepost.reading.prerequisites.read import names_milestone, read_prerequisite

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from milepost.milestone.model import Item, KnownIssue, Milestone, Part
    from milepost.reading.base import BlockReading, IssueReading
    from milepost.text.span import Span

__all__ = ["ReadSettings", "read", "read_step"]

_SHORT = 12
"""Words up to which a paragraph between two blocks is only a title of the second."""


def read(milestone: Milestone, settings: ReadSettings | None = None) -> MilestoneReading:
    """How a whole guide is read. Never raises on a user's text."""
    settings = settings or ReadSettings()
    phrases = phrases_of(milestone.language)
    seen = Seen(
        follows=any(map(names_milestone, milestone.prerequisites)),
        copies=dict(copied(milestone.steps, phrases)),
    )
    installs = tuple(installing(milestone, phrases))
    steps = tuple(
        read_step(step, settings, seen, phrases, left_out=() if step.number else installs)
        for step in milestone.steps
    )
    testing, cleanup = milestone.testing, milestone.cleanup
    port = _port(seen)

    def called() -> Collection[str]:
        return tuple(programs_called(block for step in steps for block in step.blocks))

    return MilestoneReading(
        steps=steps,
        testing=read_step(testing, settings, seen, phrases, testing=True) if testing else None,
        cleanup=read_step(cleanup, settings, seen, phrases) if cleanup else None,
        prerequisites=tuple(
            reading
            for item in needed(milestone, phrases)
            for reading in read_prerequisite(item, called, phrases)
        ),
        issues=tuple(_issue(issue, settings, seen, phrases) for issue in milestone.issues),
        checklist=tuple(
            read_item(item, port, phrases, tested=testing is not None)
            for item in _given(milestone.checklist, settings)
        ),
        passed_over=tuple(passed_over(milestone)),
    )


def read_step(
    step: Step,
    settings: ReadSettings | None = None,
    seen: Seen | None = None,
    phrases: Phrases = ENGLISH,
    *,
    testing: bool = False,
    left_out: Collection[Span] = (),
) -> StepReading:
    """How one step is read. `seen` holds what earlier steps made, and is added to.

    Blocks whose spans are `left_out` install what the prerequisites ask for.
    """
    settings = settings or ReadSettings()
    seen = seen if seen is not None else Seen()
    if settings.values:
        step = given_step(step, settings.values)
    blocks = _blocks(step, settings, seen, phrases, testing=testing, left_out=left_out)
    blocks = answered(step, blocks, seen.files, phrases)
    outcomes = read_outcomes(step, blocks, _port(seen), phrases)
    judged = [outcome.span for outcome in outcomes]
    return StepReading(step, blocks, outcomes, tuple(instructions(step, blocks, judged, phrases)))


def _issue(issue: KnownIssue, settings: ReadSettings, seen: Seen, phrases: Phrases) -> IssueReading:
    if not issue.reproduction:
        return read_issue(issue, settings.values, phrases=phrases)
    name = f"Reproduce {issue.symptom.text}"
    step = Step(0, None, name, None, issue.reproduction[0].span, issue.reproduction)
    reproduction = read_step(step, settings, seen, phrases)
    return read_issue(issue, settings.values, reproduction, phrases)


def _blocks(
    step: Step,
    settings: ReadSettings,
    seen: Seen,
    phrases: Phrases,
    *,
    testing: bool,
    left_out: Collection[Span],
) -> tuple[BlockReading, ...]:
    readings: list[BlockReading] = []
    contexts: list[BlockContext] = []
    for index, part in enumerate(step.parts):
        if not isinstance(part, Block):
            continue
        before = step.parts[index - 1] if index else None
        context = BlockContext(
            block=part,
            settings=settings,
            seen=seen,
            phrases=phrases,
            before=tuple(readings),
            adjacent=isinstance(before, Block),
            near=_near(step, index),
            testing=testing,
            next=_next(step.parts, index),
            after=_after(step.parts, index),
        )
        if part.span in left_out:
            reading = installs_prerequisite(part)
        else:
            reading = _with_runner(read_block(context))
        if settings.values:
            reading = given_output(reading, settings.values)
        if announces(reading):
            _told_to_fail(context.previous_executed, readings, reading)
        readings.append(reading)
        contexts.append(context)
    return between(readings, contexts, [context.near for context in contexts], settings.os)


def _told_to_fail(target: int | None, readings: list[BlockReading], shown: BlockReading) -> None:
    if target is not None:
        # Few guides show one that fails.
        from milepost.reading.blocks.failures import told_to_fail

        readings[target] = told_to_fail(readings[target], shown)


def _given(items: Sequence[Item], settings: ReadSettings) -> Sequence[Item]:
    values = settings.values
    return [given_item(item, values) for item in items] if values else items


def _next(parts: Sequence[Part], index: int) -> Block | None:
    """The block after part `index`, if at most one other part stands between."""
    for part in parts[index + 1 : index + 3]:
        if isinstance(part, Block):
            return part
    return None


def _after(parts: Sequence[Part], index: int) -> Prose | None:
    """The paragraph right after part `index`, where one is."""
    part = parts[index + 1] if index + 1 < len(parts) else None
    return part if isinstance(part, Prose) else None


def _with_runner(reading: BlockReading) -> BlockReading:
    if reading.commands and runs_tests(reading.code):
        return replace(reading, options=replace(reading.options, tests=True))
    return reading


def _near(step: Step, index: int) -> bool:
    """Whether at most a short paragraph parts a block from the one before it."""
    for part in reversed(step.parts[max(0, index - 2) : index]):
        if isinstance(part, Block):
            return True
        if not isinstance(part, Prose) or len(part.text.split(None, _SHORT)) > _SHORT:
            return False
    return False


def _port(seen: Seen) -> int | None:
    """The port of the one service that runs, if there is just one."""
    ports = set(seen.ports)
    return ports.pop() if len(ports) == 1 else None
