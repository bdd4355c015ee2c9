"""What `milepost run` takes for input, and what it says of input without effect."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.run.guides import steps, write

from milepost.app import cluster
from milepost.interfaces.cli import main

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = steps("```bash\necho <name> YOUR_TOWN\n```\n\n**Expected Outcome**: It is nice.\n")


def milepost(folder: Path, *args: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "milepost", *args],
        cwd=folder, input=text, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_guide_comes_from_standard_input(tmp_path: Path) -> None:
    done = milepost(tmp_path, "run", "--no-sandbox", "-", text=steps("```bash\nfalse\n```\n"))
    assert done.returncode == 1
    assert "<stdin>:8: failed with exit status 1" in done.stdout
    assert "then `milepost run -`" in done.stdout


def test_milestone_is_named_by_its_number(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/01-a.md": steps("```bash\ntrue\n```\n")})
    for command in (("run", "--no-sandbox"), ("explain",), ("check",)):
        done = milepost(tmp_path, *command, "1")
        assert "milestones/01-a.md" in done.stdout
        assert "no such file" not in done.stderr


def test_what_cannot_work_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GUIDE})
    local = ("run", "a.md", "--cluster", "local:2")
    for args, words in (
        (("run", "a.md", "--pass-env", "TOKEN=4711"), "takes a NAME, not NAME=VALUE: `TOKEN` was"),
        ((*local, "--store", ""), "Invalid value for '--store': name a folder"),
        (("run", "a.md", "--watch", "--cluster", "nowhere"), "is no address of a cluster"),
        (("run", "a.md", "--cluster", "local:999999"), "more workers than this machine can have"),
    ):
        done = milepost(tmp_path, *args)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
        assert "4711" not in done.stderr


def test_watching_a_cluster_needs_its_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    assert main.run(["run", "--watch", "--cluster", "local:2"]) == 2
    assert "a cluster needs packages that are not installed" in capsys.readouterr().err


def test_value_without_a_place_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GUIDE})
    options = ("--set", "name=x", "--set", "your-town=y", "--set", "A=b", "--pass-env", "NOT_SET")
    done = milepost(tmp_path, "run", "--no-sandbox", "a.md", *options, "--format", "json")
    assert json.loads(done.stdout)["warnings"] == [
        "--set A has no effect: the guides have no such placeholder (they leave open: YOUR_TOWN, "
        "name)",
        "--pass-env NOT_SET hands nothing in: the variable is not set here",
    ]


def test_brought_tools_are_found_first(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": steps("```console\n$ git\nmine\n```\n"), "tools/git": "echo mine\n"})
    (tmp_path / "tools/git").chmod(0o755)
    done = milepost(tmp_path, "run", "--no-sandbox", "--tools", "tools", "a.md")
    assert (done.returncode, done.stderr.count("passed")) == (0, 1), done.stdout


@pytest.mark.room
def test_folder_that_is_no_tool_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": steps("```bash\ntrue\n```\n")})
    done = milepost(tmp_path, "run", "--tools", "nowhere", "a.md")
    assert done.returncode == 2
    assert "Directory 'nowhere' does not exist" in done.stderr
    done = milepost(tmp_path, "run", "--network", "off", "--tools", "/", "a.md")
    assert done.returncode == 2
    assert "/ is no folder of tools: the room would see all that it holds" in done.stderr
    assert "Traceback" not in done.stderr


def test_run_that_misses_its_coverage_says_that_it_failed(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": GUIDE})
    options = ("--set", "name=x", "--set", "YOUR_TOWN=y", "--min-coverage", "50")
    done = milepost(tmp_path, "run", "--no-sandbox", "a.md", *options)
    assert done.returncode == 1
    assert "Run failed" in done.stdout
    assert "0 of 1 outcomes are checked (0 %), less than the 50 % asked for" in done.stdout
    told = json.loads(
        milepost(tmp_path, "run", "--no-sandbox", "a.md", *options, "--format", "json").stdout
    )
    assert told["status"] == "failed"
    assert len(told["shortfalls"]) == 1
