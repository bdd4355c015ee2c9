"""Where a new terminal begins, and to what a file's path is relative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import carry_out, steps

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

IN_PROJ = "```bash\nmkdir -p proj/src other && cd proj\n```\n\n"

TERMINALS = {
    "where the reader stands": ("pwd", "/proj"),
    "where the folder is that it changes into": ("cd src && pwd", "/proj/src"),
    "in the root, where the folder is only there": ("cd other; pwd", "/other"),
    "in the root, where the folder is the one left": ("cd proj\npwd", "/proj"),
}


@pytest.mark.parametrize(("code", "ends"), TERMINALS.values(), ids=TERMINALS)
def test_a_new_terminal_begins(tmp_path: Path, code: str, ends: str) -> None:
    second = f"In a second terminal, run:\n\n```bash\n{code}\n```\n"
    result = carry_out(tmp_path, steps(IN_PROJ + second))
    assert result.status is Status.PASSED
    assert result.steps[0].blocks[-1].output.rstrip().endswith(ends)
    assert "/proj/proj" not in result.steps[0].blocks[-1].output


def test_a_terminal_that_is_there_stays_where_it_is(tmp_path: Path) -> None:
    second = "In a second terminal, run:\n\n```bash\n{}\n```\n\n"
    text = IN_PROJ + second.format("cd src") + second.format("cd other")
    result = carry_out(tmp_path, steps(text))
    assert result.steps[0].blocks[-1].status is Status.FAILED


FILES = {
    "the folder that is stood in": ("proj/app.py", "../proj/app.py", True),
    "one below it": ("proj/src/app.py", "src/app.py", True),
    "a folder that is there": ("src/app.py", "src/app.py", False),
    "a new folder": ("lib/app.py", "lib/app.py", False),
    "one beside it, which is not there yet": ("other/app.py", "other/app.py", False),
    "a path from here": ("./proj/app.py", "proj/app.py", False),
}


@pytest.mark.parametrize(("named", "written", "told"), FILES.values(), ids=FILES)
def test_a_file_is_written_into(tmp_path: Path, named: str, written: str, told: bool) -> None:
    text = f"{IN_PROJ}Create `{named}`:\n\n```python\nx = 1\n```\n\n```bash\ncat {written}\n```\n"
    result = carry_out(tmp_path, steps(text))
    assert result.status is Status.PASSED
    notes = result.steps[0].blocks[1].notes
    assert any("from the workspace's root" in note for note in notes) is told
