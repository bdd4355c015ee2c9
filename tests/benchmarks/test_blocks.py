from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from benchmarks.blocks import FORMS, SYBIL_CONFTEST, guide, write_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("tool", FORMS)
def test_every_tool_gets_every_command_once(tool: str, tmp_path: Path) -> None:
    (file,) = write_files(tmp_path / tool, tool, 1, 30)
    text = file.read_text()
    assert [text.count(f"echo block {number}\n") for number in range(1, 31)] == [1] * 30


@pytest.mark.parametrize("tool", FORMS)
def test_a_wrong_file_differs_in_its_first_command_alone(tool: str, tmp_path: Path) -> None:
    (right,) = write_files(tmp_path / "right", tool, 1, 11)
    (wrong,) = write_files(tmp_path / "wrong", tool, 1, 11, wrong=True)
    changed = [
        (before, after)
        for before, after in zip(
            right.read_text().splitlines(), wrong.read_text().splitlines(), strict=True
        )
        if before != after
    ]
    assert len(changed) == 1
    assert changed[0][1].endswith("echo other")


def test_the_script_is_plain_bash(tmp_path: Path) -> None:
    (file,) = write_files(tmp_path / "bash", "bash", 1, 3)
    done = subprocess.run(["bash", file], capture_output=True, text=True, check=True)
    assert done.stdout == "block 1\nblock 2\nblock 3\n"


def test_a_guide_has_twenty_blocks_in_a_step() -> None:
    steps = guide(45).split("### Step ")[1:]
    assert [step.count("```console") for step in steps] == [20, 20, 5]


def test_guides_of_one_folder_have_numbers_of_their_own(tmp_path: Path) -> None:
    files = write_files(tmp_path / "milepost", "milepost", 3, 1)
    assert [file.read_text().partition("\n")[0] for file in files] == [
        "# 1: Blocks",
        "# 2: Blocks",
        "# 3: Blocks",
    ]


def test_the_sybil_configuration_is_python() -> None:
    compile(SYBIL_CONFTEST, "conftest.py", "exec")
