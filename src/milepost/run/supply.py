"""Places for the milestones of a run: opened ahead of need, closed behind it.

A room takes longer to open and to close than many a step; both are mostly waiting. So the next
ones open, and the last ones close, while milestones are carried out.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol, Self

from milepost.process.errors import CannotStart
from milepost.run.lazy_place import LazyPlace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future, ThreadPoolExecutor

    from milepost.plan.model import MilestonePlan
    from milepost.process.place import Place


class OpenPlace(Protocol):
    """Opens a fresh place for the guide at `path`; raises CannotStart.

    `begins` is true for a milestone that needs none: it starts from what its roadmap ships.
    """

    def __call__(self, path: str, *, begins: bool) -> Place: ...


class Supply:
    """Hands out a place for each milestone; a context manager, at whose end all are closed."""

    def __init__(
        self, milestones: Sequence[MilestonePlan], open_place: OpenPlace, *, ahead: int = 1
    ) -> None:
        """Up to `ahead` places are open before their milestones begin: as many as run beside
        each other."""
        self._open_place = open_place
        self._following = iter(milestones)
        self._ahead: dict[str, Future[Place]] = {}
        self._most_ahead = ahead
        self._past: set[str] = set()
        """Paths of milestones that have begun."""
        self._lock = threading.Lock()
        self._out: list[LazyPlace] = []
        self._is_ended = False
        self._pool: ThreadPoolExecutor | None = None
        if len(milestones) > 1:
            # Importing thread pools costs more than a run of one milestone would gain.
            from concurrent.futures import ThreadPoolExecutor

            # They open places and close them. They live as long as the run: a place may end with
            # the thread that opened it.
            self._pool = ThreadPoolExecutor(ahead + 1, thread_name_prefix="place")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        left: list[Place] = []
        for future in self._ahead.values():
            if not future.cancel():
                try:
                    left.append(future.result())
                except CannotStart:
                    continue  # It was never needed.
        for place in (*left, *self._out):
            place.close()
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def place(self, milestone: MilestonePlan) -> LazyPlace:
        """The milestone's place. It opens when it is first used: a run that is all from the cache
        needs none."""
        with self._lock:
            self._past.add(milestone.path)
        place = LazyPlace(lambda: self._take(milestone))
        self._out.append(place)
        if self._is_ended:
            place.end()
        return place

    def give_back(self, place: LazyPlace) -> None:
        """Close a place; it may still be closing when this returns."""
        self._out.remove(place)
        if self._pool is None or not place.is_open:
            place.close()
        else:
            self._pool.submit(place.close)

    def end(self) -> None:
        """Called from another thread: end what runs in the places that are out; see
        `LazyPlace.end`."""
        self._is_ended = True
        for place in list(self._out):
            place.end()

    def _take(self, milestone: MilestonePlan) -> Place:
        """The milestone's place, open. Raises CannotStart."""
        with self._lock:
            ahead = self._ahead.pop(milestone.path, None)
        place = self._open(milestone) if ahead is None else ahead.result()
        with self._lock:
            self._open_ahead()
        return place

    def _open_ahead(self) -> None:
        """Begin to open the place of the plan's next milestone, unless enough are open."""
        if self._pool is None or len(self._ahead) >= self._most_ahead:
            return
        for one in self._following:
            if one.path not in self._past:
                self._ahead[one.path] = self._pool.submit(self._open, one)
                return

    def _open(self, milestone: MilestonePlan) -> Place:
        return self._open_place(milestone.path, begins=not milestone.needs)
