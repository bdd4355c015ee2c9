"""Folders of tools that a user brings into a room."""

from __future__ import annotations

import contextlib
import venv
from typing import TYPE_CHECKING

import pytest
from tests.programs import script

from milepost.process.errors import CannotStart
from milepost.room.brought import check_brought, content_key, programs_of
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from pathlib import Path

ENVIRON = {"PATH": "/usr/bin:/bin", "HOME": "/nowhere"}


def program(path: Path, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {said}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("inner", ["bin", "node_modules/.bin", ""])
def test_programs_are_found_where_such_folders_keep_them(tmp_path: Path, inner: str) -> None:
    (tmp_path / inner).mkdir(parents=True, exist_ok=True)
    assert programs_of(str(tmp_path)) == str(tmp_path / inner).rstrip("/")


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="there is no folder of tools"):
        check_brought([str(tmp_path / "gone")], [])


def test_folder_that_holds_a_home_or_the_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "link").symlink_to("/")
    for folder in (tmp_path, tmp_path / "ada", "/", "/tmp", "/tmp/.", tmp_path / "link"):
        with pytest.raises(CannotStart, match="is no folder of tools"):
            check_brought([str(folder)], [tmp_path / "ada"])
    (tmp_path / "ada/tools").mkdir()
    check_brought([str(tmp_path / "ada/tools")], [tmp_path / "ada"])


def test_key_changes_with_what_the_folder_holds_and_with_nothing_else(tmp_path: Path) -> None:
    program(tmp_path / "bin/a", "a")
    first = content_key(str(tmp_path))
    assert content_key(str(tmp_path)) == first
    program(tmp_path / "bin/a", "longer")
    second = content_key(str(tmp_path))
    (tmp_path / "bin/b").symlink_to("a")
    assert len({first, second, content_key(str(tmp_path))}) == 3


@pytest.mark.room
def test_brought_tools_come_first_and_cannot_be_written(tmp_path: Path) -> None:
    program(tmp_path / "tools/bin/git", "mine")
    program(tmp_path / "tools/bin/more", "more")
    (tmp_path / "secret").write_text("secret")
    settings = RoomSettings(network="off", tools=(str(tmp_path / "tools"),))
    with contextlib.closing(Room(settings, ENVIRON)) as room:
        code = f"git; more; echo x >{tmp_path}/tools/bin/more || echo kept; ls {tmp_path}"
        said = script(room, code).output.splitlines()
    assert said[:2] == ["mine", "more"]
    assert said[-2:] == ["kept", "tools"]


@pytest.mark.room
def test_python_environment_that_is_brought_has_its_packages(tmp_path: Path) -> None:
    venv.create(tmp_path / "env", symlinks=True)
    packages = next((tmp_path / "env/lib").glob("python*/site-packages"))
    (packages / "brought.py").write_text("print('here')")
    settings = RoomSettings(network="off", tools=(str(tmp_path / "env"),))
    with contextlib.closing(Room(settings)) as room:
        assert script(room, "python -c 'import brought'").output == "here\n"
