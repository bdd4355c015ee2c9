"""Writers and servers that are killed: what was acknowledged is kept, and nothing is half there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from tests.progress import postgres
from tests.progress.statements import statement

from milepost.progress.store import open_store
from milepost.text.error import MilepostError

ROOT = Path(__file__).parents[2]

WRITER = """
import os, sys
from pathlib import Path
from milepost.progress.store import open_store
from tests.progress.statements import statement
# Many writers out of one warm process: a fork each, killed while it writes.
folder, setting = Path(sys.argv[1]), sys.argv[2] or None
open_store(setting, folder).close()
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        store = open_store(setting, folder)
        os.write(1, f"pid {os.getpid()}\\n".encode())
        while True:
            os.write(1, f"{store.append(statement()).digest}\\n".encode())
    os.waitpid(pid, 0)
    os.write(1, b"gone\\n")
"""


@pytest.mark.slow
def test_a_writer_that_is_killed_200_times_loses_nothing_that_it_acknowledged(
    setting: str | None, tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), setting or ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
        bufsize=1,
    )
    acknowledged: list[str] = []
    with writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        for round_ in range(200):
            writer.stdin.write("go\n")
            pid = int(writer.stdout.readline().removeprefix("pid "))
            # Killed at another moment each time: after some acknowledgements, within a write.
            for _ in range(round_ % 3):
                acknowledged.append(writer.stdout.readline().strip())
            os.kill(pid, signal.SIGKILL)
            while (line := writer.stdout.readline().strip()) != "gone":
                acknowledged.append(line)
        writer.stdin.close()
    assert writer.returncode == 0
    with open_store(setting, tmp_path) as store:
        kept = {one.digest for one in store.records()}
        assert len(acknowledged) >= 150
        assert set(acknowledged) <= kept
        assert store.audit() == []


@pytest.mark.slow
def test_a_server_that_crashes_keeps_what_it_acknowledged_and_goes_on(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    faults: list[MilepostError] = []
    with postgres.running() as server:
        setting = f"{server.url}/postgres"
        some = threading.Barrier(5)

        def write(who: str) -> None:
            try:
                with open_store(setting, tmp_path) as store:
                    acknowledged.append(store.append(statement(who=who)).digest)
                    some.wait()
                    while True:
                        acknowledged.append(store.append(statement(who=who)).digest)
            except MilepostError as error:
                faults.append(error)

        writers = [threading.Thread(target=write, args=(f"p{n}",)) for n in range(4)]
        for writer in writers:
            writer.start()
        some.wait()
        server.crash()
        for writer in writers:
            writer.join()
        server.start()
        with open_store(setting, tmp_path) as store:
            assert len(acknowledged) >= 4
            assert set(acknowledged) <= {one.digest for one in store.records()}
            assert store.audit() == []
            store.append(statement())
    assert [str(fault.remedy) for fault in faults] == 4 * [
        "Check the address in `progress`, and whether the server runs."
    ]


def test_a_server_whose_disk_is_full_is_told_of_and_keeps_what_it_has(tmp_path: Path) -> None:
    large = statement(tools={f"tool{n}": os.urandom(4000).hex() for n in range(20)})
    kept: list[str] = []
    with postgres.running(largest_file=2_000_000) as server:
        setting = f"{server.url}/postgres"
        with open_store(setting, tmp_path) as store:

            def fill() -> None:
                for _ in range(100):
                    kept.append(store.append(large).digest)

            with pytest.raises(MilepostError, match="disk with the store") as error:
                fill()
            assert "Make room" in str(error.value.remedy)
            assert kept
            assert {one.digest for one in store.records()} == set(kept)
            assert store.audit() == []


def test_a_store_that_another_program_holds_is_told_of(database: str, tmp_path: Path) -> None:
    with (
        open_store(f"{database}?options=-clock_timeout%3D100", tmp_path) as store,
        psycopg.connect(database) as other,
    ):
        store.append(statement())
        other.execute("LOCK TABLE evidence IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(MilepostError, match="locked by another program"):
            store.append(statement())
        other.rollback()
        store.append(statement())
        assert len(list(store.records())) == 2
