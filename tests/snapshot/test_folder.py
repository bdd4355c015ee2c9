"""The digest of a folder tells all that a place filled with it would show, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from milepost.snapshot.folder import folder_digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "c").write_text("one")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("ab")
    (tmp_path / os.fsdecode(b"\xff")).write_text("")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


def moved(path: Path, other: str) -> None:
    path.rename(path.parent / other)


def be_file(path: Path) -> None:
    path.unlink()
    path.touch()


def retarget(path: Path) -> None:
    path.unlink()
    path.symlink_to("empty")


MATTERS: dict[str, Callable[[Path], object]] = {
    "content": lambda root: (root / "ab/c").write_text("two"),
    "where a name ends": lambda root: moved(root / "ab/c", "cone"),
    "a name": lambda root: moved(root / "ab/c", "d"),
    "permissions": lambda root: (root / "ab/c").chmod(0o755),
    "an empty folder": lambda root: (root / "empty").rmdir(),
    "where a link leads": lambda root: retarget(root / "link"),
    "a kind": lambda root: be_file(root / "pipe"),
    "one more file": lambda root: (root / "empty/new").touch(),
}


@pytest.mark.parametrize("change", MATTERS.values(), ids=MATTERS)
def test_what_matters_is_another_digest(folder: Path, change: Callable[[Path], object]) -> None:
    before = folder_digest(folder)
    change(folder)
    assert folder_digest(folder) != before


def test_times_and_places_do_not_matter(folder: Path) -> None:
    before = folder_digest(folder)
    os.utime(folder / "ab/c", (1, 1))
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    assert folder_digest(elsewhere) == before
