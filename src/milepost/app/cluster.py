"""Cluster: hand the milestones of a run to the workers of a Dask cluster."""

from __future__ import annotations

import hashlib
import os
import socket
import tarfile
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from milepost.app import worker
from milepost.app.places import workspace_of
from milepost.app.run import note_verdicts, places_of
from milepost.app.store import cache_home, open_store
from milepost.files.run_folder import run_folder
from milepost.process.temporary import temporary_folder
from milepost.run.executors.address import parse_address
from milepost.run.executors.connection import connected, misfit
from milepost.run.executors.shared_store import SharedStore, missing_extra
from milepost.run.roadmap import run_roadmap, whole
from milepost.snapshot.folder import folder_digest
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from milepost.app.run import RunRequest
    from milepost.plan.model import Plan
    from milepost.result.model import RunResult
    from milepost.result.observer import Observer
    from milepost.run.settings import RunSettings
    from milepost.run.task import Task

_STORES: Final = "stores"
"""Folder in the user's cache folder, for the stores of runs that name none."""


def run_on_cluster(
    request: RunRequest,
    plan: Plan,
    settings: RunSettings,
    observer: Observer,
    secrets: tuple[str, ...],
) -> RunResult:
    """Carry a plan out on the cluster that the request names.

    No worker keeps what holds a value of `secrets`, and none puts it into the store.
    Raises MilepostError where the cluster or its store cannot be used.
    """
    address = parse_address(request.cluster or "")
    with _store(request) as store, connected(address) as client:
        from milepost.run.executors.affinity import Affinity
        from milepost.run.executors.dask import DaskExecutor

        told = misfit(client)
        if told is not None:
            observer.notice(told)
        packer = _Packer(request, settings, store, secrets)
        recalls = request.sandbox and request.cache
        there = DaskExecutor(
            client,
            worker.carry_out,
            packer.errand,
            observer,
            limit=request.jobs,
            affinity=Affinity(client, _name(request)) if recalls else None,
        )
        with there as executor:
            result = run_roadmap(plan, executor, observer, settings.steps)
    if recalls:
        with suppress(MilepostError):  # it is for the next run alone
            judged = whole(plan, result, settings.steps)
            note_verdicts(open_store(os.environ), request, judged)
    return result


def check_cluster(address: str) -> None:
    """Raises MilepostError for what is no address, and where packages are missing."""
    parse_address(address)
    if not all(map(find_spec, ("distributed", "fsspec"))):
        raise missing_extra()


def _name(request: RunRequest) -> str:
    """What a scheduler knows the roadmap by: the same for each run here."""
    place = f"{socket.gethostname()}:{request.folder}"
    return hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()


@contextmanager
def _store(request: RunRequest) -> Iterator[SharedStore]:
    """The store of the run, with a mark by which workers know it."""
    if request.store is not None:
        # Workers have working directories of their own.
        named = request.store if ":" in request.store else str(request.folder / request.store)
        store = SharedStore(named).marked()
        try:
            yield store
        finally:
            store.remove_mark()
        return
    folder = cache_home(os.environ) / _STORES
    with run_folder(folder, f"{socket.gethostname()}-") as make:
        try:
            url = str(make())
        except OSError as error:
            raise MilepostError(
                f"no store can be made in `{folder}`: {error.strerror}",
                "Name one with --store, or set MILEPOST_CACHE_DIR to a folder of yours.",
            ) from error
        yield SharedStore(url).marked()


class _Packer:
    """Puts together what workers are sent."""

    def __init__(
        self,
        request: RunRequest,
        settings: RunSettings,
        store: SharedStore,
        secrets: tuple[str, ...],
    ) -> None:
        self._request = request
        self._secrets = secrets
        self._settings = settings
        self._store = store
        self._places = places_of(request)
        self._starts: dict[Path, worker.Start] = {}

    def errand(self, task: Task) -> worker.Errand:
        """What a worker is sent for a task."""

        passed = {name: os.environ[name] for name in self._places.pass_env if name in os.environ}
        return worker.Errand(
            task=task,
            settings=self._settings,
            places=replace(self._places, passed=passed),
            cache=self._request.cache,
            store=self._store,
            start=self._start(task),
            secrets=self._secrets,
        )

    def _start(self, task: Task) -> worker.Start:
        path = self._request.folder / task.milestone.path
        folder = None if task.needs else workspace_of(path)
        if folder is None:
            return worker.Start("", None)
        if folder not in self._starts:
            self._starts[folder] = self._packed(folder)
        return self._starts[folder]

    def _packed(self, folder: Path) -> worker.Start:
        """Put a folder into the store."""
        with tempfile.TemporaryFile(dir=temporary_folder()) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
                for entry in sorted(os.listdir(folder)):
                    archive.add(folder / entry, arcname=entry, filter=_kept)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            self._store.open().send(digest, file)
        return worker.Start(folder_digest(folder), digest)


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """A member as the archive has it; None for sockets, pipes and devices."""
    if not (member.isreg() or member.isdir() or member.issym() or member.islnk()):
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
