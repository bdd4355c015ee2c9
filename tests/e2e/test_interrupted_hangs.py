"""Ctrl-C while something that a room needs hangs: each wait on the way out has a limit."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import fence, guide, write
from tests.e2e.soak import LATE
from tests.e2e.test_interrupted import start
from tests.e2e.test_interrupted_jobs import LIMIT
from tests.interfaces.cli.process import COMMAND, environment
from tests.orphans import adopted
from tests.programs import await_that

from milepost.room.opening import SEARCH
from milepost.snapshot.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.room

HANGING = """#!/bin/sh
rmdir {shown}/first 2>/dev/null && exec {real} "$@"
trap '' TERM INT HUP
: >{begun}
exec sleep 1000
"""
WITH_ANOTHER = """
import sys
from milepost.interfaces.cli.main import main
from milepost.room import opening
find, name, path = opening.find_programs, sys.argv.pop(1), sys.argv.pop(1)
opening.find_programs = lambda settings: {**find(settings), name: path}
main()
"""
PROGRAMS = ("bwrap", "ip", "mkdir", "mount", "nft", "nsenter", "sh", "slirp4netns", "unshare")
"""Those that start a room, and the one by which Milepost enters its network."""
TEXT = guide(fence("true")) + "\n**Expected Outcome**: `http://localhost:8799/` responds.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with adopted() as orphans:
        yield tmp_path
        orphans.await_end()


@pytest.fixture
def shown() -> Iterator[Path]:
    """A folder that the holder of root's rooms sees, too, which is an account without rights."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        yield Path(folder)


def end_while_it_hangs(
    folder: Path, shown: Path, program: str, guides: list[str], number: signal.Signals
) -> tuple[int, str, float]:
    """A run that gets a signal while a program of its rooms hangs: its exit status, what it said
    last, and the seconds that it took to end. Of several guides the first gets its room."""
    begun = shown / "begun"
    begun.unlink(missing_ok=True)
    if len(guides) > 1:
        (shown / "first").mkdir(mode=0o777)
    hanging = shown / program
    real = shutil.which(program, path=SEARCH)
    hanging.write_text(HANGING.format(begun=begun, shown=shown, real=real))
    hanging.chmod(0o755)
    network = "off" if program == "ip" else "on"  # only then it is called
    args = ["run", f"--network={network}", "--no-cache", *guides]
    process = subprocess.Popen(
        [sys.executable, "-c", WITH_ANOTHER, program, str(hanging), *args],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        await_that(begun.exists, f"{program} hangs")
        began = time.monotonic()
        os.killpg(process.pid, number)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    return process.returncode, err.rpartition("milepost: ")[2], time.monotonic() - began


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("program", PROGRAMS)
def test_an_interrupt_waits_for_nothing_that_hangs(
    folder: Path, shown: Path, program: str, count: int
) -> None:
    guides = [f"{number}.md" for number in range(count)]
    write(folder, dict.fromkeys(guides, TEXT))

    def in_time() -> bool:
        status, said, seconds = end_while_it_hangs(folder, shown, program, guides, signal.SIGINT)
        assert (status, said) == (130, "Interrupted.\n")
        return seconds < LIMIT

    # The machine may be busy with others; nothing is ever left, and one of three is in time.
    assert any(in_time() for _ in range(3))


@pytest.mark.slow
@pytest.mark.parametrize("program", ["bwrap", "ip", "mkdir", "nft", "slirp4netns"])
def test_nothing_is_left_of_a_run_that_is_killed_while_something_hangs(
    folder: Path, shown: Path, program: str
) -> None:
    guides = ["1.md", "2.md", "3.md"]
    write(folder, dict.fromkeys(guides, TEXT))
    status, _, _ = end_while_it_hangs(folder, shown, program, guides, signal.SIGKILL)
    assert status == -signal.SIGKILL


@pytest.mark.parametrize("count", [1, 3])
def test_an_interrupt_does_not_wait_for_another_one_that_writes_to_the_cache(
    folder: Path, count: int
) -> None:
    guides = [f"{number}.md" for number in range(count)]
    write(folder, dict.fromkeys(guides, guide(fence("true"))))
    store = Store(folder / "cache")
    with contextlib.closing(sqlite3.connect(store.folder / "index.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        process = start(
            folder, "run", "--network=off", *guides, MILEPOST_CACHE_DIR=str(store.folder)
        )
        assert process.stderr is not None
        assert "Start" in process.stderr.readline()

        def waits() -> bool:
            links = Path(f"/proc/{process.pid}/fd").iterdir()
            return any(link.resolve().name == "index.db" for link in links)

        await_that(waits, "it has opened the index")
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert time.monotonic() - began < LATE
    assert process.returncode == 130, err


def test_an_interrupt_of_a_verification_does_not_wait_for_its_tests(folder: Path) -> None:
    stubborn = "trap '' TERM INT HUP\nsetsid sleep 1000 &\n: >{}\nwhile :; do sleep 1000; done"

    def in_time(turn: int) -> bool:
        begun = folder / f"begun-{turn}"
        text = guide(fence("true")) + f"\n## Testing\n\n{fence(stubborn.format(begun))}"
        write(folder, {"work/1.md": text})
        process = subprocess.Popen(
            [*COMMAND, "verify", "1", "--yes"],
            cwd=folder / "work",
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        await_that(begun.exists, "the tests run")
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130, err
        return time.monotonic() - began < LIMIT / 2

    assert any(map(in_time, range(3)))
