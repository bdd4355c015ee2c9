"""`milepost shell`: a person in the room, after a step or at its failure."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import milepost
from tests.interfaces.cli.terminal import seated
from tests.orphans import adopted
from tests.run.guides import steps, write

from milepost.interfaces.cli.errors import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def bash(code: str) -> str:
    return f"```bash\n{code}\n```\n"


GUIDE = steps(
    bash(
        "mkdir d; cd d; export X=5; y=6; f() { echo f$X$y; }; alias g='echo gee'; set -f; umask 7"
    ),
    bash("python3 -m http.server --bind 127.0.0.1 8123"),
    bash("echo half >file; ls ../nothere"),
    bash("echo never"),
)
QUIET = steps(bash("mkdir d; cd d; export X=5"), bash("echo two >two"))

PLACES = [
    pytest.param(("--no-sandbox",), id="on this machine"),
    pytest.param(("--network", "off"), id="in a room", marks=pytest.mark.room),
]
room = pytest.mark.room


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A roadmap of one guide; what `shell` starts has ended with it."""
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    write(tmp_path, {"milestones/01-test.md": GUIDE, "quiet.md": QUIET})
    with adopted() as orphans:
        yield tmp_path
        orphans.await_end()


@pytest.mark.parametrize("place", PLACES)
def test_the_terminal_stands_where_the_guide_left_it(folder: Path, place: tuple[str, ...]) -> None:
    asked = "f; g; echo *; umask; basename $PWD; curl -s localhost:8123 >/dev/null && echo served"
    done = milepost("shell", "1/2", *place, "--command", asked, cwd=folder)
    assert done.stdout == "f56\ngee\n*\n0007\nd\nserved\n", done.stderr
    assert done.returncode == 0
    assert "after step 2: Name 2" in done.stderr


@room
def test_a_step_that_ran_before_is_recalled_with_all_it_left(folder: Path) -> None:
    write(folder, {"quiet.md": steps(bash("mkdir d; cd d; date +%N >now; f() { cat now; }"))})
    asked = ("shell", "quiet.md/1", "--network", "off", "--command", "f")
    first, second = (milepost(*asked, cwd=folder) for _ in range(2))
    assert first.stdout == second.stdout != ""
    assert "cached" in second.stderr


@room
def test_what_comes_after_the_step_is_not_there_although_it_was_kept(folder: Path) -> None:
    asked = ("--network", "off", "--command", "ls")
    assert milepost("run", "--network", "off", "quiet.md", cwd=folder).returncode == 0
    assert milepost("shell", "quiet.md/1", *asked, cwd=folder).stdout == ""
    assert milepost("shell", "quiet.md/2", *asked, cwd=folder).stdout == "two\n"
    assert milepost("shell", "quiet.md", *asked, cwd=folder).stdout == "two\n"


@pytest.mark.parametrize("place", PLACES)
def test_the_shell_opens_at_the_failure_and_tells_it(folder: Path, place: tuple[str, ...]) -> None:
    done = milepost("shell", "1/3", *place, "-c", "cat file", cwd=folder)
    assert done.stdout == "half\n"
    assert "at the failure of step 3: Name 3" in done.stderr
    assert "milestones/01-test.md:22: failed with exit status 2" in done.stderr
    assert "ls: cannot access '../nothere'" in done.stderr


STATUSES = {
    "": 0,
    "# nothing": 0,
    "true": 0,
    "exit 7": 7,
    "false; true": 0,
    "true; false": 1,
    "kill -9 $BASHPID": 137,
}


@pytest.mark.parametrize(("code", "status"), STATUSES.items())
def test_the_status_is_that_of_the_commands(folder: Path, code: str, status: int) -> None:
    asked = ("shell", "--no-sandbox", "quiet.md/1")
    assert milepost(*asked, "-c", code, cwd=folder).returncode == status
    assert milepost(*asked, stdin=code.encode(), cwd=folder).returncode == status


def test_interrupting_the_commands_ends_all(folder: Path) -> None:
    with seated("shell", "--no-sandbox", "quiet.md/1", "-c", "echo up; sleep 100", cwd=folder) as s:
        s.see("up")
        s.type("\x03")
        assert s.end() == 130


MISTAKES = {
    "no such step": ("1/9", "there is no step `9` in milestones/01-test.md", "1, 2, 3, 4"),
    "no such milestone": ("7/1", "there is no milestone 7", "has the numbers 1"),
    "no such guide": ("other.md/1", "other.md: there is no such file", ""),
    "no number": ("1/x", "there is no step `x`", "1, 2, 3, 4"),
    "a guide without steps": ("empty.md", "the guide has no steps", "Name another"),
    "after a failure": ("1/4", "step 4 cannot be reached: step 3 failed", "01-test.md/2` before"),
    "after a failure at once": ("bad.md/2", "step 1 failed", "bad.md/1` opens a shell at"),
    "what it needs is not there": (
        "needs.md/1",
        "can be carried out: needs Python 9.1+",
        "milepost run needs.md",
    ),
}


@pytest.mark.parametrize(("step", "message", "remedy"), MISTAKES.values(), ids=MISTAKES)
def test_a_step_that_cannot_be_had_is_told(
    folder: Path, step: str, message: str, remedy: str
) -> None:
    needy = QUIET.replace("## Impl", "## Prerequisites\n\n- Python 9.1+\n\n## Impl")
    bad = steps(bash("false"), bash("true"))
    write(folder, {"empty.md": "# Nothing\n", "bad.md": bad, "needs.md": needy})
    done = milepost("shell", "--no-sandbox", step, "-c", "echo in", cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


def test_a_machine_without_rooms_is_told_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("milepost.room.opening.SEARCH", "/nowhere")
    assert guarded(["shell", "quiet.md/1", "-c", "true"]) == 2
    said = capsys.readouterr().err
    assert "bwrap" in said
    assert "--no-sandbox" in said


WAITING = 'trap "echo resu""med" CONT; echo be""gun; while :; do sleep 0.01; done'
"""Says what becomes of it, in words that do not stand in the command."""


@pytest.mark.parametrize("place", PLACES)
def test_a_person_at_a_terminal_has_a_terminal_there(folder: Path, place: tuple[str, ...]) -> None:
    with seated("shell", "1/3", *place, cwd=folder, TERM="vt100") as seat:
        seat.resize(31, 97)
        modes = seat.modes()
        seat.see("`exit` ends")
        seat.see("(1/3) ")
        seat.type("f; g; tty; stty size; echo kind $TERM\r")
        for words in ("f56", "gee", "/dev/pts/", "31 97", "kind vt100"):
            seat.see(words)
        seat.resize(20, 60)
        seat.type("until [ \"$(stty size)\" = '20 60' ]; do :; done; echo re''sized\r")
        seat.see("resized")
        seat.type("echo $COLUMNS wide\r")
        seat.see("60 wide")
        seat.type(f"bash -c '{WAITING}'\r")
        seat.see("begun")
        seat.type("\x1a")
        seat.see("Stopped")
        seat.type("fg\r")
        seat.see("resumed")
        seat.type("\x03")
        seat.see("(1/3) ")
        seat.type("echo interrupted $?\r")
        seat.see("interrupted 130")
        seat.type("echo fifty | tr f n; cat\r")
        seat.see("ninty")
        seat.type("\x04")
        seat.see("(1/3) ")
        seat.type("exit 9\r")
        assert seat.end() == 9
        assert seat.modes() == modes
    assert os.listdir(folder / "milestones") == ["01-test.md"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@room
def test_nothing_is_left_of_a_shell_whose_milepost_is_killed(
    folder: Path, number: signal.Signals
) -> None:
    with seated("shell", "quiet.md/1", "--network", "off", cwd=folder) as seat:
        seat.see("(1/1) ")
        seat.type("sleep 100 & sleep 100\r")
        seat.see("sleep 100 & sleep 100")
        seat.process.send_signal(number)
        assert seat.end() == (130 if number != signal.SIGKILL else -9)
