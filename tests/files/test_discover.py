"""Discovery: `milestones/**/*.md`, else titled `*.md`; what is named is taken as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.files.discover import discover, natural_key

if TYPE_CHECKING:
    from pathlib import Path


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# 1: A\n")


def test_guides_of_the_milestones_folder_come_by_number(tmp_path: Path) -> None:
    lay(tmp_path, "milestones/10-c.md", "milestones/2-b.md", "milestones/x/1-a.md", "other.md")

    found = discover(tmp_path, ())

    assert found.paths == ("milestones/2-b.md", "milestones/10-c.md", "milestones/x/1-a.md")
    assert found.faults == ()


def test_milestones_folder_may_be_named_itself(tmp_path: Path) -> None:
    lay(tmp_path, "milestones/x/1-a.md")

    assert discover(tmp_path, ["milestones"]).paths == ("milestones/x/1-a.md",)
    assert discover(tmp_path / "milestones", ["."]).paths == ("x/1-a.md",)


def test_otherwise_the_titled_files_of_the_folder(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "deep/b.md")
    (tmp_path / "note.md").write_text("No title.\n")
    (tmp_path / "under.md").write_text("Title\n=====\n")

    assert discover(tmp_path, ()).paths == ("a.md", "under.md")


@pytest.mark.parametrize(
    "name", ["README.md", "readme.md", "CHANGELOG.md", "LICENSE.md", ".hidden.md", "a.txt"]
)
def test_files_about_a_repository_are_no_guides(tmp_path: Path, name: str) -> None:
    lay(tmp_path, name, "milestones/01.md", f"milestones/{name}")

    assert discover(tmp_path, ()).paths == ("milestones/01.md",)


@pytest.mark.parametrize("folder", ["node_modules", ".git", ".venv", "__pycache__"])
def test_folders_of_tools_are_passed_over(tmp_path: Path, folder: str) -> None:
    lay(tmp_path, f"milestones/{folder}/01.md", "milestones/02.md")

    assert discover(tmp_path, ()).paths == ("milestones/02.md",)


def test_roadmaps_below_a_folder_are_found(tmp_path: Path) -> None:
    lay(tmp_path, "a/milestones/01.md", "b/milestones/01.md", "b/README.md")

    assert discover(tmp_path, ["."]).paths == ("a/milestones/01.md", "b/milestones/01.md")


def test_named_file_is_taken_whatever_it_is_and_only_once(tmp_path: Path) -> None:
    lay(tmp_path, "README.md", "milestones/01.md")

    found = discover(tmp_path, ["README.md", "./README.md", "gone.md", "-"], lambda _: True)

    assert found.paths == ("README.md", "gone.md", "-")


def test_excluded_paths_are_left_out(tmp_path: Path) -> None:
    lay(tmp_path, "milestones/01.md", "milestones/drafts/02.md")

    assert discover(tmp_path, (), lambda p: "drafts" in p).paths == ("milestones/01.md",)


def test_folder_without_guides_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    (here,) = discover(tmp_path, ()).faults
    (there,) = discover(tmp_path, ["empty"]).faults

    assert here.message == "there are no guides in this folder"
    assert there.message == "there are no guides in `empty`"


def test_linked_folders_are_not_followed(tmp_path: Path) -> None:
    lay(tmp_path, "milestones/01.md")
    (tmp_path / "milestones" / "again").symlink_to(tmp_path, target_is_directory=True)

    assert discover(tmp_path, ()).paths == ("milestones/01.md",)


def test_dangling_link_among_the_guides_is_reported_by_its_reading(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to("nowhere.md")

    assert discover(tmp_path, ()).paths == ("a.md", "b.md")


def test_numbers_sort_as_numbers() -> None:
    names = ["10.md", "9.md", "a10.md", "a9.md", "09.md"]

    assert sorted(names, key=natural_key) == ["9.md", "09.md", "10.md", "a9.md", "a10.md"]
