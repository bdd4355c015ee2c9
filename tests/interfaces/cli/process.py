"""Milepost as a process of its own, where start-up, signals, exit status and encodings matter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).parents[3] / "src"
COMMAND = [sys.executable, "-c", "from milepost.interfaces.cli.main import main; main()"]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what changes how output looks."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "FORCE_COLOR", "MILEPOST_DEBUG", "COLUMNS")
        and not name.startswith(("COV_", "COVERAGE_"))
    }
    return {**clean, "PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1", **changes}


def milepost(
    *args: str, cwd: Path | None = None, stdin: bytes = b"", **changes: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command line to its end."""
    return subprocess.run(
        [*COMMAND, *args],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**changes),
        timeout=60,
        check=False,
    )


def loaded_modules(*args: str, cwd: Path | None = None) -> set[str]:
    """The modules that a command line has imported when it ends."""
    code = (
        "import sys; from milepost.interfaces.cli.main import run\n"
        "run(sys.argv[1:])\n"
        "print('\\n'.join(['LOADED', *sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        cwd=cwd,
        env=environment(),
        timeout=60,
        check=True,
    )
    return set(done.stdout.decode().rpartition("LOADED\n")[2].split("\n"))
