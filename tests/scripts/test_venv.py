from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "venv.sh"


def make(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": python}
    return subprocess.run([SCRIPT, folder], env=environment, capture_output=True, text=True)


@pytest.mark.slow
def test_an_old_interpreter_is_passed_over(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    # It fails where the version is asked for, as an older Python does.
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = make(tmp_path / "venv", f"{old} {sys.executable}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "venv" / "bin" / "pip").exists()


def test_without_an_interpreter_it_says_what_to_do(tmp_path: Path) -> None:
    done = make(tmp_path / "venv", "absent-python")
    assert done.returncode == 1
    assert "No Python 3.11 or newer was found" in done.stderr
    assert not (tmp_path / "venv").exists()
