"""Which workspace evidence is of, and whether it is the one at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.interfaces.cli.progress_roadmap import commit, git

from milepost.app.git import blob_of, committed
from milepost.app.workspace import Here, identify

if TYPE_CHECKING:
    from pathlib import Path


def repository(folder: Path, text: str = "") -> Path:
    """A folder that is a repository with one commit."""
    folder.mkdir()
    (folder / "a.txt").write_text(text or folder.name)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def test_a_folder_is_itself_wherever_it_is_moved(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    then = identify(old)
    assert Here(old).difference(then) is None
    old.rename(new)
    assert Here(new).difference(then) is None
    old.mkdir()
    (tmp_path / "other").mkdir()
    assert Here(old).difference(then) is None  # It has the same path.
    assert Here(tmp_path / "other").difference(then) == f"another folder ({old})"
    assert Here(tmp_path / "gone").difference(then) == f"another folder ({old})"


def test_clones_are_the_same_work_and_other_repositories_are_not(tmp_path: Path) -> None:
    origin, other = repository(tmp_path / "origin"), repository(tmp_path / "other")
    git(tmp_path, "clone", "-q", str(origin), "clone")
    then = identify(origin)
    assert then.root is not None
    assert Here(tmp_path / "clone").difference(then) is None
    assert Here(other).difference(then) == f"another git repository ({origin})"


def test_a_clone_that_lacks_its_past_may_have_had_it(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin")
    then = identify(origin)
    (origin / "b.txt").touch()
    commit(origin)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{origin}", "shallow")
    assert identify(tmp_path / "shallow").root is None
    assert Here(tmp_path / "shallow").difference(then) is None


def test_a_repository_that_is_gone_is_told_of(tmp_path: Path) -> None:
    folder = repository(tmp_path / "work")
    then = identify(folder)
    (folder / ".git").rename(tmp_path / "taken")
    assert Here(folder).difference(then) == "a git repository, which is not there any more"


@pytest.mark.parametrize(
    ("clone", "edit", "holds", "branch"),
    [(False, False, True, "HEAD"), (True, True, False, "origin/main")],
)
def test_what_counts_in_a_clone_is_the_branch_of_its_remote(
    tmp_path: Path, clone: bool, edit: bool, holds: bool, branch: str
) -> None:
    folder = repository(tmp_path / "work")
    if clone:
        git(tmp_path, "clone", "-q", str(folder), "clone")
        folder = tmp_path / "clone"
    if edit:
        (folder / "a.txt").write_text("mine")
        commit(folder)
    found = committed(folder)
    assert found is not None
    blob = found.blobs["a.txt"][1]
    now = blob_of((folder / "a.txt").read_bytes())
    assert (found.holds("a.txt", now), found.branch) == (holds, branch)
    assert found.text("a.txt") == "work"
    assert found.text("nothing.txt") is None
    assert found.holds("a.txt", blob)


def test_a_file_that_was_committed_as_a_link_is_read_through_it(tmp_path: Path) -> None:
    folder = repository(tmp_path / "work")
    (folder / "docs").mkdir()
    (folder / "docs" / "link.md").symlink_to("../a.txt")
    commit(folder)
    found = committed(folder / "docs")
    assert found is not None
    assert (list(found.blobs), found.text("link.md")) == (["link.md"], "work")


def test_a_repository_without_a_commit_has_committed_nothing(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    found = committed(tmp_path)
    assert found is not None
    assert (found.commit, found.blobs) == ("", {})
    assert identify(tmp_path).root is None
