"""A store of evidence: records are added, never changed, each with the digest of the one before."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from milepost.progress.connect import engine_of, migrate, one_moment, version_of
from milepost.progress.digest import body_of, sha256
from milepost.progress.faults import told
from milepost.progress.latest import derive_all, follow, moved_seal, people, unlike
from milepost.progress.model import Kept, Record
from milepost.progress.rows import (
    RECORDS,
    about,
    add_chain,
    insert_new,
    kept_of,
    locked_chain,
    newest,
    own_chain,
)
from milepost.progress.tables import HEAD, chain, evidence, subject
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine, Row

    from milepost.progress.model import Person, Statement

Clock = Callable[[], datetime]

_BACKWARDS = timedelta(seconds=60)
"""By how much a clock may be set back without a word, as time servers do."""
_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


class Store:
    """Evidence in one database. Open it with `open_store`, and close it."""

    def __init__(self, engine: Engine, where: str, clock: Clock) -> None:
        self._engine = engine
        self._snapshots = one_moment(engine)
        self._clock = clock
        self.where = where
        """The store as it is shown to people."""

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, statement: Statement) -> Kept:
        """Add a record; once this returns, it is kept whatever happens.

        Raises MilepostError if it cannot be kept, and if the clock went back.
        """
        with self._writing() as connection:
            own = own_chain(connection, statement.roadmap, statement.who)
            record = Record(
                **{name: getattr(statement, name) for name in statement.__struct_fields__},
                at=self._time(own),
                chain=own.id,
                position=own.position + 1,
                previous=own.head,
            )
            kept = Kept(record, sha256(body_of(record)))
            moved = _insert(connection, kept)
            _advance(connection, kept, seal=moved_seal(own.seal, moved))
            return kept

    def newest(self, roadmap: str, who: str) -> list[Kept]:
        """The newest record of each subject of one person."""
        rows = newest((subject.c.roadmap == roadmap) & (subject.c.who == who))
        with self._reading() as connection:
            return [kept_of(row) for row in connection.execute(rows)]

    def people(self, roadmap: str) -> list[Person]:
        """Everybody's evidence in short, as it was derived of the records."""
        with self._reading() as connection:
            return list(people(connection, roadmap))

    def records(self, roadmap: str | None = None) -> Iterator[Kept]:
        """All records, each chain in its order."""
        rows = RECORDS.order_by(evidence.c.chain, evidence.c.position)
        if roadmap is not None:
            rows = rows.where(subject.c.roadmap == roadmap)
        options = {"yield_per": 500}
        with (
            self._reading() as connection,
            connection.execute(rows, execution_options=options) as result,
        ):
            for row in result:
                yield kept_of(row)

    def audit(self) -> list[str]:
        """What is wrong with the store, in words; nothing where all is as it was written."""
        faults = [fault for _, fault in self.cut_chains()]
        before: Kept | None = None
        for kept in self.records():
            faults += _breaks(before, kept)
            before = kept
        with self._reading() as connection:
            roadmaps = connection.execute(sa.select(chain.c.roadmap).distinct()).scalars().all()
            for roadmap in sorted(roadmaps):
                faults += [one.fault for one in people(connection, roadmap) if one.fault]
            faults += unlike(connection)
        return faults

    def cut_chains(self) -> list[tuple[str, str]]:
        """Whose chains end in another record than was written last, in words; quick."""
        last = (
            sa.select(evidence.c.digest)
            .where(evidence.c.chain == chain.c.id)
            .order_by(evidence.c.position.desc())
            .limit(1)
            .scalar_subquery()
        )
        rows = sa.select(chain, last.label("last"))
        with self._reading() as connection:
            return [
                (row.who, f"the end of chain {row.id[:8]} ({row.who}) is not what was written last")
                for row in connection.execute(rows)
                if (row.last or "") != row.head
            ]

    def merge(self, records: Iterable[tuple[Record, str]]) -> tuple[int, int]:
        """Add records of other stores, with their digests; those that are here are left out.

        Either all are added or none. Returns how many were added and how many were here. Raises
        MilepostError for a record that is not as it was written, or that does not fit its chain.
        """
        added = known = 0
        ordered = sorted(records, key=lambda r: (*_person(r[0]), r[0].chain, r[0].position))
        with self._writing() as connection:
            for (roadmap, who), theirs in itertools.groupby(ordered, lambda r: _person(r[0])):
                own = own_chain(connection, roadmap, who)
                moved = 0
                for record, digest in theirs:
                    if sha256(body_of(record)) != digest:
                        raise _refused(record, "was changed after it was written")
                    here = sa.select(evidence.c.seq).where(evidence.c.digest == digest)
                    if connection.execute(here).first() is not None:
                        known += 1
                        continue
                    moved += _continue(connection, Kept(record, digest))
                    added += 1
                seal = moved_seal(own.seal, moved)
                connection.execute(chain.update().where(chain.c.id == own.id).values(seal=seal))
        return added, known

    def _time(self, own: Row[Any]) -> str:
        """The time of the next record: never before the last one's."""
        at = self._clock().astimezone(UTC)
        if own.at and at + _BACKWARDS < datetime.strptime(own.at, _FORM).replace(tzinfo=UTC):
            raise MilepostError(
                f"the clock says {at:%Y-%m-%d %H:%M} UTC, before your last evidence of {own.at}",
                "Set this machine's clock right, and try again; nothing was written.",
                path=self.where,
            )
        last: str = own.at
        return max(at.strftime(_FORM), last)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told(self.where), self._engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.where), self._snapshots.connect() as connection, connection.begin():
            yield connection


def open_store(setting: str | None, folder: Path, clock: Clock = now) -> Store:
    """Open the store that `progress` names, or the one in the folder; a new one is laid out.

    Raises MilepostError: it cannot be reached or written, is damaged, or of a newer version.
    """
    engine, where = engine_of(setting, folder)
    try:
        with told(where), engine.connect() as connection:
            with connection.begin():
                current = version_of(connection) == HEAD
            if not current:
                writer = connection.execution_options(writes=True)
                with writer.begin():
                    if migrate(writer, where):
                        derive_all(writer)
    except MilepostError:
        engine.dispose()
        raise
    return Store(engine, where, clock)


def _person(record: Record) -> tuple[str, str]:
    return record.roadmap, record.who


def _continue(connection: Connection, kept: Kept) -> int:
    """Add an imported record to the end of its chain; returns by how much the seal moves."""
    record = kept.record
    row = locked_chain(connection, chain.c.id == record.chain)
    if row is None:
        add_chain(connection, record.chain, record.roadmap, record.who, owner=None)
        row = locked_chain(connection, chain.c.id == record.chain)
        assert row is not None
    if record.position != row.position + 1 or record.previous != row.head:
        raise _refused(record, "does not follow the last one that is kept here")
    if (record.who, record.roadmap) != (row.who, row.roadmap) or record.at < row.at:
        raise _refused(record, "names another person or an earlier time than the one before")
    moved = _insert(connection, kept)
    _advance(connection, kept)
    return moved


def _advance(connection: Connection, kept: Kept, **more: str) -> None:
    record = kept.record
    connection.execute(
        chain.update()
        .where(chain.c.id == record.chain)
        .values(position=record.position, head=kept.digest, at=record.at, **more)
    )


def _insert(connection: Connection, kept: Kept) -> int:
    """Add a record; returns by how much its person's seal moves."""
    record = kept.record
    wanted = sa.select(subject.c.id, subject.c.latest).where(*about(record))
    row = connection.execute(wanted).first()
    if row is None:
        values = {
            "roadmap": record.roadmap,
            "who": record.who,
            "milestone": record.milestone,
            "kind": str(record.kind),
            "item": record.item,
        }
        insert_new(connection, subject, values)
        row = connection.execute(wanted).one()
    connection.execute(
        evidence.insert().values(
            digest=kept.digest,
            chain=record.chain,
            position=record.position,
            subject=row.id,
            at=record.at,
            status=str(record.status),
            body=body_of(record).decode(),
        )
    )
    return follow(connection, kept, row.id, row.latest)


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


def _refused(record: Record, why: str) -> MilepostError:
    return MilepostError(
        f"record {record.position} of chain {record.chain[:8]} ({record.who}) {why}",
        "Nothing was imported. Export it again from the store that it comes from.",
    )
