"""Somebody who claims on the command line to be done: each way is refused, or shows."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.interfaces.cheats import (
    CHEATS,
    WHO,
    Cheat,
    Cheater,
    commit_easier_checks,
    state,
)
from tests.interfaces.cli.process import COMMAND, environment
from tests.interfaces.cli.progress_roadmap import do_the_work, lay_out

from milepost.app.sign import SignRequest, sign

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cheater(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cheater:
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", WHO)
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PATH", f"{folder / 'tools'}:{os.environ['PATH']}")
    return Cheater(folder)


@pytest.mark.slow
@pytest.mark.parametrize("cheat", CHEATS, ids=[cheat.do.__name__ for cheat in CHEATS])
def test_who_cheats_is_not_done(
    cheater: Cheater, cheat: Cheat, capsys: pytest.CaptureFixture[str]
) -> None:
    cheat.do(cheater)
    assert cheat.before in (None, state(capsys))
    assert cheater.verify() != 0
    told = capsys.readouterr()
    assert cheat.says in " ".join((told.out + told.err).split())
    assert state(capsys) == cheat.state


@pytest.mark.parametrize("args", [("sign", "1/2"), ("override", "1", "--reason", "trust me")])
def test_a_program_neither_signs_nor_overrides(
    cheater: Cheater, args: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(cheater.folder)
    cheater.verify()
    done = subprocess.run(
        [*COMMAND, *args],
        input=f"{args[0]}\n".encode(),
        cwd=cheater.folder,
        env=environment(),
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    assert (done.returncode, b"only a person at a terminal" in done.stderr) == (2, True)
    assert state(capsys) == "in progress"


def test_a_failure_is_not_forgotten_with_its_store(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(cheater.folder)
    (cheater.folder / "calc.py").write_text("add = int.__add__\n")
    assert cheater.verify() == 1
    for one in cheater.database.parent.glob("progress.db*"):
        one.unlink()
    commit_easier_checks(cheater)
    cheater.verify()
    assert sign(SignRequest("1", 2), lambda _: None).state == "unapproved"
    assert cheater.verify() == 1
    assert "nobody has signed that" in " ".join(capsys.readouterr().out.split())


def test_a_function_of_the_shell_is_no_program(
    cheater: Cheater, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cheater.pretend()
    monkeypatch.setenv("BASH_FUNC_python3%%", "() { echo 'Ran 1 test in 0.1s'; echo; echo OK; }")
    assert cheater.verify() == 1
    assert state(capsys) == "failing"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("unittest.py", "print('Ran 1 test in 0.1s\\n\\nOK')\n"),
        (
            "sitecustomize.py",
            "import os\nprint('Ran 1 test in 0.1s\\n\\nOK', flush=True)\nos._exit(0)\n",
        ),
        ("usercustomize.py", ""),
    ],
)
def test_a_module_elsewhere_is_no_test_runner(
    cheater: Cheater,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
) -> None:
    cheater.pretend()
    elsewhere = cheater.folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / name).write_text(text)
    (elsewhere / f"{name.removesuffix('.py')}-1.dist-info").mkdir()
    monkeypatch.setenv("PYTHONPATH", f"{elsewhere}")
    assert cheater.verify() == 1
    assert f"{elsewhere}/{name}` would run in place" in " ".join(capsys.readouterr().out.split())
    assert state(capsys) == "failing"


def test_who_does_not_cheat_is_done(cheater: Cheater, capsys: pytest.CaptureFixture[str]) -> None:
    cheater.earn_it()
    assert state(capsys) == "done"
