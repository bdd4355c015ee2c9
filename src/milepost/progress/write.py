"""Adding records to a store: the next of somebody's own, and those that an import brings."""

from __future__ import annotations

import itertools
import secrets
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from milepost.progress.digest import body_of, sha256
from milepost.progress.latest import followed, mark, moved_seal, text_of
from milepost.progress.model import Kept, Record
from milepost.progress.tables import chain, evidence, subject
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.engine import Connection, Row

    from milepost.progress.model import Statement

_SUBJECT = ("roadmap", "who", "milestone", "kind", "item")
"""What a record is about."""
_OWN = (
    sa.select(chain, subject.c.latest)
    .select_from(chain)
    .outerjoin(
        subject,
        sa.and_(
            subject.c.roadmap == chain.c.roadmap,
            subject.c.who == chain.c.owner,
            *(subject.c[name] == sa.bindparam(name) for name in _SUBJECT[2:]),
        ),
    )
    .where(chain.c.roadmap == sa.bindparam("roadmap"), chain.c.owner == sa.bindparam("who"))
)
"""The chain that somebody goes on with, and what is kept of the subject."""


def append(
    connection: Connection, statement: Statement, time: Callable[[Row[Any]], str]
) -> Kept | None:
    """Add the next record of somebody's own chain; `time` says when, by the chain's row.

    None where the same person has written meanwhile: then it is to be tried again. On PostgreSQL
    it is two statements, each a transaction: nobody waits for a lock while another's program
    thinks.
    """
    own = _own_chain(connection, statement)
    record = Record(
        **{name: getattr(statement, name) for name in statement.__struct_fields__},
        at=time(own),
        chain=own.id,
        position=own.position + 1,
        previous=own.head,
    )
    kept = Kept(record, sha256(body_of(record)))
    text, by = _followed(connection, kept, own.latest)
    seal = moved_seal(own.seal, by)
    if connection.dialect.name == "postgresql":
        return kept if _at_once(connection, own, seal, kept, text) else None
    connection.execute(_moved(kept, seal=seal))
    _put(connection, kept, text)
    return kept


def merge(connection: Connection, records: Iterable[tuple[Record, str]]) -> tuple[int, int]:
    """Add records of other stores, with their digests: how many were added, how many were here.

    Raises MilepostError for a record that is not as it was written, or that does not fit its chain.
    """
    added = known = 0
    # Everybody's in the same order, so that two imports cannot wait for each other.
    ordered = sorted(records, key=lambda r: (*_person(r[0]), r[0].chain, r[0].position))
    for person, theirs in itertools.groupby(ordered, lambda r: _person(r[0])):
        own = person_chain(connection, *person)
        by = 0
        for record, digest in theirs:
            if sha256(body_of(record)) != digest:
                raise _refused(record, "was changed after it was written")
            here = sa.select(evidence.c.seq).where(evidence.c.digest == digest)
            if connection.execute(here).first() is not None:
                known += 1
                continue
            by += _continue(connection, Kept(record, digest))
            added += 1
        put_seal(connection, own.id, moved_seal(own.seal, by))
    return added, known


def person_chain(connection: Connection, roadmap: str, who: str) -> Row[Any]:
    """The chain that somebody goes on with in this store, locked; made where there is none."""
    own = (chain.c.roadmap == roadmap) & (chain.c.owner == who)
    return _locked(connection, own, secrets.token_hex(16), (roadmap, who), owner=who)


def put_seal(connection: Connection, name: str, seal: str) -> None:
    """Keep the seal of somebody's own chain."""
    connection.execute(chain.update().where(chain.c.id == name).values(seal=seal))


def _own_chain(connection: Connection, statement: Statement) -> Row[Any]:
    wanted = {name: str(getattr(statement, name)) for name in _SUBJECT}
    row = connection.execute(_OWN, wanted).first()
    if row is None:
        person_chain(connection, statement.roadmap, statement.who)
        row = connection.execute(_OWN, wanted).one()
    return row


def _person(record: Record) -> tuple[str, str]:
    return record.roadmap, record.who


def _locked(
    connection: Connection,
    wanted: sa.ColumnElement[bool],
    name: str,
    person: tuple[str, str],
    *,
    owner: str | None,
) -> Row[Any]:
    """A chain's row, locked until the transaction ends (SQLite locks the whole store anyway).

    An empty one is made, called `name`, where there is none and no other writer makes it.
    """
    rows = sa.select(chain).where(wanted).with_for_update()
    row = connection.execute(rows).first()
    if row is None:
        roadmap, who = person
        values = {"id": name, "roadmap": roadmap, "who": who, "owner": owner}
        new = _insert(connection, chain).values(**values, position=0, head="", at="")
        connection.execute(new.on_conflict_do_nothing())
        row = connection.execute(rows).one()
    return row


def _continue(connection: Connection, kept: Kept) -> int:
    """Add an imported record to the end of its chain; returns by how much the seal moves."""
    record = kept.record
    its = chain.c.id == record.chain
    row = _locked(connection, its, record.chain, _person(record), owner=None)
    if record.position != row.position + 1 or record.previous != row.head:
        raise _refused(record, "does not follow the last one that is kept here")
    if _person(record) != (row.roadmap, row.who) or record.at < row.at:
        raise _refused(record, "names another person or an earlier time than the one before")
    same = (subject.c[name] == str(getattr(record, name)) for name in _SUBJECT)
    before = connection.execute(sa.select(subject.c.latest).where(*same)).scalar()
    text, by = _followed(connection, kept, before)
    connection.execute(_moved(kept))
    _put(connection, kept, text)
    return by


def _followed(connection: Connection, kept: Kept, before: str | None) -> tuple[str, int]:
    """What is to be kept of a subject with one record more, and by how much the seal moves."""
    text = text_of(followed(connection, kept, before or ""))
    who = kept.record.who
    return text, mark(who, text) - mark(who, before or "")


def _moved(kept: Kept, **more: str) -> sa.Update:
    """The chain of a record, with the record as its end."""
    record = kept.record
    return (
        chain.update()
        .where(chain.c.id == record.chain)
        .values(position=record.position, head=kept.digest, at=record.at, **more)
    )


def _put(connection: Connection, kept: Kept, text: str) -> None:
    """Add a record, and what is to be kept of its subject now."""
    proven = _insert(connection, subject).values(_subject(kept, text))
    number = connection.execute(_or_update(proven)).scalar_one()
    connection.execute(evidence.insert().values(**_evidence(kept), subject=number))


def _at_once(connection: Connection, own: Row[Any], seal: str, kept: Kept, text: str) -> bool:
    """All that a record changes in one statement; False where the chain has moved on."""
    said = {**_subject(kept, text), **_evidence(kept), "head_was": own.head, "seal_was": own.seal}
    values = {f"_{name}": value for name, value in said.items()} | {"_seal": seal}
    return connection.execute(_one_statement(), values).first() is not None


def _new(table: sa.Table, *names: str) -> list[sa.ColumnElement[Any]]:
    """Values of columns that come with the statement."""
    return [sa.bindparam(f"_{name}", type_=table.c[name].type) for name in names]


def _insert(connection: Connection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """The dialect's own; each costs its import, and only one is wanted."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def _or_update(new: Any) -> Any:
    """A row of `subject`, or what is kept of it where it is there; its number comes back."""
    kept = {"latest": new.excluded.latest}
    upsert = new.on_conflict_do_update(index_elements=_SUBJECT, set_=kept)
    return upsert.returning(subject.c.id)


def _subject(kept: Kept, text: str) -> dict[str, str]:
    said = {name: str(getattr(kept.record, name)) for name in _SUBJECT}
    return {**said, "latest": text}


def _evidence(kept: Kept) -> dict[str, str | int]:
    record = kept.record
    return {
        "digest": kept.digest,
        "chain": record.chain,
        "position": record.position,
        "at": record.at,
        "status": str(record.status),
        "body": body_of(record).decode(),
    }


@cache
def _one_statement() -> sa.Insert:
    """Built once: that takes longer than it takes to be carried out."""
    from sqlalchemy.dialects import postgresql

    position, at, seal = _new(chain, "position", "at", "seal")
    # An import moves the seal alone, another record of one's own the head as well.
    chained = (
        chain.update()
        .where(
            chain.c.id == sa.bindparam("_chain"),
            chain.c.head == sa.bindparam("_head_was"),
            chain.c.seal == sa.bindparam("_seal_was"),
        )
        .values(position=position, head=sa.bindparam("_digest"), at=at, seal=seal)
        .returning(chain.c.id)
        .cte("chained")
    )
    said = (*_SUBJECT, "latest")
    new = postgresql.insert(subject)
    proven = _or_update(
        new.from_select(said, sa.select(*_new(subject, *said)).select_from(chained))
    ).cte("proven")
    record = ("digest", "chain", "position", "at", "status", "body")
    row = sa.select(*_new(evidence, *record), proven.c.id)
    return evidence.insert().from_select([*record, "subject"], row).returning(evidence.c.seq)


def _refused(record: Record, why: str) -> MilepostError:
    return MilepostError(
        f"record {record.position} of chain {record.chain[:8]} ({record.who}) {why}",
        "Nothing was imported. Export it again from the store that it comes from.",
    )
