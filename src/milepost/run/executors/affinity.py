"""Which workers of a cluster hold what a milestone starts from, or have carried it out before.

Workers keep steps and files in their caches; several on one machine may share one. What earlier
runs of the roadmap were told is kept by the scheduler, as long as that runs.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from milepost.files.cache_folder import cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.run.task import Task

_QUICK: Final = 1.0
"""Seconds within which a worker that recalls a milestone is free for the next one. One that takes
longer is not waited for."""
_ANSWER: Final = 1.0
"""Seconds that the scheduler has to answer: without, milestones are carried out as well."""


def cache_name(environ: Mapping[str, str]) -> str:
    """What tells the cache of this process from those of other machines; empty without one."""
    folder = cache_folder(environ)
    return "" if folder is None else f"{socket.gethostname()}:{folder}"


class Affinity:
    """Chooses workers of a cluster for the tasks of a run."""

    def __init__(self, client: Any, roadmap: str) -> None:
        """`roadmap` is the same for each run of the same guides."""
        self._client = client
        self._key = f"milepost {roadmap}"
        scheduler = client.scheduler
        known = self._answer(scheduler.get_metadata, keys=[self._key], default={}) or {}
        self._before: dict[str, str] = known.get("milestones", {})
        """The cache in which each milestone was carried out by the last run, by its path."""
        self._caches: dict[str, str] = known.get("caches", {})
        """By a worker's address."""
        self._now: dict[str, str] = {}
        """Like `_before`, in this run."""
        self._meant: dict[int, str] = {}
        """The cache for which a task under way is meant, by its number."""
        self._load: Counter[str] = Counter()
        """How many tasks are meant for each cache."""
        self._turned: dict[str, float] = {}
        """When a worker with that cache was given a task, began or ended one last."""
        self._threads: dict[str, int] = {}
        """Of each worker there is now."""

    def look(self) -> None:
        """See which workers there are now."""
        if self._caches:
            self._threads = self._answer(self._client.scheduler.ncores) or {}

    def choose(self, number: int, task: Task) -> Sequence[str] | None:
        """Addresses of those that ought to have a task; none where any may, None where it is worth
        waiting a little for one of them."""
        path = task.milestone.path
        cache = self._before.get(path) or self._of_needs(task)
        there = [one for one, its in self._caches.items() if its == cache and one in self._threads]
        if not cache or not there:
            return ()
        if self._load[cache] < sum(self._threads[one] for one in there):
            self._mean(number, cache)
            return there
        is_quick = time.monotonic() - self._turned.get(cache, 0.0) < _QUICK
        return None if is_quick and path in self._before else ()

    def begun(self, number: int, address: str, cache: str) -> None:
        """A worker with that cache has begun a task."""
        if cache:
            self._caches[address] = cache
            self._mean(number, cache)

    def ended(self, number: int, task: Task) -> None:
        """A task has ended."""
        cache = self._meant.pop(number, "")
        if cache:
            self._load[cache] -= 1
            self._now[task.milestone.path] = cache
            self._turned[cache] = time.monotonic()

    def keep(self) -> None:
        """Have the scheduler keep what is known for the next run."""
        self.look()
        caches = {one: cache for one, cache in self._caches.items() if one in self._threads}
        known = {"milestones": {**self._before, **self._now}, "caches": caches}
        self._answer(self._client.scheduler.set_metadata, keys=[self._key], value=known)

    def _mean(self, number: int, cache: str) -> None:
        before = self._meant.get(number)
        if before is not None:
            self._load[before] -= 1
        self._meant[number] = cache
        self._load[cache] += 1
        self._turned[cache] = time.monotonic()

    def _of_needs(self, task: Task) -> str:
        """The cache that holds most of what a task starts from, as far as is known."""
        layers: Counter[str] = Counter()
        for need in task.needs:
            cache = self._now.get(need.plan.path)
            if cache:
                layers[cache] += len(need.left.layers)
        return layers.most_common(1)[0][0] if layers else ""

    def _answer(self, question: Any, **words: Any) -> Any:
        """The scheduler's; None where it gives none, which its tasks will tell."""
        with contextlib.suppress(Exception):
            return self._client.sync(question, callback_timeout=_ANSWER, **words)
        return None
