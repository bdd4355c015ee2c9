"""Places for the milestones of a run: opened ahead of need, closed behind it.

A room takes longer to open and to close than many a step; both are mostly waiting. So the next
one opens, and the last one closes, while a milestone is carried out.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Self

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future, ThreadPoolExecutor
    from types import TracebackType

    from milepost.plan.model import MilestonePlan
    from milepost.process.place import Place

_THREADS = 2
"""One that opens and one that closes. They live as long as the run: a place may end with the
thread that opened it."""


class Supply:
    """Hands out a place for each milestone; a context manager, at whose end all are closed."""

    def __init__(
        self,
        milestones: Sequence[MilestonePlan],
        open_for: Callable[[MilestonePlan], Place],
        *,
        ahead: bool = True,
    ) -> None:
        """`open_for` opens a milestone's place and raises CannotStart.

        Without `ahead` places are only closed behind: milestones that run beside each other
        keep the processors busy enough.
        """
        self._open_for = open_for
        self._following = {one.path: other for one, other in pairwise(milestones)} if ahead else {}
        self._ahead: dict[str, Future[Place]] = {}
        self._taken: list[Place] = []
        self._pool: ThreadPoolExecutor | None = None
        if len(milestones) > 1:
            # Importing thread pools costs more than a run of one milestone would gain.
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="place")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for future in self._ahead.values():
            if not future.cancel():
                try:
                    self._taken.append(future.result())
                except CannotStart:
                    continue  # It was never needed.
        for place in self._taken:
            place.close()
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def take(self, milestone: MilestonePlan) -> Place:
        """The milestone's place, open. Raises CannotStart."""
        ahead = self._ahead.pop(milestone.path, None)
        place = self._open_for(milestone) if ahead is None else ahead.result()
        self._taken.append(place)
        following = self._following.get(milestone.path)
        if following is not None and self._pool is not None:
            self._ahead[following.path] = self._pool.submit(self._open_for, following)
        return place

    def give_back(self, place: Place) -> None:
        """Close a place that was taken; it may still be closing when this returns."""
        self._taken.remove(place)
        if self._pool is None:
            place.close()
        else:
            self._pool.submit(place.close)
