"""The loop behind `run --watch`, in this process: saves in one thread, Ctrl-C at the end."""

from __future__ import annotations

import os
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING

from tests.e2e.roadmaps import fence, guide, write
from tests.programs import await_that

from milepost.app.run import RunRequest
from milepost.interfaces.cli.watch import watch
from milepost.process import milepost as another
from milepost.process.milepost import Milepost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def saves(folder: Path, *steps: Callable[[], None]) -> threading.Thread:
    """Waits for `seen` to grow after each step, then interrupts this process."""

    def act() -> None:
        seen = folder / "seen"
        try:
            for number, step in enumerate(steps, 1):
                await_that(partial(reached, seen, number), f"{number} runs come this far")
                step()
            await_that(partial(reached, seen, len(steps) + 1), "the last run comes this far")
        finally:
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=act)
    thread.start()
    return thread


def reached(path: Path, count: int) -> bool:
    """Whether so many runs have left their mark."""
    return path.exists() and path.read_text().count("seen") >= count


def test_it_runs_again_until_it_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "here"
    text = guide(fence(f"echo seen >>{tmp_path}/seen; sleep 0.01"))
    hangs = guide(fence(f"echo seen >>{tmp_path}/seen; sleep 1000"))
    names = [f"milestones/{number}.md" for number in range(1, 6)]
    write(folder, {names[0]: text})
    monkeypatch.chdir(folder)
    thread = saves(
        tmp_path,
        lambda: write(folder, {names[0]: hangs}),
        lambda: write(folder, {names[0]: text.replace("0.01", "0.02")}),
        lambda: write(folder, dict.fromkeys(names[1:], text)),
    )
    status = watch(RunRequest(folder=folder, sandbox=False), ["run", "--no-sandbox"])
    thread.join()
    said = capfd.readouterr().err
    assert status == 130
    assert "milestones/1.md changed" in said
    assert "Interrupted" not in said.partition("milestones/2.md")[0], "a save is no Ctrl-C"
    assert "milestones/2.md, milestones/3.md, milestones/4.md, … changed" in said


def test_who_interrupts_a_run_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "here"
    write(folder, {"a.md": guide(fence(f"echo seen >>{tmp_path}/seen; sleep 1000"))})
    monkeypatch.chdir(folder)
    thread = saves(tmp_path)
    assert watch(RunRequest(folder=folder, sandbox=False), ["run", "--no-sandbox", "a.md"]) == 130
    thread.join()
    assert capfd.readouterr().err.endswith("milepost: Interrupted.\n")


def test_what_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(another, "PATIENCE", 0.01)
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"
    monkeypatch.setattr(another, "_MAIN", stubborn)
    process = Milepost([])
    assert process.runs
    process.end()
    assert not process.runs
