"""Whether a file is the one that was read before, told without reading it.

As Git's index does, with one difference: the time of the last change of the inode counts too, which
no program can set back.
"""

from __future__ import annotations

import os
from typing import Final, TypeAlias

Stamp: TypeAlias = tuple[int, int, int, int, int]
"""Device, inode, bytes, times of modification and of change in ns since 1970."""

_COARSEST: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system, FAT's."""


def stamp_of(path: str) -> Stamp | None:
    """The stamp of what a path leads to, symbolic links followed; None where nothing is."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return (
        found.st_dev,
        found.st_ino,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    )


def settled(stamp: Stamp, before: int) -> bool:
    """Whether any change after the moment `before` (ns since 1970) shows in the stamp.

    It may not in that of a file changed just before it: two changes within one tick of the file
    system's clock leave the same times.
    """
    return max(stamp[3], stamp[4]) < before - _COARSEST
