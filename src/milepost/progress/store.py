"""A store of evidence: records are added, never changed, each with the digest of the one before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from milepost.progress.connect import connect
from milepost.progress.faults import explain
from milepost.progress.latest import derive_all, newest_of, people, unlike
from milepost.progress.migrate import migrate, version_of
from milepost.progress.model import HEAD, Chain
from milepost.progress.rows import kept_of, subject_of
from milepost.progress.write import append, merge, person_chain, put_seal
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from milepost.progress.database import Connection, Database, Row
    from milepost.progress.model import Kept, Merged, Person, Record, Statement

Clock = Callable[[], datetime]

_BACKWARDS = timedelta(seconds=60)
"""By how much a clock may be set back without a word, as time servers do."""
_TRIES = 100
"""How often a record is put after another one that has come before it."""
_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


class Store:
    """Evidence in one database. Open it with `open_store`, and close it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.where = database.where
        """The store as it is shown to people."""
        self.unwritable = database.unwritable
        """Why nothing can be added to it; None where it can."""

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, statement: Statement) -> Kept:
        """Add a record; once this returns, it is kept whatever happens.

        Raises MilepostError if it cannot be kept.
        """
        self._hold_writable()
        with self._database.writing(each=True) as connection:
            for _ in range(_TRIES):
                if (kept := append(connection, statement, self._time)) is not None:
                    return kept
        raise MilepostError(
            f"other programs have written in between, {_TRIES} times in a row",
            "Let what verifies in your name end, and try again; nothing was lost.",
            path=self.where,
        )

    def await_turn(self) -> None:
        """Wait until a record could be written. Raises MilepostError if it cannot."""
        self._hold_writable()
        with self._database.writing():
            pass

    def newest(self, roadmap: str, who: str) -> list[Kept]:
        """The newest record of each subject of one person."""
        with self._database.reading() as connection:
            rows = connection.execute("newest", roadmap=roadmap, who=who)
            return [newest_of(connection, row, self.is_to_come) for row in rows]

    def history(self, record: Record) -> Iterator[Kept]:
        """All records of what a record is about, the newest first."""
        with self._database.reading() as connection:
            yield from map(kept_of, connection.stream("backwards", **subject_of(record)))

    def people(self, roadmap: str) -> list[Person]:
        """Everybody's evidence in short, as it was derived of the records."""
        with self._database.reading() as connection:
            return list(people(connection, roadmap))

    def records(self, roadmap: str | None = None) -> Iterator[Kept]:
        """All records, each chain in its order."""
        with self._database.reading() as connection:
            if roadmap is None:
                rows = connection.stream("records")
            else:
                rows = connection.stream("records of roadmap", roadmap=roadmap)
            yield from map(kept_of, rows)

    def audit(self) -> list[str]:
        """What is wrong with the store, in words; nothing where all is as it was written."""
        faults = [one.fault for one in self.chains() if one.fault is not None]
        before: Kept | None = None
        for kept in self.records():
            faults += _breaks(before, kept)
            before = kept
        with self._database.reading() as connection:
            for roadmap in sorted(row["roadmap"] for row in connection.execute("roadmaps")):
                faults += [one.fault for one in people(connection, roadmap) if one.fault]
            faults += unlike(connection)
        return faults

    def chains(self) -> list[Chain]:
        """Every chain, with whether it ends in the record that was written last; quick."""
        with self._database.reading() as connection:
            rows = connection.execute("ends")
        return [Chain(row["id"], row["roadmap"], row["who"], _cut(row)) for row in rows]

    def merge(
        self, records: Iterable[tuple[Record, str]], witnessed: Container[str] = ()
    ) -> Merged:
        """Add records of other stores, with their digests; those that are here are left out.

        So are those of this store's own chains that it has never written: they are refused, unless
        one that comes after them has a digest that is `witnessed`. Raises MilepostError, and adds
        nothing, for a record that is not as it was written, or that does not fit its chain.
        """
        self._hold_writable()
        with self._database.writing() as connection:
            return merge(connection, records, witnessed)

    def is_to_come(self, at: str) -> bool:
        """Whether a record's time lies in the future."""
        return self._clock().astimezone(UTC) + _BACKWARDS < datetime.fromisoformat(at)

    def _hold_writable(self) -> None:
        if self.unwritable is not None:
            raise explain(PermissionError(self.unwritable), self.where)

    def _time(self, last: str) -> tuple[str, str | None]:
        """The time of the next record, never before the last one's, and a clock that went back."""
        at = self._clock().astimezone(UTC).strftime(_FORM)
        return max(at, last), at if last and self.is_to_come(last) else None


def open_store(setting: str | None, folder: Path, clock: Clock = now) -> Store:
    """Open the store that `progress` names, or the one in the folder; a new one is laid out.

    Raises MilepostError: it cannot be reached or written, is damaged, or of a newer version.
    """
    database = connect(setting, folder)
    try:
        with database.reading() as connection:
            current = version_of(connection) == HEAD
        if not current:
            with database.writing() as connection:
                if migrate(connection, database.where):
                    _derive(connection)
    except MilepostError:
        database.close()
        raise
    return Store(database, clock)


def _derive(connection: Connection) -> None:
    """Derive everything anew, in a store that an older version has written."""
    for (roadmap, who), seal in derive_all(connection).items():
        put_seal(connection, person_chain(connection, roadmap, who)["id"], seal)


def _cut(row: Row) -> str | None:
    if (row["last"] or "") == row["head"]:
        return None
    return f"the end of chain {row['id'][:8]} ({row['who']}) is not what was written last"


def _breaks(before: Kept | None, kept: Kept) -> Iterator[str]:
    """Where a record is not as it was written, or does not continue the one before; in words."""
    record = kept.record
    place = f"record {record.position} of chain {record.chain[:8]} ({record.who})"
    if not kept.intact:
        yield f"{place} was changed after it was written"
    if before is not None and before.record.chain != record.chain:
        before = None
    last = before.record.position if before is not None else 0
    if record.position != last + 1:
        yield f"{place} follows record {last}: what was between is gone"
    elif record.previous != (before.digest if before is not None else ""):
        yield f"{place} does not continue the record before it"
