"""What a verification cannot rule out, and failures that are not those of the work."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from tests.run.verified import program, step, verify

from milepost.process.host import Host
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.run.programs import look_up
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.run.programs import Program


def section(command: str) -> str:
    return f"## Testing\n\n```bash\n{command}\n```\n"


def test_a_checked_file_of_another_folder_is_doubtful(workspace: Path) -> None:
    theirs = workspace.parent / "theirs"
    theirs.mkdir()
    (theirs / "notes.tar").write_text("theirs")
    steps = step(1, "touch notes.tar", "The file `notes.tar` exists.")
    (workspace / "notes.tar").symlink_to(theirs / "notes.tar")
    result = verify(steps, workspace)
    assert result.status is Status.PASSED
    told = f"`notes.tar` is a link to {theirs}/notes.tar, outside of the workspace"
    assert result.doubts == (told,)


def test_a_file_in_a_linked_folder_is_doubtful(workspace: Path) -> None:
    (workspace.parent / "theirs" / "sub").mkdir(parents=True)
    (workspace.parent / "theirs" / "sub" / "a.txt").touch()
    (workspace / "out").symlink_to("../theirs")
    steps = step(1, "mkdir -p out/sub; touch out/sub/a.txt", "The file `out/sub/a.txt` exists.")
    assert "`out` is a link to" in verify(steps, workspace).doubts[0]


@pytest.mark.parametrize("made", ["inside", "system", "guide", "environment"])
def test_a_link_that_is_nobodys_result_is_no_matter(workspace: Path, made: str) -> None:
    elsewhere = workspace.parent / "elsewhere"
    elsewhere.mkdir()
    (workspace / "b.txt").touch()
    targets = {"inside": "b.txt", "system": "/usr/bin/env"}
    (elsewhere / "c.txt").touch()
    name = "v/bin/python" if made == "environment" else "a.txt"
    if made == "environment":
        (workspace / "v" / "bin").mkdir(parents=True)
        (workspace / "v" / "pyvenv.cfg").touch()
    (workspace / name).symlink_to(targets.get(made, elsewhere / "c.txt"))
    code = f"ln -s ../elsewhere {name}" if made == "guide" else f"touch {name}"
    result = verify(step(1, code, f"The file `{name}` exists."), workspace)
    assert (result.status, result.doubts) == (Status.PASSED, ())


def test_a_link_that_leads_out_of_the_copy_explains_a_failure(workspace: Path) -> None:
    (workspace.parent / "notes.tar").touch()
    (workspace.parent / "deep" / "er").mkdir(parents=True)
    (workspace.parent / "copies").symlink_to("deep/er")
    (workspace / "notes.tar").symlink_to("../notes.tar")
    result = verify(section("cat notes.tar"), workspace).testing
    assert result is not None
    assert result.status is Status.FAILED
    assert "tests run in a copy of the workspace; `notes.tar` leads out" in str(result.reason)


@pytest.mark.parametrize(
    ("command", "how"),
    [
        ("nosuchtool --check", "`nosuchtool` is not found: install nosuchtool"),
        ("echo a\nnosuchtool | cat", "`nosuchtool` is not found"),
        ("python3 -S -m nox", "`nox` is not installed for `python3`: python3 -m pip install nox"),
    ],
)
def test_a_missing_tool_blocks_the_tests(workspace: Path, command: str, how: str) -> None:
    result = verify(section(f"set -o pipefail; {command}"), workspace)
    assert result.testing is not None
    assert (result.status, result.testing.status) == (Status.BLOCKED, Status.BLOCKED)
    assert how in str(result.testing.reason)
    block = result.testing.blocks[0]
    assert (block.status, block.commands[-1].status) == (Status.BLOCKED, Status.BLOCKED)


@pytest.mark.parametrize(
    "command",
    ["./check", "sh -c nosuchtool", "python3 -c 'import nosuch'", "echo 'ls: not found'; false"],
)
def test_work_that_is_missing_is_a_failure(workspace: Path, command: str) -> None:
    assert verify(section(command), workspace).status is Status.FAILED


SCRIPT = "#!/bin/sh\nexit 0\n"
HASH = base64.urlsafe_b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode().rstrip("=")


def found(workspace: Path, name: str, record: str, monkeypatch: pytest.MonkeyPatch) -> Program:
    program(workspace / ".venv" / "bin", name, "exit 0\n")
    (workspace / ".venv" / "pyvenv.cfg").touch()
    package = workspace / ".venv" / "lib" / "python3.11" / "site-packages" / "x-1.dist-info"
    package.mkdir(parents=True)
    (package / "RECORD").write_text(f"x.py,,\n../../../bin/{name},{record}\n")
    monkeypatch.setenv("PATH", f"{workspace / '.venv' / 'bin'}:{os.environ['PATH']}")
    with Host(workspace) as place:
        session = Session(place, RunSettings(), Silent(), "01.md")
        (one,) = look_up([f"{name} a"], session)
        session.close()
    return one


@pytest.mark.parametrize(
    ("record", "installed"),
    [
        (f"sha256={HASH},17", True),
        (",", False),
        ("sha256=,17", False),
        (f"sha256={HASH[::-1]},17", False),
    ],
)
def test_a_packages_program_is_as_its_record_says(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, record: str, installed: bool
) -> None:
    one = found(workspace, "grep", record, monkeypatch)
    assert one.installed is installed
    assert one.instead_of.endswith("/grep") is installed


def test_a_program_that_the_system_lacks_stands_in_front_of_none(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = found(workspace, "wordy", ",", monkeypatch)
    assert (one.installed, one.instead_of) == (True, "")
