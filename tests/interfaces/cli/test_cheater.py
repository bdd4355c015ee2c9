"""Somebody who claims on the command line to be done: each way is refused, or shows."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from types import ModuleType
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
from tests.interfaces.cli.progress_roadmap import FIRST, commit, do_the_work, lay_out

from milepost.app.sign import SignRequest, sign
from milepost.interfaces.cli.main import run

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


def test_milepost_runs_no_code_of_the_workspace(
    cheater: Cheater, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(cheater.folder)
    file = cheater.folder / "sitecustomize.py"
    file.touch()
    loaded = ModuleType("sitecustomize")
    loaded.__file__ = str(file)
    monkeypatch.setitem(sys.modules, "sitecustomize", loaded)
    monkeypatch.setenv("PYTHONPATH", f"{cheater.folder}:{os.environ.get('PYTHONPATH', '')}")
    assert cheater.verify() == 2
    assert "was loaded into Milepost itself" in " ".join(capsys.readouterr().err.split())
    assert state(capsys) == "ready"
    monkeypatch.delitem(sys.modules, "sitecustomize")
    file.unlink()
    assert cheater.verify() == 0


def test_a_program_in_front_of_the_systems_is_doubtful(
    cheater: Cheater, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = cheater.folder / ".venv"
    package = environment / "lib" / "python3" / "site-packages" / "x-1.dist-info"
    for folder in (environment / "bin", package):
        folder.mkdir(parents=True)
    (environment / "pyvenv.cfg").touch()
    script = b'#!/bin/sh\nexec /usr/bin/grep "$@"\n'
    (environment / "bin" / "grep").write_bytes(script)
    (environment / "bin" / "grep").chmod(0o755)
    digest = urlsafe_b64encode(sha256(script).digest()).decode().rstrip("=")
    (package / "RECORD").write_text(f"../../../bin/grep,sha256={digest},{len(script)}\n")
    monkeypatch.setenv("PATH", f"{environment / 'bin'}:{os.environ['PATH']}")
    cheater.guide.write_text(
        FIRST.replace("- [ ] `python3 -c", "- [ ] `grep add calc.py`\n- [ ] `python3 -c")
    )
    commit(cheater.folder)
    do_the_work(cheater.folder)
    assert cheater.verify() == 0
    told = f"`grep` is {environment}/bin/grep of the workspace, not /usr/bin/grep"
    assert f"Doubtful: {told}." in " ".join(capsys.readouterr().out.split())
    sign(SignRequest("1", 3), lambda _: None)
    assert run(["status", "--format", "json"]) == 0
    assert f"doubtful: {told}" in capsys.readouterr().out
    (package / "RECORD").write_text("../../../bin/grep,,\n")
    assert cheater.verify() == 2


def test_who_does_not_cheat_is_done(cheater: Cheater, capsys: pytest.CaptureFixture[str]) -> None:
    cheater.earn_it()
    assert state(capsys) == "done"
