"""Milestone and reading to a plan. Pure: what the plan says is decided before anything runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.document.inline import CodeSpan, Image, Link
from milepost.plan.model import (
    ExpectedOutput,
    IssuePlan,
    ItemPlan,
    Judge,
    MilestonePlan,
    ObjectivePlan,
    Perform,
    PrerequisitePlan,
    StepPlan,
)
from milepost.plan.test_files import name_test_file
from milepost.reading.base import Kind
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.inline import Inline
    from milepost.milestone.model import Item, Milestone
    from milepost.reading.base import (
        BlockReading,
        IssueReading,
        MilestoneReading,
        OutcomeReading,
        StepReading,
    )
    from milepost.text.span import LineIndex

_UNFILLED = re.compile(r"\[[^\[\]]+\]\.?")


def plan_milestone(
    milestone: Milestone, reading: MilestoneReading, needs: tuple[str, ...] = ()
) -> MilestonePlan:
    """The plan of one milestone; `needs` are the paths of milestones that must pass before it."""
    lines = milestone.document.source.index
    return MilestonePlan(
        path=milestone.path,
        number=milestone.number,
        name=milestone.name,
        needs=needs,
        prerequisites=tuple(
            PrerequisitePlan(p, lines.position(p.item.span.start).line)
            for p in reading.prerequisites
        ),
        steps=tuple(_step(step, lines) for step in reading.steps),
        testing=_testing(reading.testing, milestone.number, lines) if reading.testing else None,
        checklist=tuple(
            ItemPlan(i, lines.position(i.item.span.start).line) for i in reading.checklist
        ),
        issues=tuple(_issue(issue, lines) for issue in reading.issues),
        cleanup=_step(reading.cleanup, lines) if reading.cleanup else None,
        coverage=reading.coverage,
        objectives=tuple(
            ObjectivePlan(
                item.text,
                lines.position(item.span.start).line,
                tuple(_code_spans(item.inlines)),
                unfilled=_unfilled(item),
            )
            for item in milestone.objectives
        ),
    )


def _unfilled(item: Item) -> bool:
    """Whether an item is nothing but a `[placeholder]`; code and links in brackets are none."""
    shown = any(isinstance(node, (CodeSpan, Link, Image)) for node in item.inlines)
    return not shown and _UNFILLED.fullmatch(item.text.strip()) is not None


def _code_spans(inlines: Sequence[Inline]) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, CodeSpan) and node.text.strip():
            yield node.text.strip()
        children: tuple[Inline, ...] = getattr(node, "children", ())
        yield from _code_spans(children)


def _issue(reading: IssueReading, lines: LineIndex) -> IssuePlan:
    line = lines.position(reading.issue.span.start).line
    reproduce = _step(reading.reproduction, lines) if reading.reproduction else None
    return IssuePlan(reading, line, reproduce)


def _step(reading: StepReading, lines: LineIndex) -> StepPlan:
    """Blocks in order, each outcome right after the last block that it speaks of."""
    outputs = {
        b.output_of: b for b in reading.blocks if b.output_of is not None and b.fault is None
    }
    judged = sorted(reading.outcomes, key=lambda outcome: outcome.after)
    actions: list[Perform | Judge] = []
    upcoming = 0
    for index, block in enumerate(reading.blocks):
        while upcoming < len(judged) and judged[upcoming].after <= index:
            actions.append(_judge(judged[upcoming], lines))
            upcoming += 1
        if block.kind is Kind.OUTPUT and block.output_of is not None and block.fault is None:
            continue
        line = lines.position(block.block.span.start).line
        actions.append(Perform(block, line, index, _expected(outputs.get(index), lines)))
    actions.extend(_judge(outcome, lines) for outcome in judged[upcoming:])
    step = reading.step
    return StepPlan(step.number, step.name, lines.position(step.span.start).line, tuple(actions))


def _testing(reading: StepReading, number: str | None, lines: LineIndex) -> StepPlan:
    """The Testing section; test files that the guide does not name have got names."""
    blocks: list[BlockReading] = []
    nameless = 0
    for block in reading.blocks:
        if block.kind is Kind.TEST and block.path is None:
            nameless += 1
            path = name_test_file(block.language, block.code, number, nameless)
            blocks.append(replace(block, path=path))
        else:
            blocks.append(block)
    return _step(replace(reading, blocks=tuple(blocks)), lines)


def _judge(outcome: OutcomeReading, lines: LineIndex) -> Judge:
    return Judge(outcome, lines.position(outcome.span.start).line)


def _expected(output: BlockReading | None, lines: LineIndex) -> ExpectedOutput | None:
    if output is None:
        return None
    line = lines.position(output.block.span.start).line + 1
    return ExpectedOutput(output.code, line, output.options.match, output.options.masks)
