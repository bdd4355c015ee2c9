"""Places for the milestones of a run: opened ahead of need, closed behind it.

A room takes longer to open and to close than many a step; both are mostly waiting. So the next
ones open, and the last ones close, while milestones are carried out.
"""

from __future__ import annotations

import contextlib
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, Self

from milepost.process.attentive import done
from milepost.process.errors import CannotStart
from milepost.run.lazy_place import HASTE, LazyPlace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future, ThreadPoolExecutor

    from milepost.plan.model import MilestonePlan
    from milepost.process.place import Place

_PATIENCE: Final = 1.0
"""Seconds that are waited for places to close when the run is ended."""


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
        self._leaving: set[Future[None]] = set()
        """Places that are being closed."""
        self._pool: ThreadPoolExecutor | None = None
        if len(milestones) > 1:
            # Importing thread pools costs more than a run of one milestone would gain.
            from concurrent.futures import ThreadPoolExecutor

            # For each that runs one may open and one close. They live as long as the run: a place
            # may end with the thread that opened it.
            self._pool = ThreadPoolExecutor(2 * ahead, thread_name_prefix="place")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None = None, *_: object) -> None:
        if kind is not None:
            self._call_off()
            return
        left: list[Place] = []
        with self._lock:
            self._most_ahead = 0
            opening = list(self._ahead.values())
        for future in opening:
            if not future.cancel():
                try:
                    left.append(future.result())
                except CannotStart:
                    continue  # It was never needed.
        for place in (*left, *self._out):
            place.close()
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _call_off(self) -> None:
        """Close all places at once, and wait no longer than `_PATIENCE` for it.

        One that hangs, or is just being opened, is closed by its thread in its own time, and with
        this process at the latest.
        """
        deadline = time.monotonic() + _PATIENCE
        self._is_ended = True
        with self._lock:
            self._most_ahead = 0
            opening = list(self._ahead.values())
        ending = [partial(_leave, place) for place in list(self._out)]
        ending += [partial(_leave_opened, one) for one in opening if not one.cancel()]
        threads = [threading.Thread(target=end, name="leave place", daemon=True) for end in ending]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(deadline - time.monotonic(), 0.0))
        if self._pool is not None:
            from concurrent.futures import wait

            self._pool.shutdown(wait=False)
            wait(list(self._leaving), max(deadline - time.monotonic(), 0.0))

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
            leaving = self._pool.submit(place.close)
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)

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
        place = self._open(milestone) if ahead is None else done(ahead)
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


def _leave(place: LazyPlace) -> None:
    place.hurry(HASTE)
    place.close()


def _leave_opened(opening: Future[Place]) -> None:
    with contextlib.suppress(CannotStart):  # it was never needed
        opening.result().close()
