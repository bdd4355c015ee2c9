"""Ctrl-C while milestones run beside each other: all ends within two seconds, nothing is left."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import fence, guide, write
from tests.e2e.soak import LATE, SEED
from tests.e2e.test_interrupted import left_behind, name_of, start
from tests.interfaces.cli.terminal import seated
from tests.namespaces import namespaces
from tests.orphans import Orphans, adopted

from milepost.room.inhabitants import descendants

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 2.0
"""Seconds from Ctrl-C to the end."""

STUBBORN = (
    guide("<!-- milepost: background -->\n" + fence("python3 -m http.server --bind 127.0.0.1 {}"))
    + "### Step 2: Stay\n\n"
    + fence("trap '' TERM INT HUP\nsetsid sleep 1000 &\nwhile :; do sleep 1000; done")
)
PLACES = [
    pytest.param("--no-sandbox", id="on this machine"),
    pytest.param("--network=off", id="in rooms", marks=pytest.mark.room),
    pytest.param("--network=on", id="in rooms with a network", marks=pytest.mark.room),
]
WORKERS = ("--cluster=local:2", "--no-sandbox")


@pytest.fixture
def orphans() -> Iterator[Orphans]:
    with adopted() as orphans:
        yield orphans


@pytest.fixture
def workfolder(tmp_path: Path, orphans: Orphans) -> Iterator[Path]:
    names = {f"{number}.md": STUBBORN.format(18760 + number) for number in range(1, 5)}
    write(tmp_path, names)
    (tmp_path / "temporary").mkdir()
    yield tmp_path
    assert orphans.alive() == []
    left = [path.name for path in (tmp_path / "temporary").iterdir()]
    assert [name for name in left if not name.startswith("milepost-places-")] == []


def listening() -> set[str]:
    """The ports of this machine on which the guides' servers could listen."""
    rows = Path("/proc/net/tcp").read_text().splitlines()[1:]
    ports = {f"{int(row.split()[1].partition(':')[2], 16)}" for row in rows}
    return {port for port in ports if port.startswith("1876")}


@pytest.mark.parametrize("place", PLACES)
def test_all_ends_within_two_seconds(workfolder: Path, place: str) -> None:
    # The machine may be busy with others; nothing is ever left, and one of three is in time.
    assert any(seconds_to_end(workfolder, "--jobs=2", place) < LIMIT for _ in range(3))


def test_all_ends_within_two_seconds_on_workers_of_this_machine(
    workfolder: Path, orphans: Orphans
) -> None:
    assert any(seconds_to_end(workfolder, *WORKERS) < LIMIT for _ in range(3))
    orphans.await_end()


def test_workers_that_only_start_or_end_are_no_reason_to_wait(
    workfolder: Path, orphans: Orphans
) -> None:
    write(workfolder, {"short.md": guide(fence("true"))})
    chance = random.Random(SEED)
    print(f"seed {SEED}")

    def in_time(seconds: float) -> bool:
        process = start(workfolder, "run", *WORKERS, "short.md")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        began = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode in (0, 130), err
        assert "Traceback" not in err
        return time.monotonic() - began < LIMIT

    moments = [chance.uniform(0.5, 2.5) for _ in range(4)]
    assert sum(map(in_time, moments)) > len(moments) // 2, moments
    # What multiprocessing starts to watch over them ends once it sees that they are gone.
    orphans.await_end()


def seconds_to_end(workfolder: Path, *args: str) -> float:
    """How long a run takes to end that is interrupted while two milestones are on their way; holds
    that nothing of it is left."""
    process = start(workfolder, "run", *args, *map(str, sorted(workfolder.glob("*.md"))))
    name = name_of(process)
    assert process.stderr is not None
    said = ""
    while said.count("Step 1") < 2:
        line = process.stderr.readline()
        assert line, said
        said += line
    with namespaces() as its:
        its.hold(one.pid for one in descendants(process.pid))
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        took = time.monotonic() - began
        its.await_end()
    assert process.returncode == 130, err
    assert out == ""
    assert "Traceback" not in err, err
    assert left_behind(name) == []
    assert listening() == set()
    return took


MOMENTS = 10


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_an_interrupt_at_a_random_moment_is_in_time(workfolder: Path, place: str) -> None:
    """Many more of them, for as long as asked: `tests.e2e.soak`."""
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    web = "<!-- milepost: background ready={0} -->\n" + fence(
        "python3 -m http.server --bind 127.0.0.1 {0}"
    )
    texts = [guide(web.format(port) + fence("sleep 0.1")) for port in range(18764, 18767)]
    names = [f"r{number}.md" for number in range(len(texts))]
    write(workfolder, dict(zip(names, texts, strict=True)))
    taken = []
    for _ in range(MOMENTS):
        process = start(workfolder, "run", "--no-cache", "--jobs", "2", place, *names)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.15, 1.2))
        began = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=LATE)
        taken.append(time.monotonic() - began)
        assert process.returncode in (0, 130, -signal.SIGINT), err
        assert "Traceback" not in err or "in main" not in err, err
    assert sorted(taken)[MOMENTS // 2] < LIMIT, taken


def test_the_terminal_shows_where_each_was_stopped(workfolder: Path) -> None:
    names = ["1.md", "2.md", "3.md"]
    write(workfolder, dict.fromkeys(names, guide(fence("sleep 1000"))))
    changes = {"TERM": "xterm", "TMPDIR": str(workfolder / "temporary")}
    with seated("run", "--jobs", "2", "--no-sandbox", *names, cwd=workfolder, **changes) as seat:
        seat.resize(24, 80)
        while "sleep 1000" not in seat.shown.rpartition("sleep 1000")[0][-300:]:
            assert seat.look(1), seat.shown
        seat.type("\x03")
        assert seat.end() == 130
    end = seat.shown.rpartition("\x1b[?25h")[2]
    assert end.count("stopped at line") == 2
    assert "Interrupted." in end
