"""Rows of a store as the records that they hold."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from milepost.progress.digest import body_of, sha256
from milepost.progress.model import Kept, Record
from milepost.progress.tables import chain, evidence, subject
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Row

    from milepost.progress.model import Statement

RECORDS = (
    sa.select(evidence, subject, chain.c.owner)
    .join(subject, subject.c.id == evidence.c.subject)
    .join(chain, chain.c.id == evidence.c.chain)
)
"""Every record, with what it is about and whose chain it is in."""


def newest(wanted: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The newest record of each subject that is wanted, and when that was `first` passed."""
    last = _of_subject(evidence.c.seq).order_by(evidence.c.at.desc(), evidence.c.seq.desc())
    first = _of_subject(evidence.c.at).where(evidence.c.status == "passed").order_by(evidence.c.at)
    subjects = (
        sa.select(
            subject,
            last.limit(1).scalar_subquery().label("seq"),
            first.limit(1).scalar_subquery().label("first"),
        )
        .where(wanted)
        .subquery()
    )
    return (
        sa.select(evidence, subjects, chain.c.owner)
        .join(subjects, subjects.c.seq == evidence.c.seq)
        .join(chain, chain.c.id == evidence.c.chain)
    )


def about(statement: Statement) -> tuple[sa.ColumnElement[bool], ...]:
    """The subject of a statement."""
    return (
        subject.c.roadmap == statement.roadmap,
        subject.c.who == statement.who,
        subject.c.milestone == statement.milestone,
        subject.c.kind == str(statement.kind),
        subject.c.item == statement.item,
    )


def locked_chain(connection: Connection, wanted: sa.ColumnElement[bool]) -> Row[Any] | None:
    """A chain's row, locked until the transaction ends (SQLite locks the whole store anyway)."""
    return connection.execute(sa.select(chain).where(wanted).with_for_update()).first()


def own_chain(connection: Connection, roadmap: str, who: str) -> Row[Any]:
    """The chain that a person goes on with in this store, locked; made where there is none.

    It stands for the person: who writes anything of somebody's takes this lock first.
    """
    own = (chain.c.roadmap == roadmap) & (chain.c.owner == who)
    row = locked_chain(connection, own)
    if row is None:
        add_chain(connection, secrets.token_hex(16), roadmap, who, owner=who)
        row = locked_chain(connection, own)
        assert row is not None
    return row


def add_chain(
    connection: Connection, name: str, roadmap: str, who: str, *, owner: str | None
) -> None:
    """An empty chain, unless another writer has just made it."""
    values = {"id": name, "roadmap": roadmap, "who": who, "owner": owner}
    insert_new(connection, chain, {**values, "position": 0, "head": "", "at": ""})


def insert_new(connection: Connection, table: sa.Table, values: dict[str, Any]) -> None:
    """Insert a row unless another writer has just done so."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).values(values).on_conflict_do_nothing())


def kept_of(row: Row[Any]) -> Kept:
    """A row as a record, with whether both say the same. Raises MilepostError."""
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


def _of_subject(column: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(column).where(evidence.c.subject == subject.c.id).correlate(subject)
