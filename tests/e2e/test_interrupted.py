"""Ctrl-C and other ends at any point: 130, a word on it, and nothing left behind."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.e2e.roadmaps import fence, guide, write
from tests.interfaces.cli.process import COMMAND, environment
from tests.orphans import Orphans, adopted

from milepost.process.others import start_time

if TYPE_CHECKING:
    from collections.abc import Iterator


def left_behind(name: str) -> list[str]:
    """Temporary folders and mounts on this machine of the process of a `name`."""
    folders = [Path(tempfile.gettempdir()), Path("/dev/shm")]
    found = [str(path) for folder in folders for path in folder.glob(f"{name}*")]
    mounts = Path("/proc/self/mountinfo").read_text().splitlines()
    return found + [line for line in mounts if name in line]


def name_of(process: subprocess.Popen[str]) -> str:
    """What begins the names of all that a process makes; while it is not waited for.

    Its start is part of it: an earlier process of the same number may have been killed.
    """
    return f"milepost-{process.pid}.{start_time(process.pid)}."


def start(folder: Path, *args: str, **changes: str) -> subprocess.Popen[str]:
    """A command line on its way, with temporary folders of its own."""
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [*COMMAND, *args],
        cwd=folder,
        env=environment(TMPDIR=str(temporary), **changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


class Moment(NamedTuple):
    """A run, and what is to be seen on standard error when the signal comes."""

    text: str
    sign: str


SERVER = "python3 -m http.server 8765 --bind 127.0.0.1"
MOMENTS = {
    "while the first room starts": Moment(guide(fence("sleep 1000")), "1: Start"),
    "in a block that hangs": Moment(
        guide(fence("true")) + f"### Step 2: Hang\n\n{fence('sleep 1000')}", "Step 1"
    ),
    "in a block that will not be ended": Moment(
        guide(fence("true"))
        + "### Step 2: Hang\n\n"
        + fence("trap '' TERM INT HUP\nsetsid sleep 1000 &\nwhile :; do sleep 1000; done"),
        "Step 1",
    ),
    "with a service running": Moment(
        guide("<!-- milepost: background -->\n" + fence(SERVER))
        + f"### Step 2: Hang\n\n{fence('sleep 1000')}",
        "Step 1",
    ),
    "in an outcome that is waited for": Moment(
        guide(fence("true"))
        + "### Step 2: Wait\n\n"
        + fence("true")
        + "\n**Expected Outcome**: `http://localhost:8799/` responds.\n",
        "Step 1",
    ),
    "in a flood of output": Moment(
        guide(fence("true")) + f"### Step 2: Flood\n\n{fence('yes')}", "Step 1"
    ),
}
PLACES = [
    pytest.param("--no-sandbox", id="on this machine"),
    pytest.param("--network=off", id="in a room", marks=pytest.mark.room),
    pytest.param("--network=on", id="in a room with a network", marks=pytest.mark.room),
]


@pytest.fixture
def orphans() -> Iterator[Orphans]:
    with adopted() as orphans:
        yield orphans


@pytest.fixture
def workfolder(tmp_path: Path, orphans: Orphans) -> Iterator[Path]:
    yield tmp_path
    orphans.await_end()
    left = [path.name for path in (tmp_path / "temporary").rglob("*")]
    assert [name for name in left if not name.startswith("milepost-places-")] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("moment", MOMENTS)
def test_an_interrupt_ends_a_run_and_all_that_it_has_started(
    workfolder: Path, moment: str, place: str
) -> None:
    text, sign = MOMENTS[moment]
    write(workfolder, {"guide.md": text})
    process = start(workfolder, "run", place, "guide.md")
    name = name_of(process)
    assert process.stderr is not None
    said = ""
    while sign not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    # A terminal sends it to all that is in the foreground, not to one process.
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert "Interrupted." in err
    assert "Traceback" not in err
    assert out == ""
    assert left_behind(name) == []


DELAYS = [0.05, 0.1, 0.15, 0.2, 0.23, 0.26, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6]
"""Seconds after its start at which a run is interrupted: imports, room, block, end."""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("place", PLACES)
def test_an_interrupt_at_any_time_leaves_nothing(
    workfolder: Path, orphans: Orphans, place: str, number: signal.Signals
) -> None:
    names = ["1.md", "2.md", "3.md"]
    write(workfolder, dict.fromkeys(names, guide(fence("sleep 0.1"))))
    for delay in DELAYS:
        process = start(workfolder, "run", place, *names)
        name = name_of(process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
        # Before it has begun and after it has ended, a signal has its usual effect.
        idle = "Start" not in err or "3.md: passed" in err
        usual = {0, 130, -number} if idle else {130}
        if idle and "KeyboardInterrupt" in err:
            usual.add(1)  # the interpreter was about to start itself; see below
        assert process.returncode in usual, (delay, err)
        assert left_behind(name) == []
        # Until `main` is called the interpreter speaks for itself.
        assert "Traceback" not in err or "in main" not in err, (delay, err)
        # A room whose start was cut short ends by itself, in its own time.
        orphans.await_end()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("delay", [0.0, 0.01, 0.1, 0.5])
def test_an_impatient_user_leaves_nothing_either(
    workfolder: Path, orphans: Orphans, place: str, delay: float
) -> None:
    stubborn = MOMENTS["in a block that will not be ended"].text
    write(workfolder, {"guide.md": stubborn})
    process = start(workfolder, "run", place, "guide.md")
    assert process.stderr is not None
    while "Step 1" not in process.stderr.readline():
        assert process.poll() is None
    for _ in range(3):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in err
    orphans.await_end()


def test_a_run_whose_process_is_killed_leaves_no_process(
    workfolder: Path, orphans: Orphans
) -> None:
    write(workfolder, {"guide.md": guide(fence("echo begun >&2; sleep 1000"))})
    process = start(workfolder, "run", "--network=off", "guide.md")
    assert process.stderr is not None
    process.stderr.readline()
    process.kill()
    process.communicate(timeout=30)
    orphans.await_end()


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES[1:])
def test_a_run_that_is_killed_at_any_time_leaves_no_process(
    workfolder: Path, orphans: Orphans, place: str
) -> None:
    write(workfolder, {"guide.md": guide(fence("sleep 0.1"))})
    for delay in DELAYS:
        process = start(workfolder, "run", "--no-cache", place, "guide.md")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        process.kill()
        process.communicate(timeout=30)
        orphans.await_end()


def test_ctrl_c_on_a_terminal_gives_the_cursor_back(workfolder: Path) -> None:
    write(workfolder, {"guide.md": guide(fence("sleep 1000"))})
    ours, theirs = pty.openpty()
    (workfolder / "temporary").mkdir()
    process = subprocess.Popen(
        [*COMMAND, "run", "--no-sandbox", "guide.md"],
        cwd=workfolder,
        env=environment(TERM="xterm", TMPDIR=str(workfolder / "temporary")),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        # Its controlling terminal, so that the key is a signal.
        preexec_fn=lambda: os.login_tty(theirs),
    )
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # Linux reports the end of a terminal so (EIO)
        while data := os.read(ours, 1 << 16):
            interrupt = b"sleep 1000" in said + data and b"sleep 1000" not in said
            said += data
            if interrupt:
                os.write(ours, b"\x03")
    os.close(ours)
    assert process.wait(30) == 130, said
    assert b"Interrupted." in said
    assert said.rfind(b"\x1b[?25h") > said.rfind(b"\x1b[?25l") >= 0


@pytest.mark.parametrize("delay", [0.05, 0.1, 0.15, 0.2, 0.3])
def test_an_interrupted_fix_leaves_every_guide_whole(workfolder: Path, delay: float) -> None:
    old = "# 1: Start\n\n## FAQ\n\nText\n\n## Validation Checklist\n\n- [x] done\n"
    names = [f"milestones/{number:03}-start.md" for number in range(300)]
    write(workfolder, dict.fromkeys(names, old))
    process = start(workfolder, "check", "--fix")
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    # Until `main` is called the interpreter speaks for itself.
    assert "Traceback" not in err or "in main" not in err, err
    texts = {(workfolder / name).read_text() for name in names}
    assert len(texts) <= 2, "each is the old or the new one"
    files = {str(path.relative_to(workfolder)) for path in workfolder.rglob("milestones/*")}
    assert files == set(names)
