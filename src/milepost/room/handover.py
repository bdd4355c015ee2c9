"""What of this machine is handed into a room: tools, settings, variables; nothing else."""

from __future__ import annotations

import contextlib
import os
import pwd
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.room import layout
from milepost.room.brought import check_brought, programs_of
from milepost.room.paths import lies_in_any, plain
from milepost.room.registries import Registries, find_registries
from milepost.room.settings import HOME, USER, RoomSettings
from milepost.room.tools import Tools, find_tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONSTANT: Final[Mapping[str, str]] = {
    "HOME": HOME,
    "USER": USER,
    "LOGNAME": USER,
    "SHELL": "/bin/bash",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "TERM": "dumb",
    # A reader's terminal shows what a Python server prints at once; a pipe would hold it back.
    "PYTHONUNBUFFERED": "1",
    "COLUMNS": "80",
}
"""Variables that have the same value in every room."""


class Handover(msgspec.Struct, frozen=True):
    """All that a room takes from this machine besides the system's folders."""

    environment: Mapping[str, str]
    """The complete environment of the room's programs."""
    folders: tuple[str, ...]
    """Files and folders that are shown, read-only, at their own paths."""
    files: Mapping[str, str]
    """Small files that are made: path in the room to text."""
    tools: Tools
    """Where the programs come from; for `doctor`."""
    registries: Registries
    """What the package clients are told; for `doctor`."""


def gather(settings: RoomSettings, environ: Mapping[str, str]) -> Handover:
    """Find what a room is handed, with `environ` as the environment of this machine."""
    homes = _homes(environ)
    tools = find_tools(environ.get("PATH", os.defpath), homes)
    registries = find_registries(environ, homes)
    passed = {name: environ[name] for name in settings.pass_env if name in environ}
    check_brought(settings.tools, homes)
    environment = {
        "PATH": ":".join((*map(programs_of, settings.tools), *tools.path)),
        **CONSTANT,
        **tools.variables,
        **registries.variables,
        **passed,
    }
    files = {**layout.texts(settings.network != "off"), **registries.files}
    folders = _folders((*settings.tools, *tools.folders, *registries.paths))
    return Handover(environment, folders, files, tools, registries)


def _homes(environ: Mapping[str, str]) -> tuple[Path, ...]:
    homes = {environ.get("HOME", "/")}
    with contextlib.suppress(KeyError):  # an account need not be in the list of accounts
        homes.add(pwd.getpwuid(os.getuid()).pw_dir)
    return tuple(Path(home) for home in sorted(homes) if len(Path(home).parts) > 1)


def _folders(wanted: Iterable[str]) -> tuple[str, ...]:
    """The folders to show, without those that lie in another one or in what is shown anyway."""
    shown = [*layout.SYSTEM, "/etc/ssl", "/etc/ca-certificates"]
    folders: list[str] = []
    for folder in sorted({*wanted}):
        if not lies_in_any(plain(folder), shown):
            folders.append(folder)
            shown.append(plain(folder))
    return tuple(folders)
