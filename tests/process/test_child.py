"""Programs that go on beside us, and things done meanwhile."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.programs import await_that

from milepost.process import child as children
from milepost.process.child import Child
from milepost.process.errors import CannotStart
from milepost.process.later import Later

if TYPE_CHECKING:
    from pathlib import Path

DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(9)"


def start(folder: Path, code: str) -> Child:
    return Child([sys.executable, "-c", code], environment=os.environ, folder=folder)


def test_what_a_child_writes_is_read_while_it_goes_on_and_after(tmp_path: Path) -> None:
    child = start(tmp_path, "import os, sys; print(os.getcwd()); print('oh', file=sys.stderr)")
    assert child.wait(20.0)
    assert child.output.decode() == f"{tmp_path}\n"
    assert child.messages == b"oh\n"
    assert not child.end()
    child.close()


def test_a_child_that_does_not_listen_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "GRACE", 0.05)
    child = start(tmp_path, DEAF)
    await_that(lambda: bool(child.output), "it is deaf")
    assert not child.wait(0.0)
    assert child.end()
    assert not child.goes_on
    child.close()


def test_a_program_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(CannotStart):
        Child(["/no/such/program"], environment={}, folder=tmp_path)


def test_what_is_raised_later_is_raised_where_it_is_waited_for() -> None:
    assert Later(lambda: 3).result() == 3
    with pytest.raises(ZeroDivisionError):
        Later(lambda: 1 // 0).result()
