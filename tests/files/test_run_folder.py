"""Folders of one run, and those that killed runs have left."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from milepost.files.run_folder import run_folder

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = 2**22 + 1
"""No process has that number: it is above what Linux gives out."""


def test_a_folder_is_made_when_it_is_asked_for_and_gone_at_the_end(tmp_path: Path) -> None:
    with run_folder(tmp_path / "stores", "host-") as make:
        assert list(tmp_path.iterdir()) == []
        folder = make()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.name.startswith(f"host-{os.getpid()}-")
        (folder / "file").touch()
    assert list((tmp_path / "stores").iterdir()) == []


def test_only_what_killed_runs_of_this_machine_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / f"host-{NOBODY}-{'0' * 16}"
    others = [
        tmp_path / f"host-{os.getpid()}-{'0' * 16}",
        tmp_path / f"host-2-{NOBODY}-{'0' * 16}",
        tmp_path / f"other-{NOBODY}-{'0' * 16}",
        tmp_path / f"host-{NOBODY}",
    ]
    for folder in (left, *others):
        folder.mkdir()
    with run_folder(tmp_path, "host-") as make:
        make()
        assert not left.exists()
        assert all(folder.exists() for folder in others)
