"""What a roadmap asks of an executor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from milepost.run.task import Done, Task


class Executor(Protocol):
    """Carries tasks out, on this machine or elsewhere, each in a place of its own.

    `milepost.run.executors.local.LocalExecutor` runs them here and
    `milepost.run.executors.dask.DaskExecutor` on the workers of a cluster. Both pass one
    conformance suite.
    """

    @property
    def capacity(self) -> int:
        """How many tasks it takes at once at most; at least 1."""

    def submit(self, task: Task) -> None:
        """Begin a task, or line it up. Whoever watches the run is told when it begins."""

    def wait(self) -> Done:
        """The next task that ends; to be called only while tasks are under way."""
