"""Rows of a store as the records that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from milepost.progress.digest import body_of, sha256
from milepost.progress.model import Kept, Record
from milepost.progress.tables import chain, evidence, subject
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from sqlalchemy.engine import Row


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
