"""The index of a store: an SQLite database that several Mileposts use at once.

It may always be begun anew: what it told is then run again. So a damaged one is set aside.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING, Final, TypeVar

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")
_NAME: Final = "index.db"
DAMAGED: Final = "index.db.damaged"
"""Where an index is set aside that is no database any more."""
_DAMAGE: Final = re.compile(r"disk I/O error|decode to UTF-8|no such (?:table|column)")
"""Operational errors that a cut or overwritten file gives too."""
_BUSY_SECONDS: Final = 20.0
_TURN: Final = 0.25
"""Seconds for which SQLite waits at once."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS steps (
    key TEXT PRIMARY KEY, record TEXT NOT NULL, made REAL NOT NULL, used REAL NOT NULL,
    expires REAL, hits INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS uses (
    key TEXT NOT NULL, object TEXT NOT NULL, PRIMARY KEY (key, object));
CREATE INDEX IF NOT EXISTS uses_by_object ON uses (object);
CREATE TABLE IF NOT EXISTS verdicts (
    path TEXT PRIMARY KEY, status TEXT NOT NULL, at REAL NOT NULL);
"""


class Damage(sqlite3.DatabaseError):
    """What SQLite says when it looks an index through."""


class Index:
    """The database in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open or make it. Raises OSError."""
        self._folder = folder
        self.transact(_lay_tables, writes=False)

    @property
    def damaged(self) -> Path | None:
        """Where one lies that was damaged, and begun anew."""
        path = self._folder / DAMAGED
        return path if path.exists() else None

    def transact(self, work: Callable[[sqlite3.Connection], T], *, writes: bool = True) -> T:
        """What `work` finds in one transaction; on a damaged index again, with an empty one.

        Raises OSError where the disk is full or another transaction takes too long.
        """
        try:
            try:
                with self._connected(writes) as index:
                    return work(index)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if not _is_damage(error):
                    raise
            self._begin_anew()
            with self._connected(writes) as index:
                return work(index)
        except sqlite3.Error as error:
            raise OSError(f"the index of the cache: {error}") from error

    def _begin_anew(self) -> None:
        """Set the index aside, which is no database any more: what it told is lost."""
        with contextlib.suppress(FileNotFoundError):
            os.replace(self._folder / _NAME, self._folder / DAMAGED)
        for suffix in ("-wal", "-shm"):
            (self._folder / f"{_NAME}{suffix}").unlink(missing_ok=True)
        with self._connected(writes=False) as index:
            index.executescript(_TABLES)

    @contextlib.contextmanager
    def _connected(self, writes: bool) -> Iterator[sqlite3.Connection]:
        """One transaction."""
        connection = self._begun(writes)
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def _begun(self, writes: bool) -> sqlite3.Connection:
        """A connection whose transaction has begun, once no other one writes.

        While SQLite itself waits, an interrupt is not heard: it does so for a moment at a time.
        """
        deadline = time.monotonic() + _BUSY_SECONDS
        while True:
            connection = sqlite3.connect(self._folder / _NAME, timeout=_TURN, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
            except BaseException as error:
                connection.close()
                busy = isinstance(error, sqlite3.OperationalError) and _is_busy(error)
                if not busy or time.monotonic() > deadline:
                    raise
            else:
                return connection


def _lay_tables(index: sqlite3.Connection) -> None:
    index.executescript(_TABLES)


def _is_damage(error: Exception) -> bool:
    """Whether the index is at fault, and not the disk, or who else uses it."""
    return not isinstance(error, sqlite3.OperationalError) or _DAMAGE.search(str(error)) is not None


def _is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether another transaction stands in the way; the lowest byte of its number says so."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
