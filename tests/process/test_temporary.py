"""The folder for what is temporary, which nothing is made in to find it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from milepost.process.temporary import temporary_folder

VARIABLES = ("TMPDIR", "TEMP", "TMP")


@pytest.mark.parametrize("named", VARIABLES)
def test_it_is_the_one_that_is_named(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(named, str(tmp_path))
    assert temporary_folder() == tmp_path


def test_one_that_is_not_there_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("TEMP", str(tmp_path))
    assert temporary_folder() == tmp_path


def test_without_a_name_it_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    assert temporary_folder() == Path("/tmp")


ASKED = {
    "a folder": "from milepost.process.temporary import temporary_folder; temporary_folder()",
    # Of a file without a name nothing is left by a kill, either.
    "a program": "from pathlib import Path\n"
    "from milepost.process.child import Child\n"
    "Child(['true'], environment={'PATH': '/bin:/usr/bin'}, folder=Path('/')).wait(10)",
}


@pytest.mark.parametrize("asks", ASKED.values(), ids=ASKED)
def test_nothing_is_made_in_it_that_a_kill_could_leave(asks: str, tmp_path: Path) -> None:
    before = tmp_path.stat().st_mtime_ns
    subprocess.run(
        [sys.executable, "-c", asks],
        check=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert tmp_path.stat().st_mtime_ns == before
