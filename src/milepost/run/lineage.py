"""What a milestone needs, through others too, in the order in which its reader does it. Pure.

Sets of milestones are integers, a bit for each by its place in the plan: a roadmap may have ten
thousand of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.run.task import Needed, Task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.plan.model import MilestonePlan
    from milepost.run.memory import Left


class Lineage:
    """Of all milestones of a plan."""

    def __init__(self, milestones: Sequence[MilestonePlan]) -> None:
        """`milestones` are those of a plan: each after all that it needs."""
        self._milestones = milestones
        self._at = {one.path: number for number, one in enumerate(milestones)}
        self._needs: list[int] = []
        self._compared = first = 0
        for number, one in enumerate(milestones):
            needs = 0
            for path in one.needs:
                needs |= self._needs[self._at[path]] | 1 << self._at[path]
            self._needs.append(needs)
            if not needs:
                first |= 1 << number
            if len(one.needs) > 1:
                roots = needs & first
                self._compared |= roots & (roots - 1)

    def before(self, milestone: MilestonePlan) -> list[MilestonePlan]:
        """What it needs, in order; of those at the beginning that the last of them needs, only
        that one."""
        left = self._needs[self._at[milestone.path]]
        found: list[MilestonePlan] = []
        while left:
            number = left.bit_length() - 1
            left ^= 1 << number
            found.append(self._milestones[number])
            if self._needs[number] == left:
                break
        return found[::-1]

    def task(self, milestone: MilestonePlan, left: Mapping[str, Left], *, keep: bool) -> Task:
        """What an executor is given for a milestone; `left` is what others leave behind."""
        return Task(
            milestone,
            keep=keep,
            needs=tuple(Needed(one, left[one.path]) for one in self.before(milestone)),
            compared=bool(self._compared >> self._at[milestone.path] & 1),
        )
