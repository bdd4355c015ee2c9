"""Which milestone of a plan can begin next, as others end; in time that grows with their links."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.plan.model import MilestonePlan


class Ready:
    """Hands each milestone out once, when all that it needs have ended; the plan's first first."""

    def __init__(self, milestones: Sequence[MilestonePlan]) -> None:
        """`milestones` are those of a plan: each after all that it needs."""
        self._milestones = milestones
        self._missing = [len(set(one.needs)) for one in milestones]
        self._needed_by: dict[str, list[int]] = {}
        for number, one in enumerate(milestones):
            for path in set(one.needs):
                self._needed_by.setdefault(path, []).append(number)
        self._free = [number for number, count in enumerate(self._missing) if count == 0]
        heapify(self._free)

    def __bool__(self) -> bool:
        """Whether one can begin now."""
        return bool(self._free)

    def take(self) -> MilestonePlan:
        """The next one; to be asked only where one can begin."""
        return self._milestones[heappop(self._free)]

    def ended(self, path: str) -> None:
        """A milestone has ended, whether or not it passed."""
        for number in self._needed_by.get(path, ()):
            self._missing[number] -= 1
            if self._missing[number] == 0:
                heappush(self._free, number)
