"""Worker: carry one milestone out for a run that another process has started."""

from __future__ import annotations

import tarfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.app.memory import memory
from milepost.files.run_folder import START, run_folder
from milepost.process.errors import CannotStart
from milepost.process.temporary import temporary_folder
from milepost.result.model import Status
from milepost.run.milestone import blocked_milestone
from milepost.run.supply import Supply
from milepost.run.task import Done
from milepost.run.task import carry_out as carry_task_out
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from milepost.app.places import Places
    from milepost.process.place import Place
    from milepost.result.observer import Observer
    from milepost.run.executors.shared_store import OpenStore, SharedStore
    from milepost.run.memory import Memory
    from milepost.run.settings import RunSettings
    from milepost.run.task import Task


@dataclass(frozen=True, slots=True)
class Start:
    """The folder from which a milestone starts that needs none."""

    digest: str
    """Of what it holds; see `milepost.snapshot.folder`."""
    archive: str | None
    """Of the object that has it as a tar archive; None where there is no such folder."""


@dataclass(frozen=True, slots=True)
class Errand:
    """All that a worker has to know to carry a milestone out."""

    task: Task
    settings: RunSettings
    places: Places
    cache: bool
    """Whether steps are recalled and kept, in the worker's own cache."""
    store: SharedStore
    start: Start
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Values that are neither kept nor put into the store."""

    @property
    def unshared(self) -> tuple[str, ...]:
        """They, and what is handed in for this run alone."""
        return (*self.secrets, *self.places.passed.values())


def carry_out(
    sent: Errand, *, observer: Observer, on_end: Callable[[Callable[[], None]], None]
) -> Done:
    """Carry it out on this machine. What it leaves behind is in the shared store at the end.

    `on_end` is given what ends it early, to be called from another thread.
    """
    plan = sent.task.milestone
    try:
        done = _carry_out(sent, observer, on_end)
    except CannotStart as error:
        done = Done(blocked_milestone(plan, Status.ERROR, error.advice))
    except MilepostError as error:
        done = Done(blocked_milestone(plan, Status.ERROR, f"{error}; {error.remedy}"))
    return done


def _carry_out(
    sent: Errand, observer: Observer, on_end: Callable[[Callable[[], None]], None]
) -> Done:
    shared = sent.store.open()
    places = sent.places
    room = places.room if places.sandbox and sent.cache else None
    kept = memory(places.environ, room, lambda _: sent.start.digest, shared.fetch, sent.secrets)
    with kept as known:

        def open_place(path: str, *, begins: bool) -> Place:  # noqa: ARG001 - there is but one
            if not begins or sent.start.archive is None:
                return places.open(None)
            with _unpacked(known, sent.start.archive) as folder:
                return places.open(folder)

        with Supply((sent.task.milestone,), open_place) as supply:
            on_end(supply.end)
            done = carry_task_out(sent.task, sent.settings, supply, observer, known)
        return _sent_home(done, known, shared, sent)


def _sent_home(done: Done, known: Memory, shared: OpenStore, sent: Errand) -> Done:
    """The milestone, its layers put into the store; an error where they could not be."""
    try:
        left = () if done.left is None else (*done.left.began, *done.left.layers)
        for digest in dict.fromkeys(left):
            file = known.store.open(digest)
            if file is None:
                raise CannotStart("what it leaves behind was removed meanwhile", "run it again")
            with file:
                shared.send(digest, file, sent.unshared)
    except CannotStart as error:
        result = replace(done.result, status=Status.ERROR, reason=error.advice)
        return replace(done, result=result, left=None)
    return done


@contextmanager
def _unpacked(known: Memory, digest: str) -> Iterator[Path]:
    """The folder that a milestone starts from, as long as the context lasts."""
    file = known.store.open(digest)
    if file is None:
        raise CannotStart(
            "the folder that it starts from is not in the store, or was damaged there",
            "run it again",
        )
    with file, run_folder(temporary_folder(), START) as make:
        folder = make()
        with tarfile.open(fileobj=file) as archive:
            # It is what its digest says, packed by whoever started the run: links and modes stay.
            archive.extractall(folder, filter="fully_trusted")
        yield folder
