"""A failure that is to be forgotten: it is remembered wherever the roadmap is, or that is said."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.interfaces.cheats import Cheater, ease_the_checks
from tests.interfaces.cli.progress_roadmap import FIRST, commit, git, lay_out

from milepost.app.sign import SignRequest, sign, sign_changed_checks
from milepost.interfaces.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNSIGNED = "its checks were changed after it had failed, and nobody has signed that"


@pytest.fixture
def cheater(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cheater:
    """Somebody who has failed once it was done."""
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "mallory")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    found = Cheater(folder)
    found.earn_it()
    (folder / "calc.py").write_text("add = int.__add__\n")
    assert found.verify() == 1
    return found


def record(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    capsys.readouterr()
    run([*args, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def first(capsys: pytest.CaptureFixture[str]) -> tuple[str, str | None]:
    """How the first milestone stands, and why."""
    found = record(capsys, "status")["milestones"][0]
    return found["state"], found["why"]


def leave_git(folder: Path) -> None:
    shutil.rmtree(folder / ".git")


def go_to(folder: Path) -> Cheater:
    os.chdir(folder)
    return Cheater(folder)


def moved(cheater: Cheater) -> Cheater:
    return go_to(cheater.folder.rename(cheater.folder.parent / "moved"))


def copied(cheater: Cheater) -> Cheater:
    return go_to(shutil.copytree(cheater.folder, cheater.folder.parent / "copied"))


def cloned(cheater: Cheater) -> Cheater:
    """A clone whose remote has the checks of before, and a commit of one's own that eases them."""
    commit(cheater.folder)
    folder = cheater.folder.parent / "cloned"
    git(cheater.folder.parent, "clone", "-q", str(cheater.folder), str(folder))
    return go_to(folder)


def renamed(cheater: Cheater) -> Cheater:
    """Moved, with another name in its settings and another title of the other guide."""
    (cheater.folder / "milepost.toml").write_text('name = "other"\n')
    return moved(cheater)


def moved_out_of_git(cheater: Cheater) -> Cheater:
    leave_git(cheater.folder)
    return moved(cheater)


def copied_out_of_git(cheater: Cheater) -> Cheater:
    leave_git(cheater.folder)
    return copied(cheater)


def moved_into_another_repository(cheater: Cheater) -> Cheater:
    leave_git(cheater.folder)
    git(cheater.folder, "init", "-q")
    return moved(cheater)


WAYS = (
    moved,
    copied,
    renamed,
    moved_out_of_git,
    copied_out_of_git,
    moved_into_another_repository,
)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=[one.__name__ for one in WAYS])
def test_a_failure_is_found_where_the_roadmap_has_gone(
    cheater: Cheater, capsys: pytest.CaptureFixture[str], way: Callable[[Cheater], Cheater]
) -> None:
    here = way(cheater)
    here.remove_the_store()
    # The other milestone is verified first: what is known of this one is not lost by it.
    run(["verify", "2", "--yes"])
    ease_the_checks(here)
    if (here.folder / ".git").exists():
        commit(here.folder)
    assert here.verify() == 1
    assert first(capsys) == ("unapproved", UNSIGNED)
    sign(SignRequest("1", 2), lambda _: None)
    sign_changed_checks(SignRequest("1"), lambda _: None)
    assert first(capsys) == ("done", None)


def test_a_store_that_is_put_back_where_the_folder_was_moved_lacks_the_failure(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    here = moved(cheater)
    here.sql("DELETE FROM evidence WHERE position = 3")
    here.sql("UPDATE chain SET position = 2, head = (SELECT digest FROM evidence WHERE seq = 2)")
    assert first(capsys)[0] == "tampered"


def test_a_copy_that_was_verified_before_the_failure_lacks_nothing(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    cheater.guide.write_text(FIRST)
    (cheater.folder / "calc.py").write_text("def add(a, b):\n    return a + b\n")
    assert cheater.verify() == 0
    here = copied(cheater)
    os.chdir(cheater.folder)
    cheater.verify()
    os.chdir(here.folder)
    found = record(capsys, "status")
    assert (found["milestones"][0]["state"], found["notes"]) == ("done", [])


def test_a_clone_whose_remote_has_the_checks_counts(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    ease_the_checks(cheater)
    here = cloned(cheater)
    assert here.verify() == 0
    sign(SignRequest("1", 2), lambda _: None)
    found = record(capsys, "status")
    first = found["milestones"][0]
    assert (first["state"], first["why"], found["notes"]) == ("done", None, [])


def test_another_roadmap_remembers_nothing_of_this_one(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    other = cheater.folder.parent / "other"
    other.mkdir()
    lay_out(other)
    leave_git(other)
    here = go_to(other)
    for one in (other / "milestones").iterdir():
        one.write_text(one.read_text().replace("Add", "Begin").replace("2: Go on", "2: Go away"))
    ease_the_checks(here)
    here.guide.write_text(here.guide.read_text().replace("1: Add", "1: Begin"))
    (other / "said.txt").write_text("words\n")
    assert here.verify() == 0
    assert first(capsys) == ("in progress", "1 checklist item waits for a signature")


def test_a_failure_is_held_against_what_was_kept_under_another_memory(
    cheater: Cheater, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ease_the_checks(cheater)
    commit(cheater.folder)
    cheater.remove_the_store()
    with monkeypatch.context() as patch:
        patch.setenv("MILEPOST_STATE_DIR", str(cheater.folder.parent / "other"))
        assert cheater.verify() == 0
        sign(SignRequest("1", 2), lambda _: None)
        assert first(capsys)[0] == "done"
    for _ in range(2):
        assert first(capsys) == ("unapproved", UNSIGNED)
        assert cheater.verify() == 1
    sign_changed_checks(SignRequest("1"), lambda _: None)
    assert first(capsys) == ("done", None)


def test_a_failure_that_was_mended_under_another_memory_is_no_failure_any_more(
    cheater: Cheater, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (cheater.folder / "calc.py").write_text("def add(a, b):\n    return a + b\n")
    with monkeypatch.context() as patch:
        patch.setenv("MILEPOST_STATE_DIR", str(cheater.folder.parent / "other"))
        assert cheater.verify() == 0
        ease_the_checks(cheater)
        commit(cheater.folder)
        assert cheater.verify() == 0
    assert first(capsys) == ("done", None)
    assert cheater.verify() == 0


@pytest.mark.parametrize("kind", ["device", "file", "damaged"])
def test_that_nothing_can_be_remembered_is_said(
    cheater: Cheater,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    if kind == "damaged":
        (path,) = (cheater.folder.parent / "state" / "witnessed").glob("*.json")
        path.write_text("{")
    else:
        where = "/dev/null" if kind == "device" else str(cheater.guide)
        monkeypatch.setenv("MILEPOST_STATE_DIR", where)
    said = {"device": "/dev/null is no folder", "file": "01.md is no folder"}
    for command in (["status"], ["next"], ["verify", "1", "--yes"]):
        notes = " ".join(record(capsys, *command)["notes"])
        assert "Nothing can be remembered beside the store: " in notes
        assert said.get(kind, "cannot be read, or is damaged") in notes
        assert "Set MILEPOST_STATE_DIR to a folder that you can write." in notes


def test_a_store_that_was_put_back_after_another_was_begun_has_a_remedy_that_works(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    (cheater.folder / "calc.py").write_text("def add(a, b):\n    return a + b\n")
    cheater.verify()
    backup = cheater.database.read_bytes()
    cheater.remove_the_store()
    cheater.verify()
    cheater.remove_the_store()
    cheater.database.write_bytes(backup)
    state, why = first(capsys)
    assert (state, "name" in str(why)) == ("tampered", False)
    assert "begun anew in the place of .milepost/progress.db, and is gone: verify it" in str(why)
    assert cheater.verify() == 0
    assert first(capsys) == ("done", None)
