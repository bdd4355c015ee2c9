"""Ways to claim to be done without having done it, for every interface through which one can.

Each does its work in the roadmap's folder; then the milestone is verified through the interface.
The file is long, as there are many ways.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.interfaces.cli.progress_roadmap import FIRST, TEST, commit, do_the_work, git, lay_out

from milepost.app.sign import SignRequest, sign
from milepost.interfaces.cli.main import run
from milepost.progress import store as stores

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG = "def add(a, b):\n    return 0\n"
WEAK = FIRST.replace("contains `def add`", "contains `def`")
WHO = "mallory"


class Cheater:
    """Somebody in a roadmap's folder, which is the current one; their tools come first on PATH."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.guide = folder / "milestones" / "01.md"
        self.database = folder / ".milepost" / "progress.db"
        self.tools = folder / "tools"

    def verify(self) -> int:
        """Verify honestly what is there."""
        return run(["verify", "1", "--yes"])

    def earn_it(self) -> None:
        """Be done, honestly: with the person's signature."""
        do_the_work(self.folder)
        assert self.verify() == 0
        assert sign(SignRequest("1", 2), lambda _: None).state == "done"

    def pretend(self) -> None:
        """Do the work so that all but the tests hold."""
        do_the_work(self.folder)
        (self.folder / "calc.py").write_text(WRONG)

    def settings(self, line: str) -> None:
        (self.folder / "milepost.toml").write_text(f'name = "sums"\n{line}\n')

    def sql(self, statement: str) -> None:
        with sqlite3.connect(self.database) as connection:
            connection.execute(statement)
        connection.close()

    def remove_the_store(self) -> None:
        for one in self.database.parent.glob("progress.db*"):
            one.unlink()

    def become_a_clone(self) -> None:
        """Let what is committed now be the branch of a remote."""
        git(self.folder, "update-ref", "refs/remotes/origin/main", "HEAD")
        branch = "refs/remotes/origin/main"
        git(self.folder, "symbolic-ref", "refs/remotes/origin/HEAD", branch)


@dataclass(frozen=True)
class Cheat:
    """A way to cheat, and what shows."""

    do: Callable[[Cheater], None]
    state: str
    """The milestone's state after it was verified."""
    says: str
    """Words in the answer of the verification."""
    before: str | None = None
    """Its state before, where that is told too."""
    agents: bool = False
    """Whether it is tried over the agents' protocol as well, where each costs a second."""


def lay_out_anew(folder: Path) -> None:
    """Empty a folder, and lay the roadmap out in it."""
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()
    lay_out(folder)


def state(capsys: pytest.CaptureFixture[str]) -> str:
    """How the first milestone stands, or what is left of the roadmap."""
    capsys.readouterr()
    run(["status", "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return str(found["milestones"][0]["state"])


def tick_the_boxes(cheater: Cheater) -> None:
    cheater.guide.write_text(FIRST.replace("- [ ]", "- [x]"))


def weaken_the_test(cheater: Cheater) -> None:
    cheater.pretend()
    (cheater.folder / "test_calc.py").write_text(TEST.replace("add(1, 2), 3", "1, 1"))


def delete_the_test(cheater: Cheater) -> None:
    cheater.pretend()
    cheater.guide.write_text(FIRST.replace(TEST, ""))


def skip_the_tests(cheater: Cheater) -> None:
    do_the_work(cheater.folder)
    (cheater.folder / "calc.py").write_text(
        "import unittest\n\n\ndef add(a, b):\n    raise unittest.SkipTest('not today')\n"
    )


def link_the_test_elsewhere(cheater: Cheater) -> None:
    cheater.pretend()
    elsewhere = cheater.folder.parent / "weak.py"
    elsewhere.write_text(TEST.replace("add(1, 2), 3", "1, 1"))
    elsewhere.chmod(0o444)
    (cheater.folder / "test_calc.py").symlink_to(elsewhere)


def stub_a_command(cheater: Cheater) -> None:
    cheater.pretend()
    cheater.tools.mkdir()
    (cheater.tools / "python3").write_text("#!/bin/sh\necho 'Ran 1 test in 0.1s'; echo; echo OK\n")
    (cheater.tools / "python3").chmod(0o755)


def stub_the_test_runner(cheater: Cheater) -> None:
    cheater.pretend()
    (cheater.folder / "unittest.py").write_text("print('Ran 1 test in 0.1s\\n\\nOK')\n")


def stub_milepost_itself(cheater: Cheater) -> None:
    (cheater.folder / "milepost").mkdir()
    (cheater.folder / "milepost" / "__init__.py").write_text("raise SystemExit('done')\n")
    (cheater.folder / "msgspec.py").write_text("raise SystemExit('done')\n")


def edit_the_checks(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.guide.write_text(WEAK)


def hide_the_edit_from_git(cheater: Cheater) -> None:
    edit_the_checks(cheater)
    git(cheater.folder, "update-index", "--assume-unchanged", "milestones/01.md")


def let_git_look_at_another_folder(cheater: Cheater) -> None:
    twin = cheater.folder.parent / "twin"
    shutil.copytree(cheater.folder / "milestones", twin / "milestones", dirs_exist_ok=True)
    edit_the_checks(cheater)
    git(cheater.folder, "config", "core.worktree", str(twin))


def replace_the_object_in_git(cheater: Cheater) -> None:
    cheater.earn_it()
    old = said(cheater.folder, "rev-parse", "HEAD:milestones/01.md")
    cheater.guide.write_text(WEAK)
    new = said(cheater.folder, "hash-object", "-w", "milestones/01.md")
    git(cheater.folder, "replace", old, new)


def filter_what_git_sees(cheater: Cheater) -> None:
    edit_the_checks(cheater)
    (cheater.folder / ".gitattributes").write_text("*.md filter=hide\n")
    git(cheater.folder, "config", "filter.hide.clean", "git show HEAD:%f")


def link_the_guide_elsewhere(cheater: Cheater) -> None:
    cheater.earn_it()
    (cheater.folder / "easy.md").write_text(WEAK)
    cheater.guide.unlink()
    cheater.guide.symlink_to("../easy.md")


def commit_a_weaker_guide(cheater: Cheater) -> None:
    cheater.become_a_clone()
    edit_the_checks(cheater)
    commit(cheater.folder)


def replace_the_history(cheater: Cheater) -> None:
    cheater.become_a_clone()
    edit_the_checks(cheater)
    git(cheater.folder, "checkout", "-q", "--orphan", "mine")
    commit(cheater.folder)


def commit_a_weaker_guide_after_a_failure(cheater: Cheater) -> None:
    cheater.earn_it()
    (cheater.folder / "calc.py").write_text("add = int.__add__\n")
    assert cheater.verify() == 1
    commit_easier_checks(cheater)


def commit_easier_checks(cheater: Cheater) -> None:
    ease_the_checks(cheater)
    commit(cheater.folder)


def ease_the_checks(cheater: Cheater) -> None:
    """Do what they ask for, where that was not done."""
    (cheater.folder / "calc.py").write_text("add = int.__add__\n")
    text = FIRST.replace("The file `calc.py` contains `def add`", "The file `calc.py` exists")
    cheater.guide.write_text(text)


def remove_the_repository(cheater: Cheater) -> None:
    edit_the_checks(cheater)
    shutil.rmtree(cheater.folder / ".git")


def weaken_the_template(cheater: Cheater) -> None:
    cheater.earn_it()
    (cheater.folder / "calc.py").write_text(WRONG)
    (cheater.folder / "t.md").write_text(
        "# [Number]: [Name]\n\n## Implementation Steps\n\n### Step 1: [Name]\n\n[Text]\n\n"
        "**Expected Outcome**: [Text]\n\n<!-- milepost: role=issues -->\n## Testing\n\n[Text]\n"
    )
    cheater.settings('template = "t.md"')


def name_another_workspace(cheater: Cheater) -> None:
    cheater.earn_it()
    solved = cheater.folder.parent / "solved"
    solved.mkdir(exist_ok=True)
    do_the_work(solved)
    (cheater.folder / "calc.py").unlink()
    cheater.settings('workspace = "../solved"')


def name_another_store(cheater: Cheater) -> None:
    cheater.earn_it()
    shutil.copy(cheater.database, cheater.folder / "mine.db")
    cheater.settings('progress = "mine.db"')


def leave_the_guide_out(cheater: Cheater) -> None:
    cheater.settings('exclude = ["milestones/01*"]')


def add_an_easier_guide(cheater: Cheater) -> None:
    (cheater.folder / "milestones" / "01-easy.md").write_text(WEAK)


def turn_a_failure_in_the_store(cheater: Cheater) -> None:
    cheater.verify()
    cheater.sql("UPDATE evidence SET status = 'passed', body = replace(body, 'failed', 'passed')")


def turn_the_row_alone(cheater: Cheater) -> None:
    cheater.verify()
    cheater.sql("UPDATE evidence SET status = 'passed'")


def delete_the_failure(cheater: Cheater) -> None:
    fail_after_all(cheater)
    cheater.sql("DELETE FROM evidence WHERE position = 3")


def give_it_to_another_milestone(cheater: Cheater) -> None:
    fail_after_all(cheater)
    cheater.sql("UPDATE subject SET milestone = 'milestones/02.md'")


def put_an_old_store_back(cheater: Cheater) -> None:
    cheater.earn_it()
    old = cheater.database.read_bytes()
    (cheater.folder / "calc.py").unlink()
    cheater.verify()
    cheater.remove_the_store()
    cheater.database.write_bytes(old)


def put_an_old_store_back_and_weaken_the_guide(cheater: Cheater) -> None:
    put_an_old_store_back(cheater)
    commit_easier_checks(cheater)


def put_an_old_export_back(cheater: Cheater) -> None:
    cheater.earn_it()
    run(["export", "--output", "old.jsonl"])
    (cheater.folder / "calc.py").unlink()
    cheater.verify()
    cheater.remove_the_store()
    assert run(["import", "old.jsonl"]) == 0


def remove_the_store(cheater: Cheater) -> None:
    fail_after_all(cheater)
    cheater.remove_the_store()


def rename_the_guide_and_weaken_it(cheater: Cheater) -> None:
    fail_after_all(cheater)
    commit_easier_checks(cheater)
    cheater.guide.rename(cheater.guide.with_name("01-add.md"))
    commit(cheater.folder)


def remove_the_store_and_rename_the_guide(cheater: Cheater) -> None:
    rename_the_guide_and_weaken_it(cheater)
    cheater.remove_the_store()


def let_a_trigger_drop_what_fails(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.sql(
        "CREATE TRIGGER t BEFORE INSERT ON evidence WHEN NEW.status = 'failed' "
        "BEGIN SELECT RAISE(IGNORE); END"
    )
    (cheater.folder / "calc.py").unlink()
    cheater.verify()


def let_a_trigger_turn_the_chain_back(cheater: Cheater) -> None:
    let_a_trigger_drop_what_fails(cheater)
    cheater.sql(
        "UPDATE chain SET (head, position, at) = (SELECT digest, position, at FROM evidence "
        "ORDER BY seq DESC LIMIT 1)"
    )


def name_the_roadmap_anew(cheater: Cheater) -> None:
    fail_after_all(cheater)
    (cheater.folder / "milepost.toml").write_text('name = "other sums"\n')
    commit_easier_checks(cheater)


def begin_another_repository(cheater: Cheater) -> None:
    cheater.earn_it()
    shutil.rmtree(cheater.folder / ".git")
    git(cheater.folder, "init", "-q", "-b", "main")
    (cheater.folder / "calc.py").unlink()
    commit_easier_checks(cheater)


def bring_evidence_of_another_workspace(cheater: Cheater) -> None:
    cheater.earn_it()
    cheater.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    other = cheater.folder.parent / "other"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(cheater.folder, other)
    lay_out_anew(cheater.folder)
    git(cheater.folder, "commit", "-q", "--amend", "-m", "Another first commit")
    shutil.copytree(other / ".milepost", cheater.folder / ".milepost")


def replay_old_evidence(cheater: Cheater) -> None:
    cheater.earn_it()
    run(["export", "--output", "old.jsonl"])
    cheater.guide.write_text(FIRST.replace("`said.txt` exists", "`said.md` exists"))
    commit(cheater.folder)
    assert cheater.verify() == 1
    assert run(["import", "old.jsonl"]) == 0


def import_edited_evidence(cheater: Cheater) -> None:
    cheater.verify()
    run(["export", "--output", "e.jsonl"])
    path = cheater.folder / "e.jsonl"
    path.write_text(path.read_text().replace('"failed"', '"passed"'))
    assert run(["import", "e.jsonl"]) == 2


def import_somebody_elses_evidence(cheater: Cheater) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILEPOST_USER", "ada")
        cheater.earn_it()
        run(["export", "--output", "e.jsonl"])
    (cheater.folder / "calc.py").unlink()
    lines = [json.loads(line) for line in Path("e.jsonl").read_text().splitlines()]
    for line in lines:
        line["record"]["who"] = WHO
    Path("e.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    assert run(["import", "e.jsonl"]) == 2


def set_the_clock_back(cheater: Cheater) -> None:
    true = stores.now
    with pytest.MonkeyPatch.context() as patch:
        later = (lambda: true() + timedelta(days=9),)
        patch.setattr(stores.open_store, "__defaults__", later)
        cheater.earn_it()
    (cheater.folder / "calc.py").unlink()
    cheater.guide.write_text(FIRST.replace("`said.txt` exists", "`said.md` exists"))


def fail_after_all(cheater: Cheater) -> None:
    cheater.earn_it()
    (cheater.folder / "calc.py").unlink()
    assert cheater.verify() == 1


def said(folder: Path, *arguments: str) -> str:
    """What git says."""
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().strip()


_NOT_COMMITTED = "not the committed ones"
_SHARED = "not those of origin/main"

CHEATS = (
    Cheat(tick_the_boxes, "failing", "calc.py", "ready", agents=True),
    Cheat(weaken_the_test, "failing", "FAIL", "ready", agents=True),
    Cheat(delete_the_test, "failing", "no test", "ready", agents=True),
    Cheat(skip_the_tests, "failing", "no test", "ready", agents=True),
    Cheat(link_the_test_elsewhere, "failing", "FAIL", "ready", agents=True),
    Cheat(stub_a_command, "ready", "where no tools are installed", "ready", agents=True),
    Cheat(stub_the_test_runner, "failing", "unittest.py", "ready"),
    Cheat(stub_milepost_itself, "failing", "calc.py", "ready", agents=True),
    Cheat(edit_the_checks, "unapproved", _NOT_COMMITTED, "stale", agents=True),
    Cheat(hide_the_edit_from_git, "unapproved", _NOT_COMMITTED, "stale"),
    Cheat(let_git_look_at_another_folder, "unapproved", _NOT_COMMITTED, "stale"),
    Cheat(replace_the_object_in_git, "unapproved", _NOT_COMMITTED, "stale"),
    Cheat(filter_what_git_sees, "unapproved", _NOT_COMMITTED, "stale"),
    Cheat(link_the_guide_elsewhere, "unapproved", _NOT_COMMITTED, "stale"),
    Cheat(commit_a_weaker_guide, "unapproved", _SHARED, "stale", agents=True),
    Cheat(replace_the_history, "unapproved", _SHARED, "stale"),
    Cheat(commit_a_weaker_guide_after_a_failure, "unapproved", "nobody has signed", "stale"),
    Cheat(remove_the_repository, "unapproved", "nobody has signed", "stale"),
    Cheat(weaken_the_template, "unapproved", _NOT_COMMITTED, "stale", agents=True),
    Cheat(
        name_another_workspace, "unapproved", "`workspace` in milepost.toml", "stale", agents=True
    ),
    Cheat(name_another_store, "unapproved", "`progress` in milepost.toml", "unapproved"),
    Cheat(leave_the_guide_out, "locked", "no milestone `1`"),
    Cheat(add_an_easier_guide, "ready", "several milestones have the number 1", "ready"),
    Cheat(turn_a_failure_in_the_store, "failing", "calc.py", "tampered", agents=True),
    Cheat(turn_the_row_alone, "failing", "calc.py", "tampered"),
    Cheat(delete_the_failure, "failing", "calc.py", "tampered"),
    Cheat(give_it_to_another_milestone, "tampered", "not as it was written", "tampered"),
    Cheat(put_an_old_store_back, "failing", "calc.py", "tampered", agents=True),
    Cheat(
        put_an_old_store_back_and_weaken_the_guide, "unapproved", "nobody has signed", "tampered"
    ),
    Cheat(put_an_old_export_back, "failing", "calc.py", "tampered", agents=True),
    Cheat(remove_the_store, "failing", "was removed", "ready"),
    Cheat(rename_the_guide_and_weaken_it, "unapproved", "nobody has signed", "stale", agents=True),
    Cheat(remove_the_store_and_rename_the_guide, "unapproved", "nobody has signed", "ready"),
    Cheat(
        let_a_trigger_drop_what_fails,
        "tampered",
        "is not what was written last",
        "tampered",
        agents=True,
    ),
    Cheat(
        let_a_trigger_turn_the_chain_back, "tampered", "is not what was written last", "tampered"
    ),
    Cheat(name_the_roadmap_anew, "unapproved", "nobody has signed", "ready", agents=True),
    Cheat(begin_another_repository, "unapproved", "nobody has signed", "stale", agents=True),
    Cheat(bring_evidence_of_another_workspace, "failing", "calc.py", "stale", agents=True),
    Cheat(replay_old_evidence, "failing", "said.md", "failing", agents=True),
    Cheat(import_edited_evidence, "failing", "calc.py", "failing"),
    Cheat(import_somebody_elses_evidence, "failing", "calc.py", "ready"),
    Cheat(set_the_clock_back, "failing", "clock is behind", "stale", agents=True),
)
