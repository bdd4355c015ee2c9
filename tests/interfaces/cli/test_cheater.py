"""Somebody who claims to be done without having done it: each way is refused, or shows."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.interfaces.cli.process import COMMAND, environment
from tests.interfaces.cli.progress_roadmap import FIRST, TEST, commit, do_the_work, git, lay_out
from tests.interfaces.cli.terminal import typed

from milepost.interfaces.cli.main import run
from milepost.progress import store as stores

if TYPE_CHECKING:
    from collections.abc import Callable


class Cheater:
    """The roadmap in which the cheating is done."""

    def __init__(
        self, folder: Path, set_: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.set = set_
        """Sets a variable of the environment."""
        self._capsys = capsys
        self.guide = folder / "milestones" / "01.md"
        self.database = folder / ".milepost" / "progress.db"

    def run(self, *args: str) -> int:
        return run(args)

    def verify(self) -> int:
        return run(["verify", "1", "--yes"])

    def earn_it(self) -> None:
        """Be done, honestly."""
        do_the_work(self.folder)
        self.verify()
        status, _ = typed("sign", "sign", "1/2", cwd=self.folder)
        assert (status, self.state()) == (0, "done")

    def state(self, of: int = 0) -> str:
        self._capsys.readouterr()
        run(["status", "--format", "json"])
        found: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        state: str = found["milestones"][of]["state"]
        return state

    def sql(self, statement: str) -> None:
        with sqlite3.connect(self.database) as connection:
            connection.execute(statement)
        connection.close()


@pytest.fixture
def cheater(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Cheater:
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "mallory")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    return Cheater(folder, monkeypatch.setenv, capsys)


def tick_the_boxes(cheater: Cheater) -> None:
    cheater.guide.write_text(FIRST.replace("- [ ]", "- [x]"))
    cheater.verify()


def say_that_it_is_signed(cheater: Cheater) -> None:
    do_the_work(cheater.folder)
    cheater.verify()
    done = subprocess.run(
        [*COMMAND, "sign", "1/2"],
        input=b"sign\n",
        cwd=cheater.folder,
        env=environment(),
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 2


def override_from_a_program(cheater: Cheater) -> None:
    done = subprocess.run(
        [*COMMAND, "override", "1", "--reason", "trust me"],
        input=b"override\n",
        cwd=cheater.folder,
        env=environment(),
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 2


def weaken_the_test(cheater: Cheater) -> None:
    do_the_work(cheater.folder)
    (cheater.folder / "calc.py").write_text("def add(a, b):\n    return 0\n")
    (cheater.folder / "test_calc.py").write_text(TEST.replace("add(1, 2), 3", "1, 1"))
    assert cheater.verify() == 1


def skip_the_tests(cheater: Cheater) -> None:
    do_the_work(cheater.folder)
    (cheater.folder / "calc.py").write_text(
        "import unittest\n\n\ndef add(a, b):\n    raise unittest.SkipTest('not today')\n"
    )
    assert cheater.verify() == 1


def stub_a_command(cheater: Cheater) -> None:
    (cheater.folder / "calc.py").write_text("def add(a, b):\n    return 0\n")
    (cheater.folder / "said.txt").write_text("words\n")
    tools = cheater.folder / "tools"
    tools.mkdir()
    (tools / "python3").write_text("#!/bin/sh\necho 'Ran 1 test in 0.1s'; echo; echo OK\n")
    (tools / "python3").chmod(0o755)
    cheater.set("PATH", f"{tools}:{os.environ['PATH']}")
    assert cheater.verify() == 2


def stub_a_command_by_a_function(cheater: Cheater) -> None:
    (cheater.folder / "calc.py").write_text("def add(a, b):\n    return 0\n")
    (cheater.folder / "said.txt").write_text("words\n")
    cheater.set("BASH_FUNC_python3%%", "() { echo 'Ran 1 test in 0.1s'; echo; echo OK; }")
    assert cheater.verify() == 1


def edit_the_checks(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.guide.write_text(FIRST.replace("contains `def add`", "contains `def`"))


def edit_the_checks_and_verify(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.guide.write_text(FIRST.replace("contains `def add`", "contains `def`"))
    cheater.verify()


def hide_the_edit_from_git(cheater: Cheater) -> None:
    edit_the_checks_and_verify(cheater)
    git(cheater.folder, "update-index", "--assume-unchanged", "milestones/01.md")


def turn_a_failure_in_the_store(cheater: Cheater) -> None:
    cheater.verify()
    cheater.sql("UPDATE evidence SET status = 'passed', body = replace(body, 'failed', 'passed')")


def turn_the_row_alone(cheater: Cheater) -> None:
    cheater.verify()
    cheater.sql("UPDATE evidence SET status = 'passed'")


def delete_the_failure(cheater: Cheater) -> None:
    cheater.earn_it()
    (cheater.folder / "calc.py").unlink()
    cheater.verify()
    assert cheater.state() == "failing"
    cheater.sql("DELETE FROM evidence WHERE position = 3")


def give_it_to_another_milestone(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.sql("UPDATE subject SET milestone = 'milestones/02.md'")
    assert cheater.state(of=1) == "locked"


def replay_old_evidence(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.run("export", "--output", "old.jsonl")
    cheater.guide.write_text(FIRST.replace("`said.txt` exists", "`said.md` exists"))
    commit(cheater.folder)
    cheater.verify()
    assert cheater.state() == "failing"
    assert cheater.run("import", "old.jsonl") == 0


def import_edited_evidence(cheater: Cheater) -> None:
    cheater.verify()
    cheater.run("export", "--output", "e.jsonl")
    path = cheater.folder / "e.jsonl"
    path.write_text(path.read_text().replace('"failed"', '"passed"'))
    assert cheater.run("import", "e.jsonl") == 2


def import_somebody_elses_evidence(cheater: Cheater) -> None:
    cheater.set("MILEPOST_USER", "ada")
    cheater.earn_it()
    cheater.run("export", "--output", "e.jsonl")
    cheater.set("MILEPOST_USER", "mallory")
    lines = [json.loads(line) for line in Path("e.jsonl").read_text().splitlines()]
    for line in lines:
        line["record"]["who"] = "mallory"
    Path("e.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    assert cheater.run("import", "e.jsonl") == 2


def set_the_clock_back(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.guide.write_text(FIRST.replace("`said.txt` exists", "`said.md` exists"))
    true = stores.now
    back = pytest.MonkeyPatch()
    back.setattr(stores.open_store, "__defaults__", (lambda: true().replace(year=2020),))
    assert cheater.verify() == 2
    back.undo()


CHEATS: tuple[tuple[Callable[[Cheater], None], str], ...] = (
    (tick_the_boxes, "failing"),
    (say_that_it_is_signed, "in progress"),
    (override_from_a_program, "ready"),
    (weaken_the_test, "failing"),
    (skip_the_tests, "failing"),
    (stub_a_command, "ready"),
    (stub_a_command_by_a_function, "failing"),
    (edit_the_checks, "stale"),
    (edit_the_checks_and_verify, "unapproved"),
    (hide_the_edit_from_git, "unapproved"),
    (turn_a_failure_in_the_store, "tampered"),
    (turn_the_row_alone, "tampered"),
    (delete_the_failure, "tampered"),
    (give_it_to_another_milestone, "tampered"),
    (replay_old_evidence, "failing"),
    (import_edited_evidence, "failing"),
    (import_somebody_elses_evidence, "ready"),
    (set_the_clock_back, "stale"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("cheat", "state"), CHEATS, ids=[cheat.__name__ for cheat, _ in CHEATS])
def test_who_cheats_is_not_done(
    cheater: Cheater,
    cheat: Callable[[Cheater], None],
    state: str,
) -> None:
    cheat(cheater)
    assert cheater.state() == state


def test_who_does_not_cheat_is_done(cheater: Cheater) -> None:
    cheater.earn_it()
