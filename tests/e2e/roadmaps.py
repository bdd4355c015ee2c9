"""Guides that a test writes, and the command line that carries them out as a process."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from tests.interfaces.cli.process import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, parents made."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def guide(step: str, *, name: str = "Start", after: str = "") -> str:
    """A guide of one step, and what comes after its steps."""
    head = f"# 1: {name}\n\n## Implementation Steps\n\n### Step 1: Do it\n\n"
    return f"{head}{step.strip()}\n\n{after}"


def fence(code: str, language: str = "bash") -> str:
    """A block."""
    return f"```{language}\n{code}\n```\n"


def milepost(
    *args: str, cwd: Path, stdin: bytes = b"", timeout: float = 120, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run a command line to its end; what it prints is text."""
    done = subprocess.run(
        [*COMMAND, *args],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**changes),
        timeout=timeout,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def milestones(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    """The milestones of a run's JSON, by path."""
    return {result["path"]: result for result in json.loads(done.stdout)["milestones"]}
