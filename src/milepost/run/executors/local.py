"""Milestones carried out by this process."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Any, Self

from milepost.process.attentive import next_of
from milepost.run.supply import Supply
from milepost.run.task import Done, carry_out

if TYPE_CHECKING:
    from milepost.plan.model import Plan
    from milepost.result.observer import Observer
    from milepost.run.memory import Memory
    from milepost.run.settings import RunSettings
    from milepost.run.supply import OpenPlace
    from milepost.run.task import Task


class LocalExecutor:
    """See `milepost.run.executors.base.Executor`; a context manager, at whose end all is closed.

    One task at a time is carried out by the thread that waits for it; more have threads that live
    as long as their milestone and end with Milepost where it is ended.
    """

    def __init__(
        self,
        plan: Plan,
        settings: RunSettings,
        open_place: OpenPlace,
        observer: Observer,
        memory: Memory,
        *,
        jobs: int = 1,
    ) -> None:
        self._settings = settings
        self._observer = observer
        self._memory = memory
        self._jobs = max(min(jobs, len(plan.milestones)), 1)
        self._supply = Supply(plan.milestones, open_place, ahead=self._jobs)
        self._waiting: list[Task] = []
        self._ended: queue.SimpleQueue[Done | BaseException] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        self._supply.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._supply.__exit__(*raised)

    @property
    def capacity(self) -> int:
        """How many milestones run beside each other at most."""
        return self._jobs

    def submit(self, task: Task) -> None:
        """Begin a task in a thread of its own; a single one begins when it is waited for."""
        if self._jobs == 1:
            self._waiting.append(task)
            return
        name = f"milestone {task.milestone.path}"
        threading.Thread(target=self._in_thread, args=[task], name=name, daemon=True).start()

    def wait(self) -> Done:
        """The next task that ends."""
        if self._jobs == 1:
            return self._carry_out(self._waiting.pop(0))
        ended = next_of(self._ended)
        if isinstance(ended, BaseException):
            raise ended
        return ended

    def _in_thread(self, task: Task) -> None:
        try:
            self._ended.put(self._carry_out(task))
        except BaseException as error:  # noqa: BLE001 - the main thread raises it
            self._ended.put(error)

    def _carry_out(self, task: Task) -> Done:
        return carry_out(task, self._settings, self._supply, self._observer, self._memory)
