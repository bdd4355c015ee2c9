"""The store: objects by digest, and an index of which step left what.

Several Mileposts may use a store at once. An object is written under a temporary name and moved
into place whole; it is read only after its digest was computed anew. What is missing or wrong is
forgotten, and whoever asked does the work again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from milepost.snapshot.index import Damage, Index
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

Fetch: TypeAlias = "Callable[[str, BinaryIO], bool]"
"""Writes the object of a digest to a file, and says whether it could be had."""

GIBIBYTE: Final = 1 << 30
LIMIT: Final = 5 * GIBIBYTE
"""Bytes that a store may hold unless it is told otherwise."""

_STALE: Final = 24 * 3600.0
"""Seconds after which a temporary file belongs to a process that was killed."""
_YOUNG: Final = 600.0
"""Seconds for which an object that nothing refers to may still be about to be entered."""
_CHUNK: Final = 1 << 20


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
    damaged: str | None
    """Where an index lies that was damaged, and begun anew."""


class Store:
    """A folder of objects and an index. Usable from several threads and processes at once."""

    def __init__(
        self,
        folder: Path,
        limit: int = LIMIT,
        *,
        fetch: Fetch | None = None,
        aside: Aside | None = None,
        held: Callable[[], Path] | None = None,
    ) -> None:
        """Open or make it. Raises MilepostError if the folder cannot be used.

        What is not here is asked of `fetch`, which may raise errors of its own. Without `aside`
        every object is kept. `held` makes a folder on the store's own disk for what the run needs
        to its end; whoever gave it removes it.
        """
        self._fetch = fetch
        self._aside = aside
        self._make_held = held
        self._held: Path | None = None
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
            self._index = Index(folder)
        except OSError as error:
            raise _unusable(folder, error.strerror or str(error)) from error

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
            if self._held is None or not (self._held / digest).exists():
                return None
            path = self._held / digest
            file = path.open("rb")
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

    def hold(self, digests: Iterable[str]) -> None:
        """Have objects to the run's end, also if somebody empties the store meanwhile."""
        if self._make_held is None:
            return
        with self._lock:
            if self._held is None:
                self._held = self._make_held()
        for digest in digests:
            if digest not in self._put_aside:
                # Where a disk knows no second names, nothing is held.
                with contextlib.suppress(OSError):
                    os.link(self._path(digest), self._held / digest)

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

        def add(index: sqlite3.Connection) -> None:
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

        self._index.transact(add)
        return True

    def find(self, key: str) -> bytes | None:
        """What a step left, or None where nothing is kept, or not any more."""
        row = self._row(
            "SELECT record FROM steps WHERE key = ? AND (expires IS NULL OR expires > ?)",
            (key, time.time()),
        )
        return None if row is None else self.get(str(row[0]))

    def forget(self, keys: Iterable[str]) -> None:
        """Let steps be found no more."""
        found = [(key,) for key in keys]

        def remove(index: sqlite3.Connection) -> None:
            for table in ("steps", "uses"):
                index.executemany(f"DELETE FROM {table} WHERE key = ?", found)

        self._index.transact(remove)

    def note_use(self, keys: Iterable[str]) -> None:
        """Count that steps were taken from the store."""
        now = time.time()
        used = [(now, key) for key in keys]
        self._many("UPDATE steps SET used = ?, hits = hits + 1 WHERE key = ?", used)

    def note_verdicts(self, verdicts: Iterable[tuple[str, str]]) -> None:
        """Remember how the last run of guides ended: path and status."""
        now = time.time()
        known = [(_text(path), str(status), now) for path, status in verdicts]
        self._many("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)", known)

    def verdict(self, path: str) -> str | None:
        """How the last run of a guide ended; None if it is not known."""
        row = self._row("SELECT status FROM verdicts WHERE path = ?", (_text(path),))
        return None if row is None else str(row[0])

    def figures(self) -> Figures:
        """What the store holds now; its index is looked through for damage."""
        figures = self._index.transact(_figures, writes=False)
        size = sum(size for _, size, _ in self._listed())
        return Figures(
            str(self.folder),
            size=size,
            limit=self.limit,
            damaged=str(self._index.damaged) if self._index.damaged else None,
            **figures,
        )

    def clear(self) -> None:
        """Forget everything."""
        self._index.transact(_empty)
        if self._index.damaged:
            self._index.damaged.unlink(missing_ok=True)
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

        def shrink(index: sqlite3.Connection) -> set[str]:
            self._forget_oldest(index, sizes)
            return {row[0] for row in index.execute("SELECT DISTINCT object FROM uses")}

        used = self._index.transact(shrink)
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

    def _row(self, query: str, values: tuple[str | float, ...]) -> tuple[Any, ...] | None:
        def ask(index: sqlite3.Connection) -> tuple[Any, ...] | None:
            row: tuple[Any, ...] | None = index.execute(query, values).fetchone()
            return row

        return self._index.transact(ask, writes=False)

    def _many(self, statement: str, rows: Sequence[tuple[str | float, ...]]) -> None:
        def write(index: sqlite3.Connection) -> None:
            index.executemany(statement, rows)

        self._index.transact(write)

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


def _figures(index: sqlite3.Connection) -> dict[str, Any]:
    """Number, hits, and times of the steps. Raises `sqlite3.DatabaseError` for a damaged index."""
    (told,) = index.execute("PRAGMA integrity_check(1)").fetchone()
    if told != "ok":
        raise Damage(told)
    steps, hits, oldest, newest = index.execute(
        "SELECT count(*), coalesce(sum(hits), 0), min(made), max(made) FROM steps"
    ).fetchone()
    return {"steps": steps, "hits": hits, "oldest": oldest, "newest": newest}


def _empty(index: sqlite3.Connection) -> None:
    for table in ("steps", "uses", "verdicts"):
        index.execute(f"DELETE FROM {table}")


def _text(path: str) -> str:
    """A path as a database takes it: what is no UTF-8 in it is escaped."""
    return path.encode("utf-8", "backslashreplace").decode()


def _unusable(folder: Path, why: str) -> MilepostError:
    return MilepostError(
        f"the cache in `{folder}` cannot be used: {why}",
        "Set MILEPOST_CACHE_DIR to a folder of yours, or run with --no-cache.",
    )
