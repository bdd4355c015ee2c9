"""A plan with one step left out, to see who notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from milepost.plan.model import MilestonePlan, StepPlan


def droppable(plan: MilestonePlan) -> tuple[int, ...]:
    """Indices of the steps that carry anything out; leaving out another changes nothing."""
    return tuple(
        index
        for index, step in enumerate(plan.steps)
        if any(action.block.executed for action in step.performs)
    )


def without_step(plan: MilestonePlan, index: int) -> MilestonePlan:
    """The plan in which the blocks of one step are not carried out; its outcomes are judged.

    Known issues are left out too: what is asked is whether anything fails, not what would help.
    """
    step: StepPlan = replace(plan.steps[index], actions=plan.steps[index].judges)
    return replace(plan, steps=(*plan.steps[:index], step, *plan.steps[index + 1 :]), issues=())
