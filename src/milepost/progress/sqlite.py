"""A store that is a file: SQLite with a write-ahead log, through the standard library."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from milepost.progress import database
from milepost.progress.compiled import TEXTS
from milepost.progress.faults import explain, told
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from tempfile import TemporaryDirectory

    from milepost.progress.database import Row, Values


_TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
"""
_OURS = frozenset({"chain", "subject", "evidence"})
_STEP = 0.005
"""Seconds between two tries of a writer that waits."""


class SqliteDatabase:
    """One file. Each transaction that is open has a connection of its own."""

    def __init__(self, path: Path, where: str, unwritable: str | None = None) -> None:
        self._path = path
        self._none: TemporaryDirectory[str] | None = None
        if unwritable is not None and not path.exists():
            self._none = _nowhere()
            self._path = Path(self._none.name) / path.name
        self._only_read = unwritable is not None and self._none is None
        self.unwritable = unwritable
        self._free: list[_Handle] = []
        self._closed = False
        self._named = False
        self.where = where

    def reading(self) -> contextlib.AbstractContextManager[SqliteConnection]:
        return self._transaction("BEGIN", alone=False)

    def writing(self, *, each: bool = False) -> contextlib.AbstractContextManager[SqliteConnection]:
        del each
        # A transaction that reads first and writes later could not wait for another writer.
        return self._transaction("BEGIN IMMEDIATE", alone=True)

    def close(self) -> None:
        self._closed = True
        while self._free:
            self._free.pop().close()
        if self._none is not None:
            self._none.cleanup()

    @contextlib.contextmanager
    def _transaction(self, begin: str, *, alone: bool) -> Iterator[SqliteConnection]:
        with told(self.where, sqlite3.Error):
            handle = self._free.pop() if self._free else self._open()
            try:
                _begin(handle, begin)
                yield SqliteConnection(handle, alone=alone)
                handle.execute("COMMIT")
                if alone:
                    self._flush()
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    handle.execute("ROLLBACK")
                handle.close()
                raise
            if self._closed:
                handle.close()
            else:
                self._free.append(handle)

    def _open(self) -> _Handle:
        return (
            _open_read_only(self._path, self.where)
            if self._only_read
            else _open(self._path, self.where)
        )

    def _flush(self) -> None:
        """Have what was committed on the disk before it is acknowledged.

        SQLite would do so while it keeps all others waiting. Here they write meanwhile, and the
        disk does it for several at once. A log that was left in between has been copied into
        the file, which SQLite flushes itself (sqlite.org/wal.html, "Checkpointing").
        """
        try:
            # macOS has no other.
            _sync(f"{self._path}-wal", os.fdatasync if hasattr(os, "fdatasync") else os.fsync)
            if not self._named:
                # The log is made anew by who comes first; its name has to be on the disk, too.
                _sync(self._path.parent, os.fsync)
                self._named = True
        except FileNotFoundError:
            return
        except OSError as error:
            raise explain(error, self.where) from error


class SqliteConnection:
    """A transaction."""

    def __init__(self, handle: _Handle, *, alone: bool) -> None:
        self._handle = handle
        self.alone = alone

    def execute(self, name: str, **values: Any) -> Sequence[Row]:
        return self._handle.execute(TEXTS[name], values).fetchall()

    def execute_many(self, name: str, rows: Sequence[Values]) -> None:
        self._handle.executemany(TEXTS[name], rows)

    def stream(self, name: str, **values: Any) -> Iterator[Row]:
        return self._handle.execute(TEXTS[name], values)

    def upgrade(self) -> None:
        # Only a new store and a new version want SQLAlchemy and Alembic: their imports take long.
        import sqlalchemy as sa

        from milepost.progress.migrate import upgrade

        engine = sa.create_engine(
            "sqlite://", creator=lambda: self._handle, poolclass=sa.StaticPool
        )
        with engine.connect() as connection:
            upgrade(connection)


class _Handle(sqlite3.Connection):
    """Its transactions are begun and ended in words alone: SQLAlchemy may not end what it finds."""

    def commit(self) -> None:
        """Leave the transaction open."""

    def rollback(self) -> None:
        """Leave the transaction open."""


def _sync(path: str | Path, how: Callable[[int], None]) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        how(descriptor)
    finally:
        os.close(descriptor)


def _nowhere() -> TemporaryDirectory[str]:
    """A folder for the empty store that is looked at where there is none, and none can be made."""
    from tempfile import TemporaryDirectory

    return TemporaryDirectory(prefix="milepost-", ignore_cleanup_errors=True)


def _open_read_only(path: Path, where: str) -> _Handle:
    """A connection to a file that cannot be written.

    SQLite reads its log by an index beside it, and could not make one. Where there is no log there
    is nothing to wait for, either (sqlite.org/wal.html, "Read-Only Databases").
    """
    log = Path(f"{path}-wal")
    closed = not Path(f"{path}-shm").exists() and not (log.exists() and log.stat().st_size)
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if closed else ''}"
    handle = _connect(uri, uri=True)
    try:
        handle.row_factory = sqlite3.Row
        _refuse_what_is_not_ours(handle, where)
    except BaseException:
        handle.close()
        raise
    return handle


def _connect(path: Path | str, *, uri: bool = False) -> _Handle:
    return sqlite3.connect(
        path,
        timeout=database.PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=_Handle,
        uri=uri,
    )


def _open(path: Path, where: str) -> _Handle:
    """A connection with a log that survives a kill; `SqliteDatabase` flushes it."""
    handle = _connect(path)
    try:
        handle.row_factory = sqlite3.Row
        _refuse_what_is_not_ours(handle, where)
        _keep_a_log(handle)
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
            handle.execute(f"PRAGMA {pragma}")
    except BaseException:
        handle.close()
        raise
    return handle


def _refuse_what_is_not_ours(handle: _Handle, where: str) -> None:
    """Raises MilepostError for a database of another program, before anything of it is changed."""
    tables = [row[0] for row in handle.execute(_TABLES)]
    if tables and not _OURS.intersection(tables):
        named = ", ".join(tables[:3]) + (", …" if len(tables) > 3 else "")
        raise MilepostError(
            f"this is the database of another program (its tables: {named})",
            "Name a path of its own with `progress`, where no file is yet.",
            path=where,
        )


def _keep_a_log(handle: _Handle) -> None:
    """Of programs that open a new file together, SQLite refuses all but one at once."""
    _insist(handle, "PRAGMA journal_mode = WAL")


def _begin(handle: _Handle, begin: str) -> None:
    """Begin a transaction; a writer waits for its turn in short steps.

    SQLite's own waiting grows to 100 ms: whoever came first would see all others pass by.
    """
    handle.execute("PRAGMA busy_timeout = 0")
    try:
        _insist(handle, begin)
    finally:
        handle.execute(f"PRAGMA busy_timeout = {database.PATIENCE * 1000:.0f}")


def _insist(handle: _Handle, statement: str) -> None:
    until = time.monotonic() + database.PATIENCE
    while True:
        try:
            handle.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_STEP)
        else:
            return
