"""Folders of tools that a user brings into a room: a virtual environment, or one of npm's.

What a room sees else is known from a table; what is in such a folder only its user knows.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from milepost.process.errors import CannotStart
from milepost.room.paths import lies_in, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PROGRAMS: Final = ("bin", "node_modules/.bin")
"""Where such a folder keeps its programs; itself where it has none of these."""
_NEVER: Final = ("/", "/proc", "/sys", "/dev", "/run", "/etc", "/var", "/tmp", "/home")
"""Folders that are no one's tools, and hold what a room must not see."""


def programs_of(folder: str) -> str:
    """The folder for PATH."""
    inner = (f"{folder}/{name}" for name in PROGRAMS)
    return next((path for path in inner if os.path.isdir(path)), folder)


def check_brought(folders: Iterable[str], homes: Iterable[Path]) -> None:
    """Raises `CannotStart` for a folder that is not there, or that holds a home or the system."""
    plain_homes = tuple(plain(str(home)) for home in homes)
    for folder in folders:
        if not os.path.isdir(folder):
            raise CannotStart(
                f"there is no folder of tools {folder}", "give --tools a folder of this machine"
            )
        whole = plain(os.path.realpath(folder))
        if whole in _NEVER or any(lies_in(home, whole) for home in plain_homes):
            raise CannotStart(
                f"{folder} is no folder of tools: the room would see all that it holds",
                "give --tools the folder of the tools alone, such as a virtual environment",
            )


def content_key(folder: str) -> str:
    """A digest of names, sizes and times of change of all that a folder of tools holds."""
    import hashlib  # it loads a large library, and most rooms are handed nothing

    whole = hashlib.sha256()
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            for entry in sorted(found, key=lambda one: one.name):
                state = entry.stat(follow_symlinks=False)
                told = f"{entry.path}\0{state.st_mode}\0{state.st_size}\0{state.st_mtime_ns}\0"
                whole.update(os.fsencode(told))
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return whole.hexdigest()
