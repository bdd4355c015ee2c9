"""A plan: what will be carried out, in order, with where each outcome is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from milepost.milestone.check import Mask, Mode
    from milepost.reading.base import (
        BlockReading,
        IssueReading,
        ItemReading,
        OutcomeReading,
        PrerequisiteReading,
    )


class ExpectedOutput(msgspec.Struct, frozen=True):
    """What an output block shows for the block before it."""

    text: str
    line: int
    """1-based line of the output's first line in the guide."""
    mode: Mode
    """How it is compared; see `milepost.reading.compare`."""
    masks: tuple[Mask, ...] = ()


class Perform(msgspec.Struct, frozen=True):
    """Carry a block out, or say why not."""

    block: BlockReading
    line: int
    """1-based line of its opening fence."""
    index: int
    """Its place among the step's blocks, from 0."""
    expected: ExpectedOutput | None = None


class Judge(msgspec.Struct, frozen=True):
    """Judge an outcome: all of its checks."""

    outcome: OutcomeReading
    line: int


class StepPlan(msgspec.Struct, frozen=True):
    """One step, or a section that is carried out like one."""

    number: int
    name: str
    line: int
    actions: tuple[Perform | Judge, ...]
    """Blocks in the guide's order, each outcome after the blocks that it speaks of."""

    @property
    def performs(self) -> tuple[Perform, ...]:
        """Its blocks."""
        return tuple(a for a in self.actions if isinstance(a, Perform))

    @property
    def judges(self) -> tuple[Judge, ...]:
        """Its outcomes."""
        return tuple(a for a in self.actions if isinstance(a, Judge))


class ItemPlan(msgspec.Struct, frozen=True):
    """A checklist item."""

    item: ItemReading
    line: int


class PrerequisitePlan(msgspec.Struct, frozen=True):
    """A prerequisite."""

    prerequisite: PrerequisiteReading
    line: int


class IssuePlan(msgspec.Struct, frozen=True):
    """A known issue."""

    issue: IssueReading
    line: int
    reproduce: StepPlan | None = None
    """What brings the fault about; None where no proof is asked for."""


class ObjectivePlan(msgspec.Struct, frozen=True):
    """An objective."""

    text: str
    line: int
    names: tuple[str, ...]
    """Its code spans: what names them proves it."""
    unfilled: bool = False
    """It is a `[placeholder]` of a template still."""


class MilestonePlan(msgspec.Struct, frozen=True):
    """One milestone."""

    path: str
    number: str | None
    name: str
    needs: tuple[str, ...]
    """Paths of the milestones of this plan that must have passed, in order."""
    prerequisites: tuple[PrerequisitePlan, ...]
    steps: tuple[StepPlan, ...]
    testing: StepPlan | None
    checklist: tuple[ItemPlan, ...]
    issues: tuple[IssuePlan, ...]
    cleanup: StepPlan | None
    coverage: tuple[int, int]
    """(outcomes that are checked, all that are not merely implied)."""
    objectives: tuple[ObjectivePlan, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """All milestones of a run, each after those that it needs."""

    milestones: tuple[MilestonePlan, ...]
