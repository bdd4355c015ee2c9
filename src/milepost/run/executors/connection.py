"""Connecting to a Dask cluster, or starting one on this machine for the length of a run."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import warnings
from typing import TYPE_CHECKING, Any, Final

from milepost.process.attentive import join
from milepost.run.executors.address import Scheduler, Workers
from milepost.run.executors.shared_store import missing_extra
from milepost.run.executors.workers_here import workers_here
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KNOCK: Final = 3.0
"""Seconds within which a scheduler's machine takes a connection, and the scheduler greets."""
_ANSWER: Final = 15.0
"""Seconds within which it takes a client in."""
_NUMBER: Final = 4
"""Bytes of a greeting's first number that may be other than zero: more are text of another kind
of server."""
_FAREWELL: Final = 3.0
"""Seconds that are waited for a scheduler when a run ends."""
_HASTE: Final = 0.3
"""The same for one that is interrupted."""


@contextlib.contextmanager
def connected(address: Scheduler | Workers) -> Iterator[Any]:
    """A Dask client of the cluster. Raises MilepostError, with cause and remedy, where none can be
    had."""
    _silence()
    if isinstance(address, Workers):
        with workers_here(address.count) as cluster, _client(cluster, "this machine") as found:
            yield found
    else:
        _knock(address)
        _look_for_certificate(address)
        with _client(address.url, address.url) as found:
            yield found


def misfit(client: Any) -> str | None:
    """Why the scheduler's Dask may not fit this one; None where it is the same."""
    versions = client.get_versions()
    here, there = (versions[who]["packages"] for who in ("client", "scheduler"))
    for package in ("distributed", "python"):
        if here[package] != there[package]:
            return (
                f"the scheduler has {package} {there[package]} and this machine {here[package]}; "
                "where tasks are lost, install the same everywhere"
            )
    return None


@contextlib.contextmanager
def _client(cluster: Any, shown: str) -> Iterator[Any]:
    distributed = _distributed()
    found: list[Any] = []

    def connect() -> None:
        try:
            found.append(distributed.Client(cluster, timeout=_ANSWER, set_as_default=False))
        except Exception as error:  # noqa: BLE001 - the thread that waits tells it
            found.append(error)

    # Dask waits for ever where the other side says nothing, so it is waited for beside it.
    thread = threading.Thread(target=connect, name="cluster", daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions it is told by `misfit`
        thread.start()
        join(thread, _ANSWER + 1)
    client = found[0] if found else TimeoutError(f"no answer within {_ANSWER:g} s")
    if isinstance(client, Exception):
        raise _no_scheduler(shown, str(client).partition("\n")[0] or type(client).__name__)
    patience = _HASTE
    try:
        yield client
        patience = _FAREWELL
    finally:
        with contextlib.suppress(Exception):  # the scheduler may be gone by now
            client.close(timeout=patience)


def _knock(address: Scheduler) -> None:
    """See that a scheduler answers: Dask itself tries for half a minute what fails at once."""
    try:
        found = socket.create_connection((address.host, address.port), _KNOCK)
    except OSError as error:
        raise MilepostError(
            f"no Dask scheduler answers at {address.url}: {error.strerror or error}",
            "Start one with `dask scheduler`, and see whether host, port and firewall are right.",
        ) from error
    with found:
        if address.transport != "tcp":
            return
        try:
            # It greets first: eight bytes with the number of what follows, the lowest first.
            greeting = found.recv(8)
        except OSError:
            greeting = b""
    if not greeting or greeting[_NUMBER:].strip(b"\0"):
        raise _no_scheduler(address.url, "it does not greet as one")


def _look_for_certificate(address: Scheduler) -> None:
    security = _distributed().Security()
    if address.transport == "tls" and security.get_connection_args("client")["ssl_context"] is None:
        raise MilepostError(
            f"{address.url} is reached by TLS, for which Dask has no certificate here",
            "Set ca-file, client.cert and client.key under distributed.comm.tls in Dask's "
            "configuration.",
        )


def _no_scheduler(shown: str, why: str) -> MilepostError:
    return MilepostError(
        f"what listens at {shown} does not answer as a Dask scheduler: {why}",
        "See whether that is the scheduler's port (not the dashboard's), whether it wants "
        "dask+tls://, and whether it has the same Dask as this machine.",
    )


def _silence() -> None:
    """Dask's own log goes nowhere: what matters of it is told in Milepost's words."""
    _distributed()
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            log = logging.getLogger(name)  # Dask gives several of them a handler
            log.handlers = [logging.NullHandler()]
            log.propagate = False


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise missing_extra() from error
    return distributed
