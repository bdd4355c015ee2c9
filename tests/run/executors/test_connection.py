"""Connecting to a cluster: what stands in the way is told with a remedy."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from tests.programs import await_that
from tests.run.guides import milestone, write

from milepost.run.executors import connection
from milepost.run.executors.address import Scheduler, Workers
from milepost.run.executors.connection import connected, misfit
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def server(greeting: bytes) -> Iterator[Scheduler]:
    """Greets whoever connects, and says no more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    found, _ = listener.accept()
                except OSError:
                    return
                taken.append(found)
                found.sendall(greeting)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield Scheduler("tcp", "127.0.0.1", listener.getsockname()[1])
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for one in taken:
                one.close()


def refusal(address: Scheduler | Workers) -> MilepostError:
    """Why no client can be had."""
    with pytest.raises(MilepostError) as told, connected(address):
        pass
    assert told.value.remedy
    return told.value


def test_a_port_on_which_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    told = refusal(Scheduler("tcp", "127.0.0.1", port))
    assert str(told) == f"no Dask scheduler answers at tcp://127.0.0.1:{port}: Connection refused"
    assert "dask scheduler" in told.remedy


@pytest.mark.parametrize("greeting", [b"", b"SSH-2.0-Server\r\n", b"220 mail\r\n"])
def test_a_server_of_another_kind(greeting: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_KNOCK", 0.2)
    with server(greeting) as address:
        assert "does not answer as a Dask scheduler: it does not greet as one" in str(
            refusal(address)
        )


def test_a_scheduler_that_says_no_more_than_its_greeting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_ANSWER", 0.2)
    with server((40).to_bytes(8, "little")) as address:
        assert "no answer within 0.2 s" in str(refusal(address))


def test_tls_without_a_certificate() -> None:
    with server(b"") as address:
        told = refusal(Scheduler("tls", address.host, address.port))
    assert "for which Dask has no certificate here" in str(told)
    assert "distributed.comm.tls" in told.remedy


@pytest.mark.parametrize("address", [Workers(1), Scheduler("tcp", "127.0.0.1", 1)])
def test_the_extra_is_not_installed(
    address: Scheduler | Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refusal(address).remedy.endswith("pip install 'milepost[cluster]'")


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({"distributed": "2026.8.0", "python": "3.11.7"}, None),
        ({"distributed": "2025.1.0", "python": "3.11.7"}, "has distributed 2025.1.0 and this"),
        ({"distributed": "2026.8.0", "python": "3.13.1"}, "has python 3.13.1 and this machine"),
    ],
)
def test_a_scheduler_with_other_versions(there: dict[str, str], told: str | None) -> None:
    class Client:
        def get_versions(self) -> Any:
            here = {"distributed": "2026.8.0", "python": "3.11.7"}
            return {"client": {"packages": here}, "scheduler": {"packages": there}}

    found = misfit(Client())
    assert found is None if told is None else told in str(found)


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "milepost", "run", "--no-sandbox", "--cluster", "local:1"],
        cwd=folder,
        env=os.environ | {"MILEPOST_CACHE_DIR": str(folder / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def session(number: int) -> list[str]:
    """Processes of a session."""
    asked = ["pgrep", "-s", str(number)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()


def test_workers_of_this_machine_carry_a_roadmap_out_and_are_gone(tmp_path: Path) -> None:
    write(tmp_path, {**milestone(1, "echo a >a"), **milestone(2, "cat a", 1)})
    process = start(tmp_path)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    assert "milestones: 2 passed" in out
    assert [line for line in err.split("\n") if " on worker " in line] == [
        line for line in err.split("\n") if "m.md on worker" in line
    ]
    assert "Warning" not in err
    await_that(lambda: session(process.pid) == [], "no process is left")
    assert list((tmp_path / "cache" / "stores").iterdir()) == []


def test_an_interrupt_ends_workers_of_this_machine_without_a_word_of_theirs(
    tmp_path: Path,
) -> None:
    began = tmp_path / "began"
    write(tmp_path, milestone(1, f"touch {began}; sleep 60"))
    process = start(tmp_path)
    await_that(began.exists, "the guide began")
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.endswith("milepost: Interrupted.\n")
    assert "Traceback" not in err
    await_that(lambda: session(process.pid) == [], "no process is left")
