"""Tools under a home: what a room sees of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from milepost.room.tools import TABLE, find_tools

if TYPE_CHECKING:
    from pathlib import Path


def make(home: Path, *folders: str) -> None:
    for folder in folders:
        (home / folder).mkdir(parents=True, exist_ok=True)


def test_system_folders_stay_as_they_are() -> None:
    tools = find_tools("/usr/bin:/bin", [])
    assert tools.path == ("/home/reader/.local/bin", "/usr/bin", "/bin")
    assert tools.folders == tools.left_out == ()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[1])
def test_tool_folder_is_shown_and_the_rest_of_the_home_is_not(
    tmp_path: Path, row: tuple[str, str, tuple[str, ...]]
) -> None:
    _, folder, parts = row
    make(tmp_path, folder, *parts, ".ssh")
    tools = find_tools(f"{tmp_path}/{parts[0]}", [tmp_path])
    assert f"{tmp_path}/{parts[0]}" in tools.path
    assert set(tools.folders) == {f"{tmp_path}/{part}" for part in parts}
    assert all(tmp_path / ".ssh" != tmp_path / name for name in tools.folders)


def test_credentials_beside_a_tool_are_not_shown(tmp_path: Path) -> None:
    make(tmp_path, ".cargo/bin")
    (tmp_path / ".cargo/credentials.toml").write_text("token")
    tools = find_tools(f"{tmp_path}/.cargo/bin", [tmp_path])
    assert tools.folders == (f"{tmp_path}/.cargo/bin",)


def test_folder_of_path_that_is_not_known_is_left_out_and_said(tmp_path: Path) -> None:
    make(tmp_path, "bin")
    tools = find_tools(f"{tmp_path}/bin:{tmp_path}/gone:/usr/bin", [tmp_path])
    assert tools.left_out == (f"{tmp_path}/bin",)
    assert f"{tmp_path}/bin" not in tools.path
    assert f"{tmp_path}/gone" not in tools.path


def test_version_that_a_shim_leads_to_comes_before_it(tmp_path: Path) -> None:
    make(tmp_path, ".pyenv/shims", ".pyenv/versions/3.12.1/bin", ".pyenv/bin")
    (tmp_path / ".pyenv/version").write_text("3.12.1\n3.9.9\n")
    pyenv = tmp_path / ".pyenv"
    tools = find_tools(f"{pyenv}/shims:{pyenv}/bin", [tmp_path])
    assert tools.path[1:] == (
        f"{pyenv}/versions/3.12.1/bin",
        f"{pyenv}/shims",
        f"{pyenv}/bin",
    )
    assert tools.variables == {"PYENV_ROOT": str(pyenv)}


def test_shims_without_a_chosen_version_are_used_alone(tmp_path: Path) -> None:
    make(tmp_path, ".pyenv/shims")
    tools = find_tools(f"{tmp_path}/.pyenv/shims", [tmp_path])
    assert tools.path[1:] == (f"{tmp_path}/.pyenv/shims",)


def test_variables_name_the_folders_of_shown_tools_only(tmp_path: Path) -> None:
    make(tmp_path, ".cargo/bin", ".rustup", ".sdkman/candidates/java/current/bin", ".nvm/x")
    path = os.pathsep.join(
        [f"{tmp_path}/.cargo/bin", f"{tmp_path}/.sdkman/candidates/java/current/bin"]
    )
    assert find_tools(path, [tmp_path]).variables == {
        "RUSTUP_HOME": f"{tmp_path}/.rustup",
        "SDKMAN_DIR": f"{tmp_path}/.sdkman",
    }
