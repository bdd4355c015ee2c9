"""A quick look at a store before there is anything to keep in it.

To open a store takes some 30 ms of imports, which are made while checks are carried out. This look
needs SQLite alone, and only says whether the store is worth being opened before.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from milepost.progress.model import HEAD

if TYPE_CHECKING:
    from pathlib import Path

STORE = "progress.db"
"""File of the store in `.milepost/`."""
_PORT = 5432
"""Where PostgreSQL listens, if nothing else is said."""
_SECONDS = 2.0
"""For which its server may take to accept a connection."""
_READS = ("SELECT 1 FROM chain", "SELECT 1 FROM subject", "SELECT 1 FROM evidence")


def path_of(setting: str | None, folder: Path) -> Path | None:
    """The file in which a store is kept; None for one that has an address."""
    if setting is not None and "://" in setting:
        return None
    return folder / setting if setting else folder / ".milepost" / STORE


def unwritable(path: Path) -> str | None:
    """Why nothing can be written to the file of a store, in words; None where it can."""
    if path.is_file() and not os.access(path, os.W_OK):
        return "its file is read-only"
    above = next(one for one in path.parents if os.path.lexists(one))
    if above.is_dir() and not os.access(above, os.W_OK | os.X_OK):
        return "its folder is read-only"
    return None


def seems_sound(setting: str | None, folder: Path) -> bool:
    """Whether a record could be written right now, as far as a quick look tells.

    False for a store that is damaged, locked, read-only, of another version, or that cannot be
    made: to open it says which. Of one that has an address, only whether somebody answers there.
    """
    path = path_of(setting, folder)
    try:
        if path is None:
            return _answers(setting or "")
        if unwritable(path) is not None:
            return False
        return _could_be_written(path) if path.exists() else _could_be_made(path)
    except (sqlite3.Error, OSError):
        return False


def _answers(address: str) -> bool:
    """Whether the server of a URL accepts a connection; True where it names no single one."""
    import socket

    url = urlsplit(address)
    if not url.scheme.startswith("postgresql") or not url.hostname or "," in url.netloc:
        return True
    with contextlib.suppress(ValueError):  # a port that is none
        socket.create_connection((url.hostname, url.port or _PORT), _SECONDS).close()
    return True


def _could_be_made(path: Path) -> bool:
    return next(parent for parent in path.parents if parent.exists()).is_dir()


def _could_be_written(path: Path) -> bool:
    address = f"file:{quote(os.fspath(path.absolute()))}?mode=rw"
    handle = sqlite3.connect(address, uri=True, timeout=0.0, isolation_level=None)
    with contextlib.closing(handle):
        versions = handle.execute("SELECT version_num FROM alembic_version").fetchall()
        for read in _READS:
            handle.execute(read).fetchone()
        handle.execute("BEGIN IMMEDIATE")
        handle.execute("ROLLBACK")
        return versions == [(HEAD,)] and _is_whole(handle, path)


def _is_whole(handle: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is as long as it says; what stands in the log is not in it yet."""
    if os.path.getsize(f"{path}-wal"):
        return True
    (pages,) = handle.execute("PRAGMA page_count").fetchone()
    (size,) = handle.execute("PRAGMA page_size").fetchone()
    return bool(path.stat().st_size >= pages * size)
