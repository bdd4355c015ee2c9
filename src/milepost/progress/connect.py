"""Which database keeps a store: a file of SQLite, or PostgreSQL."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.progress.faults import explain
from milepost.progress.glance import path_of, unwritable
from milepost.progress.sqlite import SqliteDatabase
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from milepost.progress.database import Database

_DISTANT = (
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "coda", "ceph", "lustre", "gpfs", "beegfs"),
    *("fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.davfs"),
)
"""File systems on which SQLite's write-ahead log does not hold (sqlite.org/wal.html)."""


def connect(setting: str | None, folder: Path) -> Database:
    """The database of a store.

    `setting` is a database URL, or a path of an SQLite file relative to `folder`; None is the
    file in `folder/.milepost`. Raises MilepostError.
    """
    path = path_of(setting, folder)
    return _of_url(setting or "", folder) if path is None else _sqlite(path, folder)


def _of_url(setting: str, folder: Path) -> Database:
    # SQLAlchemy's import takes a hundred times as long as SQLite's answer.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(setting)
    except (ArgumentError, ValueError) as error:
        raise MilepostError(
            "the setting `progress` is no database URL",
            "Write one such as postgresql://user@host/name.",
        ) from error
    if url.get_backend_name() == "postgresql":
        from milepost.progress.postgresql import PostgresqlDatabase

        return PostgresqlDatabase(url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise MilepostError(
            f"progress cannot be kept in {url.get_backend_name()}",
            "Give `progress` a path, or a URL that begins with postgresql://.",
        )
    return _sqlite(folder / url.database, folder)


def _sqlite(path: Path, folder: Path) -> SqliteDatabase:
    where = os.path.relpath(path, folder)
    where = os.fspath(path) if where.startswith("..") else where
    try:
        if (why := unwritable(path)) is not None:
            return SqliteDatabase(path, where, why)
        path.parent.mkdir(parents=True, exist_ok=True)
        _ignore(path.parent)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise explain(error, where) from error
        if isinstance(error, (FileExistsError, NotADirectoryError)):
            raise MilepostError(
                "there is a file where the store of progress has its folder",
                "Move that file away, or name another store with `progress`.",
                path=where,
            ) from error
        raise MilepostError(
            f"the folder of the store cannot be made: {error.strerror}",
            "Make it, give yourself the right to write it, or name another store with `progress`.",
            path=where,
        ) from error
    if (kind := _file_system(path.parent)) in _DISTANT:
        raise MilepostError(
            f"the store of progress lies on a network folder ({kind}), where writes can be lost",
            "Set `progress` to a path on a disk of this machine, or to a postgresql:// URL.",
            path=where,
        )
    return SqliteDatabase(path, where)


def _ignore(folder: Path) -> None:
    """Progress belongs to one reader, not to the repository."""
    path = folder / ".gitignore"
    # A full disk leaves an empty one.
    if folder.name == ".milepost" and not (path.exists() and path.stat().st_size):
        path.write_text("*\n", encoding="utf-8")


def _file_system(folder: Path) -> str:
    """Type of the file system that holds a folder (proc(5), mountinfo); empty where not known."""
    device = os.stat(folder).st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    for line in lines.splitlines():
        left, _, right = line.partition(" - ")
        if left.split()[2] == wanted:
            return right.split()[0]
    return ""
