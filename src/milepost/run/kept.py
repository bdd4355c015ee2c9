"""What is kept of a part of a milestone, and whether it still holds for the guide as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import msgspec
from msgspec.structs import replace

from milepost.plan.key import checks_key
from milepost.plan.model import Perform
from milepost.reading.base import Kind
from milepost.reading.compare import compare
from milepost.reading.shown_output import as_shown
from milepost.reading.test_reports import count_tests
from milepost.result.model import (
    BlockResult,
    ItemResult,
    OutcomeResult,
    Status,
    StepResult,
    TestingResult,
)
from milepost.run.judge import judge_outcome
from milepost.run.step import not_carried_out, step_status
from milepost.snapshot.model import Snapshot  # noqa: TC001 - decoding needs it

if TYPE_CHECKING:
    from milepost.milestone.check import Check
    from milepost.plan.model import ItemPlan, Judge, StepPlan
    from milepost.probes.base import View
    from milepost.reading.test_reports import TestCount

GOOD: Final = (Status.PASSED, Status.MANUAL)
"""What a part has to be to be kept."""


class Kept(msgspec.Struct, frozen=True):
    """The result of a part, and where it left the place."""

    result: StepResult | None
    testing: TestingResult | None
    items: tuple[ItemResult, ...] | None
    demands: tuple[str, ...]
    """A digest of the checks of each outcome."""
    snapshot: Snapshot
    last_outputs: tuple[str, ...]
    last_status: int | None

    @property
    def part(self) -> StepResult | TestingResult:
        """The result of a part that has blocks."""
        found = self.result or self.testing
        assert found is not None
        return found


def demands_of(plan: StepPlan) -> tuple[str, ...]:
    """For each outcome, how many blocks stand before it, and a digest of its checks."""
    demands: list[str] = []
    count = 0
    for action in plan.actions:
        if isinstance(action, Perform):
            count += action.block.executed
        else:
            demands.append(f"{count} {checks_key(action.outcome.checks)}")
    return tuple(demands)


def recall_blocks(plan: StepPlan, kept: Kept) -> tuple[BlockResult, ...] | None:
    """The kept results of its blocks where they stand now; None if one would not pass now."""
    before = [block for block in kept.part.blocks if block.status is not Status.SKIPPED]
    recalled: list[BlockResult] = []
    for perform in plan.performs:
        if not perform.block.executed:
            recalled.append(not_carried_out(perform))
            continue
        if not before or not _still_as_shown(perform, before[0]):
            return None
        block = before.pop(0)
        moved = perform.line - block.line
        recalled.append(
            replace(
                block,
                line=perform.line,
                commands=tuple(replace(c, line=c.line + moved) for c in block.commands),
                notes=perform.block.notes,
                language=perform.block.block.node.info.split(" ", 1)[0],
            )
        )
    # What the project's own runner did stands at the section's line.
    return (*recalled, *(replace(block, line=plan.line) for block in before))


def recall_outcomes(
    plan: StepPlan, kept: Kept, blocks: tuple[BlockResult, ...], view: View | None
) -> tuple[OutcomeResult, ...] | None:
    """Its outcomes, as kept or judged again; None if one does not pass.

    `view` is the place as the part left it; without one, None also where one is needed.
    """
    known = dict(zip(kept.demands, kept.part.outcomes, strict=True))
    recalled: list[OutcomeResult] = []
    for judge, demand in zip(plan.judges, demands_of(plan), strict=True):
        before, outcome = known.get(demand), judge.outcome
        if before is not None and outcome.checks:
            result: OutcomeResult | None = replace(
                before, line=judge.line, text=outcome.text, implied=outcome.implied
            )
        else:
            result = _judge_again(plan, judge, blocks, view)
        if result is None or result.status not in GOOD:
            return None
        recalled.append(result)
    return tuple(recalled)


def renewed(
    plan: StepPlan,
    kept: Kept,
    blocks: tuple[BlockResult, ...],
    outcomes: tuple[OutcomeResult, ...],
) -> Kept:
    """The part as it reads in the guide of today; its time is that of recalling it."""
    found: dict[str, Any] = {
        "line": plan.line,
        "status": step_status(blocks, outcomes),
        "seconds": 0.0,
        "blocks": blocks,
        "outcomes": outcomes,
        "cached": True,
    }
    if kept.testing is not None:
        status = kept.testing.status
        found["status"] = status if status is Status.PASSED else found["status"]
        testing = replace(kept.testing, **found)
        return replace(kept, testing=testing, demands=demands_of(plan))
    assert kept.result is not None
    result = replace(kept.result, **found, number=plan.number, name=plan.name)
    return replace(kept, result=result, demands=demands_of(plan))


def recall_items(plans: tuple[ItemPlan, ...], kept: Kept) -> tuple[ItemResult, ...] | None:
    """The checklist as it is written now; its checks are part of its key."""
    before = kept.items
    if before is None or len(before) != len(plans):
        return None
    return tuple(
        replace(result, line=plan.line, text=plan.item.item.text, cached=bool(result.checks))
        for plan, result in zip(plans, before, strict=True)
    )


def only_of_files(plan: StepPlan, kept: Kept) -> bool:
    """Whether what has to be judged again needs no more than output and the files left."""
    known = set(kept.demands)
    last = sum(perform.block.executed for perform in plan.performs)
    for judge, demand in zip(plan.judges, demands_of(plan), strict=True):
        found = judge.outcome.checks
        if demand in known or _all(found, "output"):
            continue
        at_end = int(demand.split()[0]) == last
        if not at_end or not _all(found, "output", "file"):
            return False
    return True


def _all(found: tuple[Check, ...], *about: str) -> bool:
    return all(check.about in about for check in found)


def _still_as_shown(perform: Perform, block: BlockResult) -> bool:
    """Whether kept output is still what the guide shows."""
    if block.status is not Status.PASSED:
        return False
    expected, options = perform.expected, perform.block.options
    if perform.block.kind in (Kind.TRANSCRIPT, Kind.QUERY):
        pairs = zip(perform.block.commands, block.commands, strict=False)
        if not all(as_shown(command, result.output, options).equal for command, result in pairs):
            return False
    if perform.block.kind is not Kind.REQUEST and expected is not None:
        return compare(expected.text, block.output, mode=expected.mode, masks=expected.masks).equal
    return True


def _judge_again(
    plan: StepPlan, judge: Judge, blocks: tuple[BlockResult, ...], view: View | None
) -> OutcomeResult | None:
    if _all(judge.outcome.checks, "output"):
        recalled = _Recalled(plan, judge, blocks)
        if not recalled.of_request:
            return judge_outcome(judge, cast("View", recalled), vacuous=None)
    return None if view is None else judge_outcome(judge, view, vacuous=None)


class _Recalled:
    """The output of a part as an outcome in it found it; see `milepost.probes.base.View`."""

    serving = False

    def __init__(self, plan: StepPlan, judge: Judge, blocks: tuple[BlockResult, ...]) -> None:
        self.outputs: tuple[str, ...] = ()
        self.exit_status: int | None = None
        self.of_request = False
        """Whether the last block was a request: of its answer the body is not kept alone."""
        count = 0
        for action in plan.actions:
            if action is judge:
                break
            if isinstance(action, Perform):
                block = blocks[count]
                count += 1
                if block.commands:
                    self.outputs, self.exit_status = (block.output,), block.exit_status
                    self.of_request = action.block.kind is Kind.REQUEST

    @property
    def tests(self) -> TestCount | None:
        return count_tests(self.outputs[0]) if self.outputs else None
