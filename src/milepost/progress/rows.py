"""Rows of a store as the records that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.progress.digest import body_of, sha256
from milepost.progress.model import Kept, Record
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from milepost.progress.database import Row, Values
    from milepost.progress.model import Statement

SUBJECT = ("roadmap", "who", "milestone", "kind", "item")
"""What a record is about."""


def subject_of(statement: Statement) -> Values:
    """What a statement is about: the values that name its subject."""
    return {name: str(getattr(statement, name)) for name in SUBJECT}


def written(values: Values) -> Values:
    """Values of columns as those that a statement writes."""
    return {f"new_{name}": value for name, value in values.items()}


def kept_of(row: Row, passed_first: str | None = None) -> Kept:
    """A row as a record, with whether both say the same. Raises MilepostError."""
    body = row["body"].encode()
    try:
        record = msgspec.json.decode(body, type=Record)
    except msgspec.DecodeError as error:
        raise MilepostError(
            f"record {row['seq']} of the store of progress is no record any more ({error})",
            "Somebody has edited it: bring back your last `milepost export`.",
        ) from error
    said = (record.chain, record.position, record.at, record.status, record.milestone, record.who)
    kept = (row["chain"], row["position"], row["at"], row["status"], row["milestone"], row["who"])
    same = said == kept and (record.kind, record.item) == (row["kind"], row["item"])
    return Kept(
        record,
        row["digest"],
        imported=row["owner"] is None,
        intact=same and sha256(body) == row["digest"] and body_of(record) == body,
        passed_first=passed_first,
    )
