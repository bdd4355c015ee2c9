"""Milestones carried out by the workers of a Dask cluster, one task each."""

from __future__ import annotations

import contextlib
import queue
import secrets
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from distributed.scheduler import KilledWorker
from msgspec.structs import replace

from milepost.process.attentive import LOOK
from milepost.result.model import Status, StepResult
from milepost.run.executors.on_worker import TOPIC, Refused, on_worker
from milepost.run.executors.sealed import Sealed
from milepost.run.milestone import blocked_milestone
from milepost.run.task import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from distributed import Client, Future

    from milepost.result.observer import Observer
    from milepost.run.executors.affinity import Affinity
    from milepost.run.executors.on_worker import Carry
    from milepost.run.task import Task

_PATIENCE: Final = 5.0
"""Seconds without news after which it is looked whether there is a worker at all."""
_ATTEMPTS: Final = 3
"""How often a task is handed over once more that died with others."""
_GRACE: Final = 0.8
"""Seconds that are waited for workers to end what is called off; they do so without us, too."""


@dataclass(slots=True)
class _Under:
    """A task under way."""

    task: Task
    future: Future[Any] | None
    """None for one that could not be handed over."""
    worker: str = ""
    """Which one carries it out; empty until one has begun."""
    begun: int = 0
    """How often a worker has begun it."""
    attempts: int = 1
    """How often it was handed over."""


class DaskExecutor:
    """See `milepost.run.executors.base.Executor`; a context manager, at whose end all that is still
    under way has been called off."""

    def __init__(
        self,
        client: Client,
        carry: Carry,
        to_send: Callable[[Task], object],
        observer: Observer,
        *,
        limit: int | None = None,
        affinity: Affinity | None = None,
    ) -> None:
        """`to_send` gives what `carry` is called with on a worker; both are pickled.

        `limit` is how many tasks are under way at once, whatever the cluster could take.
        `affinity` chooses workers for them; without it Dask alone does.
        """
        self._client: Any = client  # not all of it has types
        self._carry = carry
        self._to_send = to_send
        self._observer = observer
        self._limit = limit
        self._affinity = affinity
        self._run = secrets.token_hex(6)
        self._under: dict[int, _Under] = {}
        self._waiting: list[int] = []
        """Tasks that are not handed over yet."""
        self._count = 0
        self._news: queue.Queue[int | Mapping[str, Any]] = queue.Queue()
        self._is_lost = False
        self._is_idle = False
        """Whether it has been said that there is no worker."""

    def __enter__(self) -> Self:
        self._client.subscribe_topic(TOPIC, self._hear)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._call_off()
        if not self._is_lost:
            if self._affinity is not None and kind is None:
                self._affinity.keep()
            with contextlib.suppress(Exception):  # the scheduler may be gone by now
                self._client.unsubscribe_topic(TOPIC)

    @property
    def capacity(self) -> int:
        """The limit; without one Dask lines up what its workers cannot take yet."""
        return self._limit or sys.maxsize

    def submit(self, task: Task) -> None:
        """Hand a task to the cluster."""
        number = self._count
        self._count += 1
        self._under[number] = _Under(task, None)
        self._waiting.append(number)
        self._place()

    def _place(self) -> None:
        """Hand over what waits, but for what a certain worker will have in a moment."""
        waiting, self._waiting = self._waiting, []
        if waiting and self._affinity is not None:
            self._affinity.look()
        for number in waiting:
            under = self._under[number]
            chosen = self._affinity.choose(number, under.task) if self._affinity else ()
            if self._is_lost:
                self._news.put(number)
            elif chosen is None:
                self._waiting.append(number)
            else:
                self._hand_over(number, under, chosen)

    def _hand_over(self, number: int, under: _Under, chosen: Sequence[str] = ()) -> None:
        """Give a task to the cluster, which gives it to one of the chosen workers if it can."""
        under.future = self._client.submit(
            on_worker,
            self._carry,
            Sealed.of(self._to_send(under.task)),
            self._run,
            number,
            key=f"milepost-{self._run}-{number}-{under.attempts}",
            pure=False,
            workers=list(chosen) or None,
            allow_other_workers=bool(chosen),
        )
        under.future.add_done_callback(lambda _: self._news.put(number))

    def wait(self) -> Done:
        """The next task that ends. Whoever watches is told what happens until then."""
        quiet = time.monotonic()
        while True:
            try:
                news = self._news.get(timeout=LOOK)
            except queue.Empty:
                self._place()
                if time.monotonic() - quiet > _PATIENCE:
                    quiet = time.monotonic()
                    self._look_for_workers()
                continue
            quiet = time.monotonic()
            if not isinstance(news, int):
                self._tell(news)
            elif not self._is_innocent(self._under[news]):
                return self._ended(news)
            else:
                self._under[news].attempts += 1
                self._hand_over(news, self._under[news])

    def _hear(self, event: tuple[float, Mapping[str, Any]]) -> None:
        """Called by the client's own thread."""
        _, facts = event
        if facts.get("run") == self._run:
            self._news.put(facts)

    def _tell(self, facts: Mapping[str, Any]) -> None:
        under = self._under.get(facts["task"])
        if under is None:
            return  # it has ended; news of two kinds may overtake each other
        plan = under.task.milestone
        match facts["kind"]:
            case "began":
                self._is_idle = False
                under.worker = f"worker {facts['name']}"
                under.begun += 1
                if self._affinity is not None:
                    self._affinity.begun(facts["task"], facts["address"], facts["cache"])
                self._begin(under)
                self._observer.milestone_placed(plan.path, under.worker)
            case "step":
                self._observer.step_started(
                    facts["path"], facts["number"], facts["name"], facts["line"]
                )
            case "step-ended":
                step = StepResult(
                    line=facts["line"],
                    status=Status(facts["status"]),
                    number=facts["number"],
                    name=facts["name"],
                    cached=facts["cached"],
                    seconds=facts["seconds"],
                )
                self._observer.step_finished(facts["path"], step)

    def _begin(self, under: _Under) -> None:
        plan = under.task.milestone
        self._observer.milestone_started(plan.path, plan.number, plan.name, len(plan.steps))

    def _ended(self, number: int) -> Done:
        under = self._under[number]
        try:
            done = self._result(under)
        finally:
            del self._under[number]
        if self._affinity is not None:
            self._affinity.ended(number, under.task)
        self._place()
        if not under.worker:
            self._begin(under)
        return done

    def _is_innocent(self, under: _Under) -> bool:
        """Whether Dask gave it up for deaths of workers that had not begun it each time.

        It counts a death for every task that waits at the worker, too.
        """
        if under.future is None or under.future.status != "error" or under.attempts > _ATTEMPTS:
            return False
        future: Any = under.future
        error = future.exception()
        return isinstance(error, KilledWorker) and under.begun <= error.allowed_failures

    def _result(self, under: _Under) -> Done:
        plan = under.task.milestone
        why = self._lost()
        if under.future is not None:
            try:
                found = under.future.result()
            except Exception as error:  # noqa: BLE001 - Dask hands on whatever was raised
                why = self._why(error)
            else:
                if isinstance(found, Sealed):
                    return _placed(found.open(), under.worker)
                assert isinstance(found, Refused)
                why = f"{found.why}; {found.remedy}"
        return Done(blocked_milestone(plan, Status.ERROR, why))

    def _why(self, error: Exception) -> str:
        """Why a task came to nothing, and what to do about it."""
        match error:
            case KilledWorker():
                return (
                    f"{error.allowed_failures + 1} workers died while they carried it out, the "
                    f"last one at {error.last_worker.address}; see their logs, and whether the "
                    "machines have memory enough"
                )
            case ModuleNotFoundError():
                return (
                    f"a worker lacks the Python package `{error.name}`; install "
                    "milepost[cluster] on every worker, the same version as here"
                )
        if self._client.status != "running":
            self._is_lost = True
            return self._lost()
        return (
            f"Dask could not carry it out: {type(error).__name__}: "
            f"{str(error).partition(chr(10))[0]}; see the logs of scheduler and workers"
        )

    def _lost(self) -> str:
        return (
            f"the scheduler at {self._client.scheduler.address} was lost; start it again, and run "
            "what is left"
        )

    def _look_for_workers(self) -> None:
        if self._is_idle or not self._under:
            return
        with contextlib.suppress(Exception):  # that the scheduler is gone is told by its tasks
            if not self._client.nthreads():
                self._is_idle = True
                self._observer.notice(
                    "the cluster has no worker now; waiting for one (start it with `dask worker`)"
                )

    def _call_off(self) -> None:
        """Cancel what is under way, and see the workers end it."""
        futures = [one.future for one in self._under.values() if one.future is not None]
        if not futures or self._is_lost:
            return
        with contextlib.suppress(Exception):  # the scheduler may be gone by now
            self._client.cancel(futures, force=True)
        deadline = time.monotonic() + _GRACE
        begun = {number for number, one in self._under.items() if one.worker}
        while begun and time.monotonic() < deadline:
            try:
                news = self._news.get(timeout=max(deadline - time.monotonic(), 0.0))
            except queue.Empty:
                return
            if isinstance(news, int):
                continue
            if news["kind"] == "ended":
                begun.discard(news["task"])
            elif news["kind"] == "began":
                begun.add(news["task"])


def _placed(done: Done, worker: str) -> Done:
    """Its end; what Milepost could not carry out is told with where that was."""
    result = done.result
    if result.status is not Status.ERROR or not result.reason or not worker:
        return done
    return replace(done, result=replace(result, reason=f"{result.reason} (on {worker})"))
