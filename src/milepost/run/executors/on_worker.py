"""One task on a worker of a Dask cluster: opened, carried out, watched, its end sent back."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from distributed import Worker, get_worker

import milepost
from milepost.result.observer import Silent
from milepost.run.executors.affinity import cache_name
from milepost.run.executors.sealed import Sealed

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.result.model import StepResult
    from milepost.result.observer import Observer
    from milepost.run.task import Done

TOPIC: Final = "milepost"
"""Under which workers tell of their tasks. One for all runs: a scheduler keeps no more than the
last events of each topic, and forgets no topic."""
_LOOK: Final = 0.1
"""Seconds between two looks whether a task is still wanted."""
_WANTED: Final = ("executing", "long-running")
"""States of a task, as its worker knows it, in which somebody waits for it."""
_RUNS: Final = ("running", "paused", "closing_gracefully")
"""States of a worker in which it ends the tasks that it has begun."""


class Carry(Protocol):
    """Carries out what was sent, and tells `observer` of it.

    It hands a function to `on_end` that may be called from another thread, to end it early.
    """

    def __call__(
        self, sent: Any, *, observer: Observer, on_end: Callable[[Callable[[], None]], None]
    ) -> Done: ...


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a worker could not take a task on, for whoever waits for it."""

    why: str
    remedy: str


def on_worker(carry: Carry, sent: Sealed, run: str, number: int) -> Sealed | Refused:
    """What a worker calls. Nothing is raised: Dask would log it."""
    worker = get_worker()
    teller = Teller(worker, run, number)
    if not sent.fits:
        return Refused(
            f"the worker {worker.address} has Milepost {milepost.__version__}, and this is "
            f"Milepost {sent.version}",
            "install the same version on all of them",
        )
    cache = cache_name(os.environ)
    teller.tell("began", name=str(worker.name), address=worker.address, cache=cache)
    try:
        with Watch(worker) as watch:
            done = carry(sent.open(), observer=teller, on_end=watch.on_end)
        return Sealed.of(done)
    except Exception as error:  # noqa: BLE001 - it is told to whoever started the run
        at = "" if error.__traceback__ is None else _place(error)
        return Refused(
            f"a fault of Milepost itself on {worker.address}: {type(error).__name__}{at}",
            "report it to the project",
        )
    finally:
        teller.tell("ended")


def _place(error: BaseException) -> str:
    """Where an error was raised; its text may hold what is nobody's business."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})"


class Teller(Silent):
    """Tells whoever started the run how far a milestone is.

    Commands and their output are left out: the scheduler keeps what it passes on.
    """

    def __init__(self, worker: Worker, run: str, number: int) -> None:
        self._worker = worker
        self._about = {"run": run, "task": number}

    def tell(self, kind: str, **facts: str | int | float | bool | None) -> None:
        """Send an event."""
        self._worker.log_event(TOPIC, {**self._about, "kind": kind, **facts})

    def step_started(self, path: str, number: int, name: str, line: int) -> None:
        self.tell("step", path=path, number=number, name=name, line=line)

    def step_finished(self, path: str, step: StepResult) -> None:
        self.tell(
            "step-ended",
            path=path,
            number=step.number,
            name=step.name,
            line=step.line,
            status=str(step.status),
            cached=step.cached,
            seconds=step.seconds,
        )


class Watch:
    """Ends a task that nobody waits for any more: the run was interrupted, or has died."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._key = worker.get_current_task()
        self._over = threading.Event()
        self._unwanted = False
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None
        self._thread = threading.Thread(target=self._look, name="milepost watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def on_end(self, end: Callable[[], None]) -> None:
        """Call `end` once the task is not wanted any more."""
        with self._lock:
            self._end = end
            unwanted = self._unwanted
        if unwanted:
            end()

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            if self._is_wanted():
                continue
            with self._lock:
                self._unwanted = True
                end = self._end
            if end is not None:
                end()

    def _is_wanted(self) -> bool:
        known = self._worker.state.tasks.get(self._key)
        runs = self._worker.status.name in _RUNS
        return runs and known is not None and known.state in _WANTED
