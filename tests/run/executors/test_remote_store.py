"""A store on another machine, as far as its address tells: an FTP server on loopback."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.clusters import Cluster, cluster
from tests.conformance.test_executor import Executor, states
from tests.programs import await_that
from tests.run.guides import milestone, write

from milepost.app.run import RunRequest, run
from milepost.process.errors import CannotStart
from milepost.result.observer import Silent
from milepost.run.executors.shared_store import SharedStore
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LISTENS = re.compile(r"starting FTP server on ([\d.]+:\d+), pid=(\d+)")
_SENT = re.compile(r"STOR \S*/([0-9a-f]{64})\S* completed=1 bytes=([1-9]\d*)")
_TAKEN = re.compile(r"RETR \S*/([0-9a-f]{64}) completed=1")


@dataclass(frozen=True, slots=True)
class Server:
    """An FTP server; what it is asked for is in its log."""

    process: subprocess.Popen[bytes]
    folder: Path
    log: Path

    @property
    def address(self) -> str:
        found = _LISTENS.search(self.log.read_text())
        return found[1] if found else ""

    @property
    def url(self) -> str:
        """As `--store` takes it."""
        return f"ftp://name:word@{self.address}/of/a/team"

    def sent(self) -> list[str]:
        """Digests of the objects that were sent to it, marks of runs left out."""
        found: list[tuple[str, str]] = _SENT.findall(self.log.read_text())
        return [digest for digest, size in found if size != "16"]

    def taken(self) -> set[str]:
        """Digests of the objects that were fetched from it."""
        return set(_TAKEN.findall(self.log.read_text()))

    def files(self) -> set[str]:
        return {path.name for path in self.folder.rglob("*") if path.is_file()}


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """A server whose files are in a folder of a folder."""
    files, log = folder / "served", folder / "server.log"
    files.mkdir()
    words = ["-i", "127.0.0.1", "-p", "0", "-u", "name", "-P", "word", "-d", str(files), *options]
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "pyftpdlib", *words],
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )
    server = Server(process, files, log)
    try:
        await_that(lambda: server.address != "", "the server listens")
        yield server
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, "-w") as found:
        yield found


DATA = b"some bytes" * 100_000
DIGEST = hashlib.sha256(DATA).hexdigest()


def test_what_was_sent_can_be_fetched_and_is_sent_once(server: Server) -> None:
    store = SharedStore(server.url).open()
    fetched = io.BytesIO()
    assert not store.has(DIGEST)
    assert not store.fetch(DIGEST, fetched)
    for _ in range(2):
        store.send(DIGEST, io.BytesIO(DATA))
    assert store.has(DIGEST, len(DATA))
    assert store.fetch(DIGEST, fetched)
    assert fetched.getvalue() == DATA
    assert set(server.sent()) == server.files() == {DIGEST}


def test_what_another_machine_has_sent_meanwhile_is_there(server: Server) -> None:
    one, other = SharedStore(server.url).open(), SharedStore(server.url).open()
    assert not one.has(DIGEST)
    other.send(DIGEST, io.BytesIO(DATA))
    assert one.has(DIGEST)


def test_half_an_object_is_sent_again(server: Server) -> None:
    store = SharedStore(server.url).open()
    store.send(DIGEST, io.BytesIO(DATA))
    (path,) = server.folder.rglob(DIGEST)
    path.write_bytes(DATA[:3])
    store.send(DIGEST, io.BytesIO(DATA))
    assert path.read_bytes() == DATA


def test_files_travel_between_the_workers_of_a_cluster(
    dask: Cluster, server: Server, tmp_path: Path
) -> None:
    write(
        tmp_path,
        {
            **milestone(1, "echo one >log; cat start"),
            **milestone(2, "echo two >>log", 1),
            **milestone(3, '[ "$(cat log)" = "$(printf "one\\ntwo")" ]', 2),
            "workspace/start": "a folder to start from\n",
        },
    )
    result = Executor(dask.address).run(tmp_path, store=server.url)
    assert states(result) == ["passed"] * 3
    # The folder to start from and two layers; the last milestone's nobody needs.
    assert len(set(server.sent())) == 3
    # Of each run the mark is gone at its end.
    assert server.files() == set(server.sent()) == server.taken()


@pytest.mark.room
def test_the_next_run_sends_only_what_is_lacking(server: Server, tmp_path: Path) -> None:
    def guides(second: str) -> None:
        write(tmp_path, {**milestone(1, "head -c 300000 /dev/urandom >big")})
        write(tmp_path, {**milestone(2, second, 1), **milestone(3, "cat two", 2)})

    with cluster(tmp_path, "solo") as solo:

        def sent() -> set[str]:
            before = len(server.sent())
            result = Executor(solo.address).run(
                tmp_path, store=server.url, sandbox=True, network="off"
            )
            assert states(result) == ["passed"] * 3
            return set(server.sent()[before:])

        guides("echo 2 >two")
        first = sent()
        again = sent()
        guides("echo two >two")
        changed = sent()
    # What the first one began with, and what each of two has changed; the last one nobody needs.
    assert len(first) == 3
    assert again == set()
    assert len(changed) == 1
    assert not changed & first


def run_with(store: str, folder: Path) -> None:
    write(folder, milestone(1, "true"))
    run(RunRequest(cluster="local:1", store=store, sandbox=False, folder=folder), Silent())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            ("word", "wrong"),
            r"ftp://\*\*\*@[\d.:]+/of/a/team` cannot be used: 530 Auth",
            marks=pytest.mark.slow,
        ),
        (("ftp://", "fpt://"), "cannot be used: Protocol not known: fpt"),
        (("127.0.0.1", "host.invalid"), "cannot be used: .*(not known|resolution)"),
    ],
)
def test_an_address_that_is_wrong_is_told_with_a_remedy(
    server: Server, tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(MilepostError, match=said) as told:
        run_with(server.url.replace(*change), tmp_path)
    assert "you may write to it, or name another one with --store" in told.value.remedy
    assert "word" not in str(told.value)


def test_a_server_that_is_down_is_told_with_a_remedy(server: Server, tmp_path: Path) -> None:
    url = server.url
    server.process.kill()
    server.process.wait()
    with pytest.raises(MilepostError, match="cannot be used: Connection refused") as told:
        run_with(url, tmp_path)
    assert "See whether it is there" in told.value.remedy


def test_a_store_that_may_only_be_read_is_told_with_a_remedy(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        with pytest.raises(MilepostError, match=r"cannot be used: 550 .*privileges") as told:
            run_with(server.url, tmp_path)
        assert "you may write to it" in told.value.remedy
        assert server.files() == set()


def test_a_server_that_goes_down_on_the_way_is_an_error_of_the_milestone(
    dask: Cluster, server: Server, tmp_path: Path
) -> None:
    listens = f"(: </dev/tcp/{server.address.replace(':', '/')}) 2>/dev/null"
    end = f"kill -9 {server.process.pid}; while {listens}; do sleep 0.01; done"
    write(tmp_path, {**milestone(1, end), **milestone(2, "true", 1)})
    result = Executor(dask.address).run(tmp_path, store=server.url)
    assert states(result) == ["error", "blocked"]
    reason = result.milestones[0].reason or ""
    assert re.search(r"the store `ftp://\*\*\*@\S+` cannot be (read|written): ", reason), reason
    assert "see whether it is there and may be used from that machine" in reason


def test_an_object_that_cannot_be_written_whole_is_not_there(server: Server) -> None:
    store = SharedStore(server.url).open()

    def chunks() -> Iterator[bytes]:
        yield DATA
        raise CannotStart("the disk is gone")

    with pytest.raises(CannotStart, match="the disk is gone"):
        store.write(DIGEST, chunks())
    assert not store.has(DIGEST)
