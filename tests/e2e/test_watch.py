"""`run --watch`: whatever is saved, in whatever way, the result of it is seen."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import fence, guide, milepost, write
from tests.interfaces.cli.terminal import Seat, seated
from tests.orphans import adopted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

DONE = "Watching"
PASSED = "Run passed"
FAILED = "Run failed"


def prints(word: str) -> str:
    return guide(fence(f"echo {word}") + "\n**Expected Outcome**: The output contains `good`.\n")


GOOD, BAD = prints("good"), prints("bad")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What is watched; nothing of what watches it is left."""
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with adopted() as orphans:
        yield tmp_path / "here"
        orphans.await_end()
    left = [path.name for path in (tmp_path / "temporary").iterdir()]
    assert [name for name in left if not name.startswith("milepost-places-")] == []


def watching(folder: Path, *args: str) -> AbstractContextManager[Seat]:
    """Somebody who watches runs on this machine."""
    return seated("run", "--watch", "--no-sandbox", *args, cwd=folder, TERM="dumb")


def leave(seat: Seat) -> None:
    seat.type("\x03")
    assert seat.end() == 130
    assert "Traceback" not in seat.shown


def see(seat: Seat, *words: str) -> None:
    for word in words:
        seat.see(word)


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def by_rename(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)


def with_backup(path: Path, text: str) -> None:
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text)


def in_pieces(path: Path, text: str) -> None:
    with path.open("w") as file:
        for line in text.splitlines(keepends=True):
            file.write(line)
            file.flush()


SAVES = [in_place, by_rename, with_backup, in_pieces]


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_a_saved_guide_is_run_again(folder: Path, save: Callable[[Path, str], None]) -> None:
    write(folder, {"milestones/01-a.md": BAD})
    path = folder / "milestones" / "01-a.md"
    with watching(folder, "milestones/01-a.md") as seat:
        see(seat, FAILED, DONE)
        save(path, GOOD)
        see(seat, "milestones/01-a.md changed", PASSED, DONE)
        save(path, BAD)
        see(seat, "changed", FAILED, DONE)
        leave(seat)


def test_several_saves_at_once_are_one_run(folder: Path) -> None:
    names = [f"milestones/{number:02}-a.md" for number in range(1, 6)]
    write(folder, dict.fromkeys(names, BAD))
    with watching(folder) as seat:
        see(seat, FAILED, DONE)
        write(folder, dict.fromkeys(names, GOOD))
        see(seat, "01-a.md, milestones/02-a.md, milestones/03-a.md, … changed", PASSED, DONE)
        leave(seat)
    assert seat.shown.count("changed") == 1


WRONG = {
    "a block that is no bash": GOOD.replace("echo", "echo (("),
    "no block at all": "# 1: Nothing\n",
    "no text": "\udcff",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_is_wrong_while_it_is_edited_is_told_and_waited_for(folder: Path, text: str) -> None:
    write(folder, {"a.md": GOOD})
    with watching(folder, "a.md") as seat:
        see(seat, PASSED, DONE)
        (folder / "a.md").write_bytes(text.encode("utf-8", "surrogateescape"))
        see(seat, "changed", DONE)
        (folder / "a.md").write_text(GOOD)
        see(seat, "changed", PASSED, DONE)
        leave(seat)


def test_settings_template_and_workspace_count(folder: Path) -> None:
    asks = guide(fence("cat greeting") + "\n**Expected Outcome**: The output contains `good`.\n")
    write(folder, {"milestones/01-a.md": asks})
    with watching(folder) as seat:
        see(seat, FAILED, DONE)
        write(folder, {"workspace/greeting": "bad\n"})
        see(seat, "changed", FAILED, DONE)
        write(folder, {"workspace/greeting": "good\n"})
        see(seat, "workspace/greeting changed", PASSED, DONE)
        write(folder, {"milepost.toml": "template = 3\n"})
        see(seat, "milepost.toml changed", "milepost.toml:1", DONE)
        write(folder, {"milepost.toml": 'template = "our.md"\n'})
        see(seat, "milepost.toml changed", "our.md", DONE)
        write(folder, {"our.md": "# N: Name\n\n## Implementation Steps\n"})
        see(seat, "our.md changed", PASSED, DONE)
        leave(seat)


def test_new_and_removed_guides_count(folder: Path) -> None:
    write(folder, {"milestones/01-a.md": GOOD})
    with watching(folder) as seat:
        see(seat, PASSED, DONE)
        write(folder, {"milestones/part/02-b.md": BAD})
        see(seat, "milestones/part/02-b.md changed", FAILED, DONE)
        write(folder, {"milestones/part/02-b.md": GOOD})
        see(seat, "changed", "2 passed", DONE)
        (folder / "milestones" / "01-a.md").unlink()
        see(seat, "milestones/01-a.md removed", "1 passed", DONE)
        (folder / "milestones" / "part" / "02-b.md").unlink()
        see(seat, "removed", "there are no guides", "Watching for files to come")
        write(folder, {"milestones/01-a.md": GOOD})
        see(seat, "changed", "1 passed", DONE)
        leave(seat)


def test_a_guide_that_another_one_needs_counts(folder: Path) -> None:
    needs = GOOD.replace("## Impl", "## Prerequisites\n\n- [Start](../base/0.md)\n\n## Impl")
    write(folder, {"base/0.md": BAD, "a/1.md": needs})
    with watching(folder, "a/1.md") as seat:
        see(seat, FAILED, DONE)
        write(folder, {"base/0.md": GOOD})
        see(seat, "base/0.md changed", PASSED, DONE)
        (folder / "base" / "0.md").unlink()
        see(seat, " base/0.md removed", "a/1.md:5: it needs base/0.md, which is not there", DONE)
        (folder / "a" / "1.md").unlink()
        see(seat, " a/1.md removed", "there is no such file", DONE)
        leave(seat)


def test_other_files_do_not_count(folder: Path) -> None:
    write(folder, {"a.md": GOOD})
    with watching(folder, "a.md") as seat:
        see(seat, PASSED, DONE)
        write(folder, {"notes.txt": "x", "b.md": BAD, ".a.md.swp": "x", "sub/a.md": BAD})
        write(folder, {"a.md": f"{GOOD}\nMore.\n"})
        see(seat, "a.md changed", PASSED, DONE)
        leave(seat)
    assert seat.shown.count("changed") == 1


def test_a_save_ends_the_run_that_is_on_its_way(folder: Path) -> None:
    write(folder, {"a.md": guide(fence("setsid sleep 1000 & trap '' TERM; echo up; sleep 1000"))})
    with watching(folder, "a.md") as seat:
        see(seat, "a.md, 1 step")
        write(folder, {"a.md": GOOD})
        see(seat, "a.md changed", PASSED, DONE)
        leave(seat)
    assert FAILED not in seat.shown


@pytest.mark.room
def test_what_has_not_changed_is_recalled(folder: Path) -> None:
    text = GOOD + f"### Step 2: Then\n\n{fence('echo then')}"
    write(folder, {"a.md": text})
    with seated("run", "--watch", "--network", "off", cwd=folder, TERM="dumb") as seat:
        see(seat, PASSED, DONE)
        write(folder, {"a.md": text.replace("then", "now")})
        see(seat, "changed", "Step 1: Do it  cached", PASSED, DONE)
        leave(seat)


PLACES = ["--no-sandbox", pytest.param("--network=off", marks=pytest.mark.room)]
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_left_however_it_ends(folder: Path, place: str, number: signal.Signals) -> None:
    write(folder, {"a.md": guide(fence("sleep 1000 & echo up; sleep 1000"))})
    with seated("run", "--watch", place, cwd=folder, TERM="dumb") as seat:
        see(seat, "a.md, 1 step")
        seat.process.send_signal(number)
        assert seat.process.wait(10) == (-9 if number == signal.SIGKILL else 130)


@pytest.mark.slow
def test_ctrl_c_at_any_time_leaves_nothing(folder: Path) -> None:
    write(folder, {"a.md": guide(fence("sleep 0.1"))})
    for delay in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        with watching(folder, "a.md") as seat:
            look_on(seat, delay)
            seat.type("\x03")
            status = seat.end()
            # The interpreter's own status is 1 where it was about to start itself.
            begun = "in main" in seat.shown or "a.md" in seat.shown
            own = 1 if "KeyboardInterrupt" in seat.shown and not begun else 130
            assert status in (130, -signal.SIGINT, own)
            # Until `main` is called the interpreter speaks for itself.
            assert "Traceback" not in seat.shown or "in main" not in seat.shown


def look_on(seat: Seat, seconds: float) -> None:
    """Look at a terminal for so long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and seat.look(deadline - time.monotonic()):
        pass


@pytest.mark.parametrize("args", [("--update",), ("-",)])
def test_what_cannot_be_watched_is_told(folder: Path, args: tuple[str, ...]) -> None:
    done = milepost("run", "--watch", *args, cwd=folder)
    assert done.returncode == 2
    assert "--watch does not go with" in done.stderr
    assert os.listdir(folder) == []
