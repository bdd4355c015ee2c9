"""Where checks are asked, and which are left to a run."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from tests.run.verified import plan_of, program, step, verify

from milepost.process.host import Host
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.run import tested_copy
from milepost.run.folders import follow
from milepost.run.opened_session import OpenedSession
from milepost.run.programs import commands_of, look_up
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("code", "folder"),
    [
        ("cd app", "app"),
        ("mkdir -p app && cd app", "app"),
        ("cd app\ncd ..", "."),
        ("cd app/src\ncd ../lib", "app/lib"),
        ("cd ~/x", "."),
        ('cd "$DIR"', "."),
        ("cd /tmp", "."),
        ("cd ../..", "."),
        ("cd", "."),
        ("echo 'cd app", "."),
    ],
)
def test_a_folder_is_followed_from_the_text(code: str, folder: str) -> None:
    plan = plan_of(step(1, code, "The file `x.txt` exists."))
    assert [stand.folder.path for _, _, stand in follow(plan.steps)][-1] == folder


def test_a_file_is_looked_for_where_the_reader_stands(workspace: Path) -> None:
    steps = step(1, "mkdir app\ncd app\ntouch x.txt", "The file `x.txt` exists.")
    assert verify(steps, workspace).status is Status.FAILED
    (workspace / "x.txt").touch()
    assert verify(steps, workspace).status is Status.FAILED
    (workspace / "app").mkdir()
    (workspace / "app" / "x.txt").touch()
    assert verify(steps, workspace).status is Status.PASSED


@pytest.mark.parametrize(
    ("code", "testing", "folder"),
    [
        ("cd app", "", "app"),
        ("(cd app && ls)", "", "."),
        ("cd app", "cd ..", "."),
        ("ls", "cd app", "app"),
        ("ls", "ls", "."),
    ],
)
@pytest.mark.parametrize("item", ["`x.txt` contains `hi`", "`cat x.txt` prints `hi`"])
def test_the_checklist_is_asked_where_steps_and_testing_leave_the_reader(
    workspace: Path, code: str, testing: str, folder: str, item: str
) -> None:
    (workspace / "app").mkdir()
    tests = f"## Testing\n\n```bash\n{testing}\n```\n\n" if testing else ""
    text = step(1, code, "You are there.") + tests + f"## Validation Checklist\n\n- [ ] {item}\n"
    other = "." if folder == "app" else "app"
    (workspace / other / "x.txt").write_text("other\n")
    assert verify(text, workspace).checklist[0].status is Status.FAILED
    (workspace / folder / "x.txt").write_text("hi\n")
    assert verify(text, workspace).checklist[0].status is Status.PASSED


@pytest.mark.parametrize("code", ["cd app", "cd app\ncd .."])
def test_outcomes_of_testing_are_asked_where_its_commands_leave_the_reader(
    workspace: Path, code: str
) -> None:
    (workspace / "app").mkdir()
    text = (
        step(1, "cd app", "You are in it.")
        + f"## Testing\n\n```bash\ncd ..\n{code}\n```\n\n"
        + "**Expected Outcome**: `x.txt` contains `hi`.\n"
    )
    folder = workspace / "app" if code == "cd app" else workspace
    (folder / "x.txt").write_text("hi\n")
    testing = verify(text, workspace).testing
    assert testing is not None
    assert [one.status for one in testing.outcomes] == [Status.PASSED]


def test_a_checklist_without_its_folder_fails_but_for_the_network(workspace: Path) -> None:
    items = "- [ ] `ls` exits 0\n- [ ] `x.txt` exists\n- [ ] Port 64999 is free.\n"
    text = step(1, "cd app", "You are there.") + f"## Validation Checklist\n\n{items}"
    command, file, port = verify(text, workspace).checklist
    assert (command.status, file.status) == (Status.FAILED, Status.FAILED)
    assert command.checks[0].reason == "the folder `app` is not there"
    assert port.status is Status.PASSED


def test_a_path_told_from_where_a_step_began_is_shown_as_the_guide_has_it(
    workspace: Path,
) -> None:
    (workspace / "app").mkdir()
    steps = step(1, "mkdir -p app/src\ncd app", "The folder `app/src` exists.")
    (check,) = verify(steps, workspace).steps[0].outcomes[0].checks
    assert check.status is Status.FAILED
    assert check.reads_as == "folder `app/src` exists"
    assert str(check.seen).startswith("app/src is not there")
    (workspace / "app" / "src").mkdir()
    assert verify(steps, workspace).status is Status.PASSED


def test_what_a_block_prints_is_left_to_a_run(workspace: Path) -> None:
    result = verify(step(1, "echo hi", "The output contains `hi`."), workspace)
    (outcome,) = result.steps[0].outcomes
    assert outcome.status is Status.SKIPPED
    assert outcome.reason is not None
    assert "needs run" in outcome.reason
    assert result.status is Status.MANUAL
    assert all(block.status is Status.SKIPPED for block in result.steps[0].blocks)


@pytest.mark.parametrize(
    "command",
    ["python3 app/s.py > out.txt", "cp out.txt s.py.bak", "cat app/s.py 2>&1", "cat <app/s.py >a"],
)
def test_a_command_that_only_reads_a_file_leaves_it_to_be_verified(
    workspace: Path, command: str
) -> None:
    (workspace / "app").mkdir()
    (workspace / "app" / "s.py").write_text("print(1)\n")
    first = step(1, "mkdir -p app", "`app/s.py` contains `print`.")
    result = verify(first + step(2, command, "You feel fine."), workspace)
    assert result.steps[0].status is Status.PASSED


@pytest.mark.parametrize(
    "command",
    [
        "echo 2 >app/s.py",
        'echo 2 >> "app/s.py"',
        "echo 2 >'my app/../app/s.py'",
        "p=app/s.py; echo 2 >$p",
        "rm app/s.py",
    ],
)
def test_a_step_says_why_its_file_is_left_to_a_run(workspace: Path, command: str) -> None:
    first = step(1, "mkdir -p app", "`app/s.py` contains `print`.")
    found = verify(first + step(2, command, "You feel fine."), workspace).steps[0]
    assert (found.status, found.reason) == (Status.SKIPPED, "needs run: step 2 changes it again")


def test_a_file_that_a_later_step_changes_again_is_left_to_a_run(workspace: Path) -> None:
    (workspace / "x.txt").write_text("two\n")
    steps = step(1, "echo one > x.txt", "The file `x.txt` contains `one`.") + step(
        2, "echo two > x.txt", "The file `x.txt` contains `two`."
    )
    result = verify(steps, workspace)
    assert [s.outcomes[0].status for s in result.steps] == [Status.SKIPPED, Status.PASSED]
    assert "step 2 changes it again" in str(result.steps[0].outcomes[0].reason)


def test_a_test_file_that_a_step_shows_is_the_guides_own(workspace: Path) -> None:
    shown = "import sys\nsys.exit(3)"
    (workspace / "test_it.py").write_text("pass\n")
    steps = (
        f"### Step 1: Write\n\nCreate `test_it.py`:\n\n```python\n{shown}\n```\n\n"
        "**Expected Outcome**: The file `test_it.py` exists.\n\n"
        "## Testing\n\n```bash\npython3 test_it.py\n```\n"
    )
    result = verify(steps, workspace)
    assert result.testing is not None
    assert result.testing.status is Status.FAILED
    assert (workspace / "test_it.py").read_text() == "pass\n"


def test_tests_run_where_the_reader_stands_and_write_into_a_copy(workspace: Path) -> None:
    (workspace / "app").mkdir()
    steps = step(1, "cd app", "You are in it.") + "## Testing\n\n```bash\ntouch made\n```\n"
    result = verify(steps, workspace)
    assert result.testing is not None
    assert result.testing.status is Status.PASSED
    assert list((workspace / "app").iterdir()) == []
    assert (workspace.parent / "copies" / "app" / "made").exists()


def test_tests_see_what_the_command_of_an_outcome_has_made(workspace: Path) -> None:
    (workspace / "make.sh").write_text("touch made\n")
    steps = step(1, "echo", "`sh make.sh` exits 0.") + "## Testing\n\n```bash\nls made\n```\n"
    result = verify(steps, workspace)
    assert result.testing is not None
    assert result.testing.status is Status.PASSED


def test_everything_but_what_milepost_keeps_is_copied(workspace: Path) -> None:
    names = ["-x", " a b", "*", ".hidden", *map(str, range(1200))]
    for name in names:
        (workspace / name).touch()
    (workspace / ".milepost").mkdir()
    assert verify("## Testing\n\n```bash\n:\n```\n", workspace).status is Status.PASSED
    assert {path.name for path in (workspace.parent / "copies").iterdir()} == {*names}


def test_a_copy_that_is_not_wanted_any_more_is_not_waited_for(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = workspace.parent / "tools"
    program(tools, "cp", 'echo >"$0.begun"\nexec sleep 600\n')
    os.mkfifo(tools / "cp.begun")
    (workspace / "file").touch()
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    copies = workspace.parent / "copies"
    copies.mkdir()
    plan = plan_of("## Testing\n\n```bash\nls\n```\n")
    begun = time.monotonic()
    with (
        OpenedSession(lambda: Host(copies), RunSettings(), Silent(), "01.md") as copy,
        tested_copy.TestedCopy(plan, os.fspath(workspace), copy),
    ):
        assert (tools / "cp.begun").read_text() == "\n"
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    ("folder", "installed"),
    [("bin", False), (".venv/bin", True), ("node_modules/.bin", True), ("../tools", False)],
)
def test_a_program_among_the_readers_work_is_no_tool(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, folder: str, installed: bool
) -> None:
    where = workspace / folder
    if folder.startswith("node_modules"):
        program(workspace / "node_modules" / "wordy", "cli.js")
        where.mkdir()
        (where / "wordy").symlink_to("../wordy/cli.js")
    else:
        program(where, "wordy")
    if folder.startswith(".venv"):
        (workspace / ".venv" / "pyvenv.cfg").touch()
    monkeypatch.setenv("PATH", f"{where}:{os.environ['PATH']}")
    plan = plan_of("## Testing\n\n```bash\nA=1 wordy --check && ls\n```\n")
    with Host(workspace) as place:
        session = Session(place, RunSettings(), Silent(), "01.md")
        found = {one.name: one for one in look_up(commands_of(plan), session)}
        session.close()
    assert found["wordy"].installed is installed
    assert found["ls"].installed


@pytest.mark.parametrize(("start", "installed"), [("#!/bin/sh\n", False), ("\x7fELF", True)])
def test_python_in_an_environment_is_no_script(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, start: str, installed: bool
) -> None:
    where = workspace / ".venv" / "bin"
    program(where, "python3")
    (where / "python3").write_text(start)
    (workspace / ".venv" / "pyvenv.cfg").touch()
    monkeypatch.setenv("PATH", f"{where}:{os.environ['PATH']}")
    with Host(workspace) as place:
        session = Session(place, RunSettings(), Silent(), "01.md")
        (found,) = look_up(["python3 -V"], session)
        session.close()
    assert found.installed is installed


FAILING = (
    "import unittest\n\n\nclass It(unittest.TestCase):\n    def test_it(self):\n        self.fail()"
)
WITH_A_TEST = (
    f"### Step 1: Test it\n\nCreate `tests/test_it.py`:\n\n```python\n{FAILING}\n```\n\n"
    "**Expected Outcome**: It is there.\n\n{more}## Testing\n\n"
    "```bash\npython3 -m unittest discover -s tests -t .\n```\n"
)


def other_test(workspace: Path) -> None:
    """A test that passes, beside that of the guide."""
    (workspace / "tests").mkdir()
    (workspace / "tests" / "__init__.py").touch()
    (workspace / "tests" / "test_other.py").write_text(FAILING.replace("self.fail()", "pass"))


def test_a_test_of_a_step_that_was_removed_is_run_all_the_same(workspace: Path) -> None:
    other_test(workspace)
    result = verify(WITH_A_TEST.replace("{more}", ""), workspace)
    assert result.testing is not None
    assert (result.testing.status, result.testing.executed) == (Status.FAILED, 2)
    assert not (workspace / "tests" / "test_it.py").exists()


def test_a_test_that_a_later_step_removes_is_not_run(workspace: Path) -> None:
    other_test(workspace)
    more = step(2, "rm tests/test_it.py", "It is gone.")
    result = verify(WITH_A_TEST.replace("{more}", more), workspace)
    assert result.testing is not None
    assert (result.testing.status, result.testing.executed) == (Status.PASSED, 1)


def test_a_link_that_leads_out_of_the_copy_is_not_written_through(
    workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "test_it.py").write_text("mine")
    (workspace / "tests").symlink_to(tmp_path / "elsewhere")
    result = verify(WITH_A_TEST.replace("{more}", ""), workspace)
    assert (tmp_path / "elsewhere" / "test_it.py").read_text() == "mine"
    assert result.status is Status.FAILED


def test_a_module_that_stands_in_for_the_test_runner_is_told_of(workspace: Path) -> None:
    other_test(workspace)
    (workspace / "unittest").mkdir()
    result = verify(WITH_A_TEST.replace("{more}", ""), workspace)
    assert result.testing is not None
    assert result.testing.executed == 2
    (workspace / "unittest" / "__init__.py").touch()
    result = verify(WITH_A_TEST.replace("{more}", ""), workspace)
    assert result.testing is not None
    assert "`unittest/__init__.py` in your workspace" in (result.testing.reason or "")


def test_paths_of_the_copy_are_shown_as_those_of_the_workspace(workspace: Path) -> None:
    result = verify(WITH_A_TEST.replace("{more}", ""), workspace)
    assert result.testing is not None
    assert f"{workspace}/tests'" in result.testing.blocks[0].output


@pytest.mark.parametrize("installed", [True, False])
def test_a_runner_that_is_installed_where_pythonpath_leads_is_the_real_one(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    (tmp_path / "pytest.py").write_text("print('1 passed in 0.01s')\n")
    if installed:
        (tmp_path / "pytest-9.dist-info").mkdir()
    monkeypatch.setenv("PYTHONPATH", f":{tmp_path}")
    result = verify("## Testing\n\n```bash\npython3 -m pytest\n```\n", workspace)
    assert result.testing is not None
    assert (result.testing.status is Status.PASSED) is installed
    said = f"`{tmp_path}/pytest.py` would run in place" in (result.testing.reason or "")
    assert said is not installed
