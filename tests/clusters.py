"""A Dask cluster of real processes on loopback, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from tests.programs import await_that

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

DEATHS = 2
"""Workers that may die of a milestone until it is given up."""


@dataclass(slots=True)
class Cluster:
    """A scheduler and its workers, each worker with a cache of its own."""

    folder: Path
    """What they write is in `<name>.log`."""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """As `--cluster` takes it."""
        tcp = str(msgspec.json.decode(self._file.read_bytes())["address"])
        return tcp.replace("tcp://", "dask://")

    @property
    def _file(self) -> Path:
        return self.folder / "scheduler.json"

    def start_scheduler(self) -> None:
        """The scheduler; it listens when this returns."""
        self._start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0")
        await_that(lambda: self._file.exists() and self._file.read_bytes()[-1:] == b"}",
                   "the scheduler listens")  # fmt: skip

    def start_worker(self, name: str) -> None:
        """A worker with one thread, which may not have joined yet when this returns."""
        self._start(name, "worker", "--nthreads", "1", "--name", name, "--memory-limit", "0")

    def said(self, name: str) -> str:
        """What a process has written."""
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")

    def end(self) -> None:
        """End all of it."""
        scheduler, *workers = self.processes.values()
        for processes in (workers, [scheduler]):
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(20)

    def _start(self, name: str, *words: str) -> None:
        environ = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
            "MILEPOST_CACHE_DIR": str(self.folder / f"{name}-cache"),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(DEATHS - 1),
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--no-dashboard", "--scheduler-file",
                 str(self._file)],
                env=environ,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )  # fmt: skip


@contextmanager
def cluster(folder: Path, *workers: str) -> Iterator[Cluster]:
    """A scheduler and workers of these names."""
    found = Cluster(folder)
    try:
        found.start_scheduler()
        for name in workers:
            found.start_worker(name)
        yield found
    finally:
        found.end()
