"""What is derived of the records: for each subject, in short, what its newest record says.

The records stay the truth. A person's chain holds a seal over what was derived, so that an edit of
it shows at once, and `Store.audit` derives everything anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from milepost.progress.digest import sha256, words_key
from milepost.progress.model import Latest, Person
from milepost.progress.rows import RECORDS, about, kept_of, newest, own_chain
from milepost.progress.tables import chain, evidence, subject
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from milepost.progress.model import Kept, Record, Seen

_WIDTH = 64
"""Hexadecimal digits of a seal."""
_HINDRANCES = (Status.FAILED, Status.ERROR, Status.BLOCKED)
"""What keeps somebody from going on, the worst first."""


def latest_of(kept: Kept, before: Latest | None = None) -> Latest:
    """What a record says, in short; `before` is what the newest one said until now."""
    record = kept.record
    stuck = _stuck(record)
    same = before is not None and stuck is not None and before.stuck == stuck
    since = before.since if before is not None and same else record.at
    passed = record.at if record.status is Status.PASSED else None
    firsts = (kept.passed_first, before.passed_first if before else None, passed)
    return Latest(
        digest=kept.digest,
        milestone=record.milestone,
        kind=record.kind,
        item=record.item,
        at=record.at,
        status=record.status,
        guide=record.guide,
        checks=record.checks,
        unsigned=tuple(words_key(seen.reads_as) for seen in record.seen if is_sign_off(seen)),
        stuck=stuck,
        since=since if stuck is not None else None,
        passed_first=min(filter(None, firsts), default=None),
        intact=kept.intact,
    )


def is_sign_off(seen: Seen) -> bool:
    """Whether a person has to sign what was seen."""
    return seen.place.startswith("checklist ") and seen.status is Status.MANUAL


def follow(connection: Connection, kept: Kept, number: int, text: str) -> int:
    """Let what is derived of subject `number`, now `text`, follow a record that was just added.

    Returns by how much the person's seal moves.
    """
    before = msgspec.json.decode(text, type=Latest) if text else None
    if before is not None and kept.record.at < before.at:
        # An import brings what is older than the newest: what comes between is looked at again.
        ((_, latest),) = derived(connection, subject.c.id == number)
    else:
        latest = latest_of(kept, before)
    new = _text(latest)
    connection.execute(subject.update().where(subject.c.id == number).values(latest=new))
    return _mark(kept.record.who, new) - _mark(kept.record.who, text)


def derive_all(connection: Connection) -> None:
    """Derive everything anew, in a store that an older version has written."""
    seals: dict[tuple[str, str], int] = {}
    texts: list[dict[str, Any]] = []
    for row, latest in derived(connection, sa.true()):
        texts.append({"number": row.id, "text": _text(latest)})
        person = row.roadmap, row.who
        seals[person] = seals.get(person, 0) + _mark(row.who, texts[-1]["text"])
    put = subject.update().where(subject.c.id == sa.bindparam("number"))
    if texts:
        connection.execute(put.values(latest=sa.bindparam("text")), texts)
    for (roadmap, who), seal in seals.items():
        own = own_chain(connection, roadmap, who)
        connection.execute(
            chain.update().where(chain.c.id == own.id).values(seal=moved_seal("", seal))
        )


def derived(
    connection: Connection, wanted: sa.ColumnElement[bool]
) -> Iterator[tuple[sa.Row[Any], Latest]]:
    """Each subject's row with what its records say, whatever is kept of it."""
    for row in connection.execute(newest(wanted)).all():
        kept = kept_of(row)
        latest = latest_of(kept)
        if latest.stuck is not None:
            latest = replace(latest, since=_stuck_since(connection, kept, latest.stuck))
        yield row, latest


def unlike(connection: Connection) -> Iterator[str]:
    """Where what is kept of the records is not what they say, in words."""
    for row, latest in derived(connection, sa.true()):
        if row.latest != _text(latest):
            yield f"what is kept of {row.milestone} ({row.who}) is not what its records say"
    records = sa.exists().where(evidence.c.subject == subject.c.id)
    for row in connection.execute(sa.select(subject).where(subject.c.latest != "", ~records)):
        yield f"what is kept of {row.milestone} ({row.who}) has no records"


def people(connection: Connection, roadmap: str) -> Iterator[Person]:
    """Everybody's evidence on a roadmap in short; wants a transaction that sees one moment."""
    heads = sa.select(chain.c.owner, chain.c.seal).where(
        chain.c.roadmap == roadmap, chain.c.owner.is_not(None)
    )
    seals: dict[str, str] = {row.owner: row.seal for row in connection.execute(heads)}
    rows = sa.select(subject.c.who, subject.c.latest).where(subject.c.roadmap == roadmap)
    of: dict[str, list[str]] = {who: [] for who in seals}
    for who, text in connection.execute(rows):
        of.setdefault(who, []).append(text)
    for who in sorted(of):
        seal = moved_seal("", sum(_mark(who, text) for text in of[who]))
        yield _person(who, of[who], sealed=seal == (seals.get(who) or moved_seal("", 0)))


def moved_seal(seal: str, by: int) -> str:
    """A seal after what is under it has changed.

    It is the sum of the digests of all that is derived, modulo 2 ** 256: one of a thousand
    changes without the others being read (AdHash: Bellare and Micciancio, Eurocrypt 1997).
    """
    return f"{(int(seal or '0', 16) + by) % 16**_WIDTH:0{_WIDTH}x}"


def _person(who: str, texts: list[str], *, sealed: bool) -> Person:
    fault = None if sealed else f"what is kept of the records of {who} was changed"
    try:
        latest = tuple(msgspec.json.decode(text, type=Latest) for text in texts if text)
    except msgspec.DecodeError:
        return Person(who, (), f"what is kept of the records of {who} was changed")
    return Person(who, latest, fault)


def _mark(who: str, text: str) -> int:
    return int(sha256(f"{who}\n{text}".encode()), 16) if text else 0


def _text(latest: Latest) -> str:
    return msgspec.json.encode(latest).decode()


def _stuck(record: Record) -> str | None:
    """The first check that keeps somebody from going on."""
    if record.status not in _HINDRANCES:
        return None
    for status in _HINDRANCES:
        for seen in record.seen:
            if seen.status is status:
                return f"{seen.place}: {seen.reads_as}"
    return record.reason or str(record.status)


def _stuck_since(connection: Connection, kept: Kept, stuck: str) -> str:
    """When the first of the newest records was made that are all stuck at the same check."""
    rows = RECORDS.where(*about(kept.record)).order_by(evidence.c.at.desc(), evidence.c.seq.desc())
    since = kept.record.at
    with connection.execute(rows, execution_options={"yield_per": 100}) as result:
        for row in result:
            record = kept_of(row).record
            if _stuck(record) != stuck:
                break
            since = record.at
    return since
