"""Checking guides without a fault imports nothing that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.app.roadmaps import guide, write

SOURCES = Path(__file__).parents[2] / "src"
HEAVY = (
    "asyncio", "difflib", "milepost.files.write", "milepost.plan", "milepost.reading.read",
    "milepost.room", "milepost.run", "rich", "secrets", "sqlite3", "tree_sitter",
)  # fmt: skip


def test_check_of_a_guide_without_a_fault_imports_nothing_heavy(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"))
    code = (
        # What measures coverage in this process may have imported some of them already.
        "import sys\n"
        "before = set(sys.modules)\n"
        "from milepost.app.check import CheckRequest, check\n"
        "assert check(CheckRequest()).findings == ()\n"
        f"print([name for name in {HEAVY!r} if name in set(sys.modules) - before])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "[]\n"
