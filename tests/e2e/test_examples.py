"""The shipped roadmap of faults: each fault is reported at its line, and nothing else is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
GUIDE = "broken/milestones/01-ten-faults.md"


def milepost(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "milepost", *words],
        cwd=EXAMPLES,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(EXAMPLES.parent / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def table() -> dict[int, int]:
    """Step to line, as the README of the example says."""
    text = (EXAMPLES / "broken" / "README.md").read_text("utf-8")
    return {int(m[1]): int(m[2]) for m in re.finditer(r"^\| (\d+) \| (\d+) \|", text, re.M)}


def test_check_finds_two_of_the_ten_faults() -> None:
    done = milepost("check", "--format", "json", "broken")
    assert done.returncode == 1
    found = [(f["line"], f["rule"]) for f in json.loads(done.stdout)["findings"]]
    assert found == [(table()[9], "unfilled-placeholder"), (table()[10], "missing-outcome")]


@pytest.mark.room
@pytest.mark.slow
def test_run_finds_the_other_eight() -> None:
    done = milepost("run", "--keep-going", "--format", "json", "broken")
    assert done.returncode == 1
    (milestone,) = json.loads(done.stdout)["milestones"]
    lines: dict[int, list[int]] = {}
    for step in milestone["steps"]:
        commands = [c for block in step["blocks"] for c in block["commands"]]
        blocks = [b for b in step["blocks"] if b["status"] == "failed" and not b["commands"]]
        failed = [r["line"] for r in commands + blocks if r["status"] == "failed"]
        failed += [o["line"] for o in step["outcomes"] if o["status"] == "failed" or o["vacuous"]]
        if failed:
            lines[step["number"]] = failed
    assert lines == {step: [line] for step, line in table().items() if step <= 8}
    assert [m["step"] for m in milestone["known_issues"]] == [1, 6]
