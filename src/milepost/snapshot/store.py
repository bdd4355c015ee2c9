"""The store: objects by digest, and an index of which step left what.

Several Mileposts may use a store at once. An object is written under a temporary name and moved
into place whole; it is read only after its digest was computed anew. What is missing or wrong is
forgotten, and whoever asked does the work again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

Fetch: TypeAlias = "Callable[[str, BinaryIO], bool]"
"""Writes the object of a digest to a file, and says whether it could be had."""

GIBIBYTE: Final = 1 << 30
LIMIT: Final = 5 * GIBIBYTE
"""Bytes that a store may hold unless it is told otherwise."""

_BUSY_SECONDS: Final = 20.0
_TURN: Final = 0.25
"""Seconds for which SQLite waits at once."""
_STALE: Final = 24 * 3600.0
"""Seconds after which a temporary file belongs to a process that was killed."""
_YOUNG: Final = 600.0
"""Seconds for which an object that nothing refers to may still be about to be entered."""
_CHUNK: Final = 1 << 20
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


class Aside(msgspec.Struct, frozen=True):
    """Where objects are that must not outlive the run."""

    holds: Callable[[BinaryIO], bool]
    """Whether a file's content is such an object."""
    make: Callable[[], Path]
    """Makes a folder for them, on the store's own disk; whoever gave this removes it."""


class Figures(msgspec.Struct, frozen=True):
    """What a store holds."""

    folder: str
    steps: int
    size: int
    """Bytes of its objects."""
    limit: int
    hits: int
    """How often a kept step was used."""
    oldest: float | None
    """When the oldest step was kept, in seconds since 1970; None for an empty store."""
    newest: float | None


class Store:
    """A folder of objects and an index. Usable from several threads and processes at once."""

    def __init__(
        self,
        folder: Path,
        limit: int = LIMIT,
        *,
        fetch: Fetch | None = None,
        aside: Aside | None = None,
    ) -> None:
        """Open or make it. Raises MilepostError if the folder cannot be used.

        What is not here is asked of `fetch`, which may raise errors of its own. Without `aside`
        every object is kept.
        """
        self._fetch = fetch
        self._aside = aside
        self._put_aside: dict[str, Path] = {}
        """Objects that must not outlive the run, by their digests."""
        self._lock = threading.Lock()
        self.folder = folder
        self.limit = limit
        self._objects = folder / "objects"
        self._temporary = folder / "temporary"
        self._verified: dict[str, tuple[int, int, int]] = {}
        try:
            for made in (self._objects, self._temporary):
                made.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._prepare()
        except OSError as error:
            raise _unusable(folder, error.strerror or str(error)) from error
        except sqlite3.Error as error:
            raise _unusable(folder, str(error)) from error

    def put(self, data: bytes) -> str:
        """Keep an object; its digest."""
        digest = hashlib.sha256(data).hexdigest()
        if not self._where(digest).is_file():
            with self.temporary() as file:
                file.write(data)
                self.adopt(file, digest)
        return digest

    @contextlib.contextmanager
    def temporary(self) -> Iterator[BinaryIO]:
        """A new file to write an object to; gone at the end unless it was adopted."""
        descriptor, name = tempfile.mkstemp(dir=self._temporary)
        os.close(descriptor)
        try:
            with open(name, "w+b") as file:
                yield file
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)

    def adopt(self, file: BinaryIO, digest: str) -> None:
        """Make a temporary file the object of this digest."""
        file.flush()
        path = self._path(digest)
        if self._aside is not None and self._aside.holds(file):
            path = self._path_aside(self._aside, digest)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(file.name, path)

    def open(self, digest: str) -> BinaryIO | None:
        """An object, verified; None if it is missing or not what it was."""
        file = self._open(digest)
        if file is None and self._fetch is not None:
            with self.temporary() as fetched:
                if self._fetch(digest, fetched):
                    self.adopt(fetched, digest)
                    file = self._open(digest)
        return file

    def _open(self, digest: str) -> BinaryIO | None:
        path = self._where(digest)
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return None
        state = os.fstat(file.fileno())
        stamp = (state.st_ino, state.st_size, state.st_mtime_ns)
        if self._verified.get(digest) != stamp:
            found = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                found.update(chunk)
            if found.hexdigest() != digest:
                file.close()
                path.unlink(missing_ok=True)
                return None
            self._verified[digest] = stamp
        file.seek(0)
        return file

    def get(self, digest: str) -> bytes | None:
        """An object's bytes, verified; None if it is missing or not what it was."""
        file = self.open(digest)
        if file is None:
            return None
        with file:
            return file.read()

    def holds(self, digests: Iterable[str]) -> bool:
        """Whether all objects are there and whole."""
        for digest in digests:
            file = self.open(digest)
            if file is None:
                return False
            file.close()
        return True

    def enter(
        self, key: str, record: bytes, objects: Sequence[str], *, title: str, lasts: float | None
    ) -> bool:
        """Keep what a step left under its key, unless it must not outlive the run; whether it is
        kept. `lasts` is in seconds, None for ever."""
        digest = self.put(record)
        if self._put_aside.keys() & {digest, *objects}:
            return False
        now = time.time()
        expires = None if lasts is None else now + lasts
        with self._index() as index:
            index.execute(
                "INSERT OR REPLACE INTO steps (key, record, made, used, expires, title) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (key, digest, now, now, expires, _text(title)),
            )
            index.execute("DELETE FROM uses WHERE key = ?", (key,))
            index.executemany(
                "INSERT OR IGNORE INTO uses VALUES (?, ?)",
                [(key, used) for used in (digest, *objects)],
            )
        return True

    def find(self, key: str) -> bytes | None:
        """What a step left, or None where nothing is kept, or not any more."""
        try:
            with self._index(writes=False) as index:
                row = index.execute(
                    "SELECT record FROM steps WHERE key = ? AND (expires IS NULL OR expires > ?)",
                    (key, time.time()),
                ).fetchone()
        except sqlite3.DatabaseError:
            self._begin_anew()
            return None
        return None if row is None else self.get(row[0])

    def note_use(self, keys: Iterable[str]) -> None:
        """Count that steps were taken from the store."""
        now = time.time()
        with self._index() as index:
            index.executemany(
                "UPDATE steps SET used = ?, hits = hits + 1 WHERE key = ?",
                [(now, key) for key in keys],
            )

    def note_verdicts(self, verdicts: Iterable[tuple[str, str]]) -> None:
        """Remember how the last run of guides ended: path and status."""
        now = time.time()
        with self._index() as index:
            index.executemany(
                "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)",
                [(_text(path), str(status), now) for path, status in verdicts],
            )

    def verdict(self, path: str) -> str | None:
        """How the last run of a guide ended; None if it is not known."""
        with self._index(writes=False) as index:
            row = index.execute(
                "SELECT status FROM verdicts WHERE path = ?", (_text(path),)
            ).fetchone()
        return None if row is None else str(row[0])

    def figures(self) -> Figures:
        """What the store holds now."""
        with self._index(writes=False) as index:
            steps, hits, oldest, newest = index.execute(
                "SELECT count(*), coalesce(sum(hits), 0), min(made), max(made) FROM steps"
            ).fetchone()
        size = sum(size for _, size, _ in self._listed())
        return Figures(str(self.folder), steps, size, self.limit, hits, oldest, newest)

    def clear(self) -> None:
        """Forget everything."""
        with self._index() as index:
            for table in ("steps", "uses", "verdicts"):
                index.execute(f"DELETE FROM {table}")
        for digest, _, _ in list(self._listed()):
            self._path(digest).unlink(missing_ok=True)

    def evict(self) -> None:
        """Forget the steps that were not used for longest until the rest fits the limit."""
        now = time.time()
        for path in self._temporary.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if now - path.stat().st_mtime > _STALE:
                    path.unlink()
        sizes = {digest: size for digest, size, _ in self._listed()}
        if sum(sizes.values()) <= self.limit:
            return
        with self._index() as index:
            self._forget_oldest(index, sizes)
            used = {row[0] for row in index.execute("SELECT DISTINCT object FROM uses")}
        for digest, _, changed in list(self._listed()):
            if digest not in used and (digest in sizes or now - changed > _YOUNG):
                self._path(digest).unlink(missing_ok=True)

    def _forget_oldest(self, index: sqlite3.Connection, sizes: dict[str, int]) -> None:
        users: dict[str, int] = dict(
            index.execute("SELECT object, count(*) FROM uses GROUP BY object").fetchall()
        )
        total = sum(size for digest, size in sizes.items() if digest in users)
        for (key,) in index.execute("SELECT key FROM steps ORDER BY used, made").fetchall():
            if total <= self.limit:
                return
            for (digest,) in index.execute(
                "SELECT object FROM uses WHERE key = ?", (key,)
            ).fetchall():
                users[digest] -= 1
                if not users[digest]:
                    total -= sizes.get(digest, 0)
            index.execute("DELETE FROM steps WHERE key = ?", (key,))
            index.execute("DELETE FROM uses WHERE key = ?", (key,))

    def _prepare(self) -> None:
        try:
            with self._index(writes=False) as index:
                index.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._begin_anew()

    def _begin_anew(self) -> None:
        """The index is no database any more: what it told is lost."""
        for name in ("index.db", "index.db-wal", "index.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        with self._index(writes=False) as index:
            index.executescript(_TABLES)

    @contextlib.contextmanager
    def _index(self, *, writes: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction. Raises OSError where the disk is full or another one takes too long."""
        try:
            connection = self._begun(writes)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.OperationalError as error:
            raise OSError(f"the index of the cache: {error}") from error

    def _begun(self, writes: bool) -> sqlite3.Connection:
        """A connection whose transaction has begun, once no other one writes.

        While SQLite itself waits, an interrupt is not heard: it does so for a moment at a time.
        """
        deadline = time.monotonic() + _BUSY_SECONDS
        while True:
            connection = sqlite3.connect(
                self.folder / "index.db", timeout=_TURN, isolation_level=None
            )
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

    def _where(self, digest: str) -> Path:
        return self._put_aside.get(digest) or self._path(digest)

    def _path_aside(self, aside: Aside, digest: str) -> Path:
        with self._lock:
            if digest not in self._put_aside:
                folders = {path.parent for path in self._put_aside.values()}
                folder = folders.pop() if folders else aside.make()
                self._put_aside[digest] = folder / digest
            return self._put_aside[digest]

    def _path(self, digest: str) -> Path:
        return self._objects / digest[:2] / digest

    def _listed(self) -> Iterator[tuple[str, int, float]]:
        """Digest, size and time of every object."""
        for folder in self._objects.iterdir():
            for path in folder.iterdir():
                with contextlib.suppress(FileNotFoundError):
                    state = path.stat()
                    yield path.name, state.st_size, state.st_mtime


def _is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether another transaction stands in the way; the lowest byte of its number says so."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _text(path: str) -> str:
    """A path as a database takes it: what is no UTF-8 in it is escaped."""
    return path.encode("utf-8", "backslashreplace").decode()


def _unusable(folder: Path, why: str) -> MilepostError:
    return MilepostError(
        f"the cache in `{folder}` cannot be used: {why}",
        "Set MILEPOST_CACHE_DIR to a folder of yours, or run with --no-cache.",
    )
