"""Tools that lie under a home: which of their folders a room sees.

A home stays hidden; out of it come only folders that hold programs, by the table below.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.room.layout import SYSTEM
from milepost.room.paths import lies_in, lies_in_any, plain
from milepost.room.settings import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TABLE: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("pyenv", ".pyenv", (".pyenv",)),
    ("nvm", ".nvm", (".nvm",)),
    ("cargo", ".cargo/bin", (".cargo/bin", ".rustup")),
    ("uv, pipx", ".local/bin", (".local/bin", ".local/share/uv", ".local/share/pipx")),
    ("go", "go/bin", ("go/bin",)),
    ("go", ".local/go", (".local/go",)),
    ("volta", ".volta", (".volta/bin", ".volta/tools")),
    ("fnm", ".local/share/fnm", (".local/share/fnm",)),
    ("mise", ".local/share/mise", (".local/share/mise/shims", ".local/share/mise/installs")),
    ("asdf", ".asdf", (".asdf",)),
    ("rbenv", ".rbenv", (".rbenv",)),
    ("nodenv", ".nodenv", (".nodenv",)),
    ("sdkman", ".sdkman", (".sdkman/candidates",)),
    ("deno", ".deno", (".deno/bin",)),
    ("bun", ".bun", (".bun/bin",)),
    ("ghcup", ".ghcup", (".ghcup",)),
    ("dotnet", ".dotnet", (".dotnet",)),
    ("conda", "miniconda3", ("miniconda3",)),
    ("conda", "anaconda3", ("anaconda3",)),
    ("homebrew", ".linuxbrew", (".linuxbrew",)),
)
"""Tool, the folder of a home that PATH names (itself or one in it), and what is shown for it."""

VARIABLES: Final[Mapping[str, str]] = {
    "pyenv": "PYENV_ROOT",
    "nvm": "NVM_DIR",
    "rustup": "RUSTUP_HOME",
    "asdf": "ASDF_DATA_DIR",
    "sdkman": "SDKMAN_DIR",
    "volta": "VOLTA_HOME",
}


class Tools(msgspec.Struct, frozen=True):
    """The tools of this machine, as a room sees them."""

    path: tuple[str, ...]
    """The folders of the room's PATH."""
    folders: tuple[str, ...]
    """Folders and files under homes that are shown."""
    variables: Mapping[str, str]
    """Variables by which the shown tools find their folders."""
    left_out: tuple[str, ...]
    """Folders of PATH that the room does not have: what they hold is not known to be a tool."""


def find_tools(path: str, homes: Iterable[Path]) -> Tools:
    """Sort the folders of PATH, given as the variable's text, into shown and left out."""
    homes = tuple(homes)
    shown: dict[str, None] = {f"{HOME}/.local/bin": None}
    folders: dict[str, None] = {}
    variables: dict[str, str] = {}
    left_out: dict[str, None] = {}
    for entry in filter(None, path.split(":")):
        if not os.path.isdir(entry):  # pathlib would raise for a folder that cannot be entered
            continue
        if lies_in_any(plain(entry), SYSTEM):
            shown[entry] = None
            continue
        row = _row(plain(entry), homes)
        if row is None:
            left_out[entry] = None
            continue
        tool, home, parts = row
        folders |= dict.fromkeys(str(home / part) for part in parts if os.path.exists(home / part))
        variables |= _variables(tool, home)
        shown |= dict.fromkeys([*_behind_shims(tool, Path(entry), home), entry])
    return Tools(tuple(shown), tuple(folders), variables, tuple(left_out))


def _row(entry: str, homes: Iterable[Path]) -> tuple[str, Path, tuple[str, ...]] | None:
    for home in homes:
        for tool, folder, parts in TABLE:
            if lies_in(entry, f"{plain(str(home))}/{folder}"):
                return tool, home, parts
    return None


def _variables(tool: str, home: Path) -> Iterator[tuple[str, str]]:
    roots = {"pyenv": ".pyenv", "nvm": ".nvm", "volta": ".volta", "asdf": ".asdf"}
    if tool in roots:
        yield VARIABLES[tool], str(home / roots[tool])
    if tool == "cargo":
        yield VARIABLES["rustup"], str(home / ".rustup")
    if tool == "sdkman":
        yield VARIABLES[tool], str(home / ".sdkman")


def _behind_shims(tool: str, entry: Path, home: Path) -> Iterator[str]:
    """The program folders that pyenv's shims lead to: a shim costs 100 ms a call."""
    if tool != "pyenv" or entry.name != "shims":
        return
    try:
        versions = (home / ".pyenv/version").read_text("utf-8").split()
    except (FileNotFoundError, PermissionError):
        return
    for version in versions:
        folder = home / ".pyenv/versions" / version / "bin"
        if os.path.isdir(folder):
            yield str(folder)
