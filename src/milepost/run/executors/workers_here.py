"""A Dask scheduler and workers on this machine, for the length of a run."""

from __future__ import annotations

import atexit
import contextlib
import logging
import queue
import signal
import threading
import time
from typing import TYPE_CHECKING, Any, Final, Self

from milepost.files.run_folder import OF_MILESTONES, run_folder, sweep_folders
from milepost.process.attentive import next_of
from milepost.process.errors import CannotStart
from milepost.process.host import sweep
from milepost.process.others import end_marked
from milepost.process.spawn import kill_spawned, start_tracker
from milepost.process.temporary import temporary_folder
from milepost.run.executors.shared_store import missing_extra
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SETTINGS: Final[dict[str, object]] = {
    # Nobody needs pages that tell of the run, and are served to every account.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.preload": ["milepost.run.executors.local_worker"],
}
"""Dask's."""
_VARIABLES: Final = "distributed.nanny.pre-spawn-environ"
"""Dask's name for the variables that a worker has from its start."""
_TLS: Final = (
    "ca_file",
    *("client_cert", "client_key", "scheduler_cert", "scheduler_key", "worker_cert", "worker_key"),
)
"""What Dask is to have of certificates and keys."""
_MARK: Final = "MILEPOST_WORKERS"
"""The variable by which workers, and what they start, are known: the name of their folder."""
_HASTE: Final = 0.3
"""Seconds that are waited for what was killed, and as many for Dask to take note of it."""
_PAUSE: Final = 0.02
"""Seconds between two looks for what is to be killed."""


@contextlib.contextmanager
def workers_here(count: int) -> Iterator[Any]:
    """Dask's cluster, on loopback, that only this account can talk to.

    An interrupt ends it at once, also while it starts. Raises MilepostError where it cannot be had.
    """
    with (
        run_folder(temporary_folder(), "milepost-workers-", end=_end_workers) as make,
        _Start(count, make()) as start,
    ):
        yield start.wait()


def _end_workers(name: str) -> None:
    """End workers whose run was killed: while they start, they would make its folder again."""
    end_marked(f"{_MARK}={name}".encode())


class _Start:
    """A cluster that is started in a thread of its own, so that whoever waits can be interrupted.

    What the thread starts never gets an interrupt; see `milepost.run.executors.local_worker`,
    which a worker loads only after a while.
    """

    def __init__(self, count: int, folder: Path) -> None:
        """`folder` is for what Dask keeps on disk."""
        self._count = count
        self._folder = folder
        self._made: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._cluster: Any = None
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="start workers", daemon=True)
        self._thread.start()

    def wait(self) -> Any:
        """The cluster. Raises MilepostError."""
        made = next_of(self._made)
        if isinstance(made, ImportError):
            raise missing_extra() from made
        if isinstance(made, Exception):
            raise MilepostError(
                f"{self._count} workers cannot be started on this machine: {made}",
                "Ask for fewer, or see whether its limits on processes and open files allow them.",
            ) from made
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._cut_short()
            return
        try:
            if self._cluster is not None:
                self._cluster.close()
        except KeyboardInterrupt:
            self._cut_short()
            raise

    def _cut_short(self) -> None:
        """End workers at once, and with them what they carry out."""
        self._is_over = True
        cluster = self._cluster
        for nanny in () if cluster is None else list(cluster.workers.values()):
            nanny.auto_restart = False
        kill_spawned(_HASTE)
        atexit.register(kill_spawned, 0.0)
        threading.Thread(target=self._keep_killing, name="end workers", daemon=True).start()
        with contextlib.suppress(Exception):  # it may miss those that were killed
            if cluster is not None:
                cluster.close(timeout=_HASTE)
        with contextlib.suppress(CannotStart):
            sweep()
        for prefix in OF_MILESTONES:
            sweep_folders(temporary_folder(), prefix)

    def _keep_killing(self) -> None:
        """End what is started all the same; a process that ends would wait for it."""
        while self._thread.is_alive():
            kill_spawned(_HASTE)
            time.sleep(_PAUSE)

    def _run(self) -> None:
        import dask

        made: Any
        start_tracker()  # which lets the signal in again, so it comes first
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            own = {
                "temporary-directory": str(self._folder),
                _VARIABLES: {**dask.config.get(_VARIABLES), _MARK: self._folder.name},
            }
            # Whoever reaches a scheduler runs code as its account: TLS keeps the others out.
            with dask.config.set({**_SETTINGS, **own}):
                made = _cluster_class()(
                    n_workers=self._count,
                    threads_per_worker=1,
                    memory_limit=0,  # guides' processes are their own, with limits of their own
                    dashboard_address="127.0.0.1:0",
                    security=_security(self._folder),
                    silence_logs=logging.CRITICAL,
                )
            self._cluster = made
            if self._is_over:
                made.close()
        except Exception as error:  # noqa: BLE001 - whoever waits tells it
            made = error
        self._made.put(made)


def _cluster_class() -> Any:
    """Dask's, but for the ten seconds that it waits, when the process ends, for one not closed."""
    import distributed

    return type(
        "Cluster",
        (distributed.LocalCluster,),
        {"shutdown_on_close": property(lambda _: False, lambda *_: None)},
    )


def _security(folder: Path) -> Any:
    """Certificates of this run alone, in files of its folder, which only this account can enter.

    What Dask has in memory it writes into temporary folders, and a process that is killed leaves
    them there.
    """
    import distributed

    made = distributed.Security.temporary()  # type: ignore[no-untyped-call]
    files = {f"tls_{name}": folder / f"{name}.pem" for name in _TLS}
    for name, file in files.items():
        file.write_text(getattr(made, name), "ascii")
    paths = {name: str(file) for name, file in files.items()}
    return distributed.Security(require_encryption=True, **paths)  # type: ignore[no-untyped-call]
