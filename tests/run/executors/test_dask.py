"""What goes wrong in a cluster: workers and schedulers that die, differ, or are not there."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from tests.clusters import DEATHS, Cluster, cluster
from tests.conformance.test_executor import Executor, Watching, states
from tests.e2e.test_interrupted_jobs import LIMIT
from tests.interfaces.cli.process import COMMAND, environment
from tests.orphans import adopted
from tests.programs import await_that
from tests.run.guides import milestone, write

import milepost
from milepost.app import cluster as cluster_case
from milepost.room.inhabitants import descendants

KILL = "kill -9 $PPID; sleep 30"
"""The worker is the parent of a guide's shell, where there is no room."""


class Placed(Watching):
    """Knows where milestones run, too."""

    def milestone_placed(self, path: str, worker: str) -> None:
        self.told.append(f"{path} on {worker}")

    def notice(self, text: str) -> None:
        self.told.append(text)


def test_a_milestone_whose_worker_dies_is_run_again_elsewhere(
    dask: Cluster, tmp_path: Path
) -> None:
    first = tmp_path / "first"
    write(
        tmp_path,
        {
            **milestone(1, "echo kept >kept"),
            **milestone(2, f"[ -e {first} ] || {{ touch {first}; {KILL}; }}; cat kept", 1),
        },
    )
    watching = Placed()
    result = Executor(dask.address).run(tmp_path, watching)
    assert states(result) == ["passed", "passed"]
    begun = [line for line in watching.told if "begins at milestones/02-m.md" in line]
    placed = {line for line in watching.told if "milestones/02-m.md on worker" in line}
    assert (len(begun), len(placed)) == (2, 2)


@pytest.mark.slow
@pytest.mark.parametrize("hanging", ["scheduler", "alpha", "beta"])
def test_an_interrupt_does_not_wait_for_what_hangs(
    dask: Cluster, tmp_path: Path, hanging: str
) -> None:
    signs = [tmp_path / "1", tmp_path / "2"]
    write(tmp_path, milestone(1, f"touch {signs[0]}; sleep 1000"))
    write(tmp_path, milestone(2, f"touch {signs[1]}; sleep 1000"))

    def in_time() -> bool:
        for sign in signs:
            sign.unlink(missing_ok=True)
        process = subprocess.Popen(
            [*COMMAND, "run", "--no-sandbox", "--cluster", dask.address],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        await_that(lambda: all(sign.exists() for sign in signs), "both are on their way")
        other = dask.processes[hanging]
        other.send_signal(signal.SIGSTOP)
        try:
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
            took = time.monotonic() - began
        finally:
            other.send_signal(signal.SIGCONT)
        assert process.returncode == 130
        assert err.endswith("milepost: Interrupted.\n")
        return took < LIMIT

    assert any(in_time() for _ in range(3))


@pytest.mark.room
@pytest.mark.slow
def test_a_worker_that_is_at_work_is_not_waited_for(dask: Cluster, tmp_path: Path) -> None:
    executor, options = Executor(dask.address), {"sandbox": True, "network": "off"}

    def placed(code: str, jobs: int) -> set[str]:
        write(tmp_path, {**milestone(1, "echo a >a"), **milestone(2, code, 1)})
        write(tmp_path, milestone(3, code, 1))
        watching = Placed()
        assert states(executor.run(tmp_path, watching, jobs=jobs, **options)) == ["passed"] * 3
        return {line.rpartition(" ")[2] for line in watching.told if "m.md on worker" in line}

    # All go where the first one has left its files.
    assert len(placed("cat a", jobs=1)) == 1
    assert placed("cat a; sleep 2", jobs=2) == {"alpha", "beta"}


def test_a_milestone_that_kills_every_worker_is_an_error_in_the_end(
    dask: Cluster, tmp_path: Path
) -> None:
    write(tmp_path, {**milestone(1, KILL), **milestone(2, "true", 1)})
    result = Executor(dask.address).run(tmp_path)
    assert states(result) == ["error", "blocked"]
    reason = result.milestones[0].reason
    assert reason is not None
    assert reason.startswith(
        f"{DEATHS} workers died while they carried it out, the last one at tcp://"
    )


def test_a_milestone_that_kills_workers_takes_no_other_with_it(
    dask: Cluster, tmp_path: Path
) -> None:
    write(tmp_path, milestone(1, KILL))
    for number in range(2, 9):
        write(tmp_path, milestone(number, "sleep 0.3"))
    result = Executor(dask.address).run(tmp_path, jobs=None)
    assert states(result) == ["error", *["passed"] * 7]


def test_values_are_in_no_log_no_name_and_no_store(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed, given = "token-4711-4711", "value-0815-0815"
    monkeypatch.setenv("TOKEN", passed)
    write(
        tmp_path,
        {
            **milestone(1, '[ "$TOKEN" ] && [ "<your-name>" ] && echo "$TOKEN" | md5sum >sum'),
            **milestone(2, f'cat sum; echo "$TOKEN <your-name>"; [ -e {tmp_path}/x ] || {KILL}', 1),
        },
    )
    result = Executor(dask.address).run(
        tmp_path,
        store=str(tmp_path / "store"),
        pass_env=("TOKEN",),
        values={"your-name": given},
    )
    assert states(result) == ["passed", "error"]
    kept = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    logs = [*dask.folder.glob("*.log")]
    assert kept
    assert len(logs) == 3
    found = [path for path in (*kept, *logs) for word in (passed, given)
             if word.encode() in path.read_bytes()]  # fmt: skip
    assert found == []


def test_a_passed_value_in_a_file_is_not_put_into_the_store(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "token-4711-4711")
    files = {**milestone(1, 'echo "$TOKEN" >.env'), **milestone(2, "cat .env", 1)}
    write(tmp_path, files)
    store = tmp_path / "store"
    result = Executor(dask.address).run(tmp_path, store=str(store), pass_env=("TOKEN",))
    assert states(result) == ["error", "blocked"]
    reason = result.milestones[0].reason or ""
    assert "holds the value of a variable that --pass-env hands in" in reason
    assert reason.rpartition(" (on worker ")[2] in ("alpha)", "beta)")
    assert [path for path in store.rglob("*") if path.is_file()] == []


def test_a_store_keeps_layers_for_the_next_run_and_nothing_of_the_run_itself(
    dask: Cluster, tmp_path: Path
) -> None:
    write(tmp_path, {**milestone(1, "echo a >a"), **milestone(2, "cat a", 1)})
    store = tmp_path / "store"
    Executor(dask.address).run(tmp_path, store="store")
    (layer,) = [path for path in store.rglob("*") if path.is_file()]
    assert layer.name == hashlib.sha256(layer.read_bytes()).hexdigest()


@pytest.mark.room
def test_a_worker_sends_no_layer_that_the_store_has(dask: Cluster, tmp_path: Path) -> None:
    write(tmp_path, {**milestone(1, "echo a >a"), **milestone(2, "cat a", 1)})
    store = tmp_path / "store"
    Executor(dask.address).run(tmp_path, store="store", sandbox=True, network="off")
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}
    write(tmp_path, milestone(2, "cat a; true", 1))
    # Both workers know the first milestone after two runs; what it leaves is the same layer.
    for _ in range(2):
        result = Executor(dask.address).run(tmp_path, store="store", sandbox=True, network="off")
        assert states(result) == ["passed"] * 2
    after = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before


def test_a_worker_with_another_milepost_says_so(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milepost, "__version__", "9.9.9")
    write(tmp_path, milestone(1, "true"))
    (one,) = Executor(dask.address).run(tmp_path).milestones
    assert one.status == "error"
    assert "and this is Milepost 9.9.9; install the same version on all of them" in str(one.reason)


def test_a_fault_on_a_worker_is_told_without_what_it_says(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the worker opens has no such parts, so that it stumbles over the words it was given.
    monkeypatch.setattr(cluster_case._Packer, "errand", lambda *_: "token-4711")
    write(tmp_path, milestone(1, "true"))
    (one,) = Executor(dask.address).run(tmp_path).milestones
    assert one.status == "error"
    assert "a fault of Milepost itself on tcp://" in str(one.reason)
    assert "AttributeError (" in str(one.reason)
    assert "4711" not in str(one.reason)


def test_a_lost_scheduler_ends_what_runs_and_leaves_a_report(tmp_path: Path) -> None:
    began = tmp_path / "began"
    write(tmp_path, {**milestone(1, f"touch {began}; sleep 30"), **milestone(2, "true")})
    with cluster(tmp_path, "alone") as dying:
        words = [sys.executable, "-m", "milepost", "run", "--no-sandbox", "--jobs", "1"]
        process = subprocess.Popen(
            [*words, "--cluster", dying.address],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        await_that(began.exists, "the guide began")
        dying.processes["scheduler"].kill()
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 2
    assert out.count("was lost; start it again, and run what is left") == 2, out
    assert "Traceback" not in out


def test_a_cluster_without_workers_is_waited_for_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milepost.run.executors.dask._PATIENCE", 0.1)
    write(tmp_path, milestone(1, "true"))
    watching = Placed()
    results: list[Any] = []
    with cluster(tmp_path) as empty:
        address = empty.address
        running = threading.Thread(
            target=lambda: results.append(Executor(address).run(tmp_path, watching))
        )
        running.start()
        await_that(lambda: bool(watching.told), "something is said")
        empty.start_worker("late")
        running.join(30)
    assert watching.told[0].startswith("the cluster has no worker now; waiting for one")
    assert watching.told[1:3] == [
        "1 M1 of 1 begins at milestones/01-m.md",
        "milestones/01-m.md on worker late",
    ]
    assert states(results[0]) == ["passed"]


@pytest.mark.slow
def test_an_interrupt_while_workers_start_is_told_in_one_line(tmp_path: Path) -> None:
    write(tmp_path, milestone(1, "sleep 60"))
    process = subprocess.Popen(
        [sys.executable, "-m", "milepost", "run", "--no-sandbox", "--cluster", "local:2"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )

    def a_worker_starts() -> bool:
        # Its interpreter runs, and is about to import Dask.
        return any(
            b"spawn_main" in (place / "cmdline").read_bytes()
            and "_pickle" in (place / "maps").read_text()
            for one in descendants(process.pid)
            for place in (Path(f"/proc/{one.pid}"),)
        )

    with adopted() as orphans:
        await_that(a_worker_starts, "a worker starts")
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err.strip()) == (130, "milepost: Interrupted.")
        orphans.await_end()
