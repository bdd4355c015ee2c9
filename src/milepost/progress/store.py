"""A store of evidence: records are added, never changed, each with the digest of the one before."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from milepost.progress.connect import engine_of, migrate, version_of
from milepost.progress.digest import body_of, sha256
from milepost.progress.faults import told
from milepost.progress.model import Kept, Record
from milepost.progress.tables import HEAD, chain, evidence, subject
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine, Row

    from milepost.progress.model import Statement

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
            own = _own_chain(connection, statement)
            record = Record(
                **{name: getattr(statement, name) for name in statement.__struct_fields__},
                at=self._time(own),
                chain=own.id,
                position=own.position + 1,
                previous=own.head,
            )
            digest = _insert(connection, record)
            _advance(connection, record, digest)
            return Kept(record, digest)

    def newest(self, roadmap: str, who: str | None = None) -> list[Kept]:
        """The newest record of each subject: of one person, or of all."""
        wanted = subject.c.roadmap == roadmap
        if who is not None:
            wanted &= subject.c.who == who
        newest = _of_subject(evidence.c.seq).order_by(evidence.c.at.desc(), evidence.c.seq.desc())
        first = (
            _of_subject(evidence.c.at).where(evidence.c.status == "passed").order_by(evidence.c.at)
        )
        subjects = (
            sa.select(
                subject,
                newest.limit(1).scalar_subquery().label("seq"),
                first.limit(1).scalar_subquery().label("first"),
            )
            .where(wanted)
            .subquery()
        )
        rows = (
            sa.select(evidence, subjects, chain.c.owner)
            .join(subjects, subjects.c.seq == evidence.c.seq)
            .join(chain, chain.c.id == evidence.c.chain)
        )
        with self._reading() as connection:
            return [_kept(row) for row in connection.execute(rows)]

    def failing_since(self, kept: Kept) -> str:
        """When the failures that a record stands in began: the first since the last success."""
        record = kept.record
        rows = (
            sa.select(evidence.c.at, evidence.c.status)
            .join(subject, subject.c.id == evidence.c.subject)
            .where(*_same_subject(record), evidence.c.at <= record.at)
            .order_by(evidence.c.at.desc(), evidence.c.seq.desc())
        )
        since = record.at
        with self._reading() as connection:
            for row in connection.execute(rows):
                if row.status == "passed":
                    break
                since = row.at
        return since

    def records(self, roadmap: str | None = None) -> Iterator[Kept]:
        """All records, each chain in its order."""
        rows = (
            sa.select(evidence, subject, chain.c.owner)
            .join(subject, subject.c.id == evidence.c.subject)
            .join(chain, chain.c.id == evidence.c.chain)
            .order_by(evidence.c.chain, evidence.c.position)
        )
        if roadmap is not None:
            rows = rows.where(subject.c.roadmap == roadmap)
        with (
            self._reading() as connection,
            connection.execution_options(yield_per=500).execute(rows) as result,
        ):
            for row in result:
                yield _kept(row)

    def audit(self) -> list[str]:
        """What is wrong with the chains, in words; nothing where all is as it was written."""
        faults = [fault for _, fault in self.cut_chains()]
        before: Kept | None = None
        for kept in self.records():
            record = kept.record
            place = f"record {record.position} of chain {record.chain[:8]} ({record.who})"
            if not kept.intact:
                faults.append(f"{place} was changed after it was written")
            follows = before is not None and before.record.chain == record.chain
            last = before.record.position if before is not None and follows else 0
            if record.position != last + 1:
                faults.append(f"{place} follows record {last}: what was between is gone")
            elif record.previous != (before.digest if before is not None and follows else ""):
                faults.append(f"{place} does not continue the record before it")
            before = kept
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
        with self._writing() as connection:
            for record, digest in sorted(records, key=lambda r: (r[0].chain, r[0].position)):
                if sha256(body_of(record)) != digest:
                    raise _refused(record, "was changed after it was written")
                here = sa.select(evidence.c.seq).where(evidence.c.digest == digest)
                if connection.execute(here).first() is not None:
                    known += 1
                    continue
                self._continue(connection, record, digest)
                added += 1
        return added, known

    def _continue(self, connection: Connection, record: Record, digest: str) -> None:
        """Add an imported record to the end of its chain."""
        row = _chain(connection, chain.c.id == record.chain)
        if row is None:
            _add_chain(connection, record.chain, record, owner=None)
            row = _chain(connection, chain.c.id == record.chain)
            assert row is not None
        if record.position != row.position + 1 or record.previous != row.head:
            raise _refused(record, "does not follow the last one that is kept here")
        if (record.who, record.roadmap) != (row.who, row.roadmap) or record.at < row.at:
            raise _refused(record, "names another person or an earlier time than the one before")
        _insert(connection, record)
        _advance(connection, record, digest)

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
        with told(self.where), self._engine.connect() as connection, connection.begin():
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
                    migrate(writer, where)
    except MilepostError:
        engine.dispose()
        raise
    return Store(engine, where, clock)


def _chain(connection: Connection, wanted: sa.ColumnElement[bool]) -> Row[Any] | None:
    """A chain's row, locked until the transaction ends (SQLite locks the whole store anyway)."""
    return connection.execute(sa.select(chain).where(wanted).with_for_update()).first()


def _own_chain(connection: Connection, statement: Statement) -> Row[Any]:
    """The chain that a person goes on with in this store."""
    own = (chain.c.roadmap == statement.roadmap) & (chain.c.owner == statement.who)
    row = _chain(connection, own)
    if row is None:
        _add_chain(connection, secrets.token_hex(16), statement, owner=statement.who)
        row = _chain(connection, own)
        assert row is not None
    return row


def _add_chain(connection: Connection, name: str, first: Statement, *, owner: str | None) -> None:
    values = {"id": name, "roadmap": first.roadmap, "who": first.who, "owner": owner}
    _insert_new(connection, chain, {**values, "position": 0, "head": "", "at": ""})


def _advance(connection: Connection, record: Record, digest: str) -> None:
    connection.execute(
        chain.update()
        .where(chain.c.id == record.chain)
        .values(position=record.position, head=digest, at=record.at)
    )


def _insert(connection: Connection, record: Record) -> str:
    body = body_of(record)
    digest = sha256(body)
    keys = sa.select(subject.c.id).where(*_same_subject(record))
    number = connection.execute(keys).scalar()
    if number is None:
        _insert_new(
            connection,
            subject,
            {
                "roadmap": record.roadmap,
                "who": record.who,
                "milestone": record.milestone,
                "kind": str(record.kind),
                "item": record.item,
            },
        )
        number = connection.execute(keys).scalar_one()
    connection.execute(
        evidence.insert().values(
            digest=digest,
            chain=record.chain,
            position=record.position,
            subject=number,
            at=record.at,
            status=str(record.status),
            body=body.decode(),
        )
    )
    return digest


def _insert_new(connection: Connection, table: sa.Table, values: dict[str, Any]) -> None:
    """Insert a row unless another writer has just done so."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).values(values).on_conflict_do_nothing())


def _of_subject(column: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(column).where(evidence.c.subject == subject.c.id).correlate(subject)


def _same_subject(record: Record) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        subject.c.roadmap == record.roadmap,
        subject.c.who == record.who,
        subject.c.milestone == record.milestone,
        subject.c.kind == str(record.kind),
        subject.c.item == record.item,
    )


def _kept(row: Row[Any]) -> Kept:
    """A row as a record, with whether both say the same."""
    body = row.body.encode()
    try:
        record = msgspec.json.decode(body, type=Record)
    except msgspec.DecodeError as error:
        raise MilepostError(
            f"record {row.seq} of the store of progress is no record any more ({error})",
            "Somebody has edited it: bring back your last `milepost export`.",
        ) from error
    said = (record.chain, record.position, record.at, record.status, record.milestone, record.who)
    kept = (row.chain, row.position, row.at, row.status, row.milestone, row.who)
    same = said == kept and (record.kind, record.item) == (row.kind, row.item)
    return Kept(
        record,
        row.digest,
        imported=row.owner is None,
        intact=same and sha256(body) == row.digest and body_of(record) == body,
        passed_first=getattr(row, "first", None),
    )


def _refused(record: Record, why: str) -> MilepostError:
    return MilepostError(
        f"record {record.position} of chain {record.chain[:8]} ({record.who}) {why}",
        "Nothing was imported. Export it again from the store that it comes from.",
    )
