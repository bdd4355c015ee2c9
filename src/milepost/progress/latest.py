"""What is derived of the records: for each subject, in short, what its newest record says.

The records stay the truth. A person's chain holds a seal over what was derived, so that an edit of
it shows at once, and `Store.audit` derives everything anew.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from milepost.progress.brief import latest_of, stuck_on
from milepost.progress.model import Latest, Person
from milepost.progress.rows import SUBJECT, kept_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from milepost.progress.database import Connection, Row, Values
    from milepost.progress.model import Kept

_WIDTH = 64
"""Hexadecimal digits of a seal."""


def followed(connection: Connection, kept: Kept, text: str) -> Latest:
    """What is to be kept of a subject, until now `text`, with one record more."""
    before = msgspec.json.decode(text, type=Latest) if text else None
    if before is None or kept.record.at >= before.at:
        return latest_of(kept, before)
    # An import has brought later ones: what comes between is looked at again.
    history: Iterable[Kept] = _backwards(connection, kept)
    if not kept.imported:
        # Whoever appends may have no transaction, without which nothing is streamed.
        rows = connection.execute("backwards", **subject_of(kept.record))
        history = (one for one in map(kept_of, in_turn(rows)) if one.record.at <= kept.record.at)
    newest, *older = heapq.merge((kept,), history, key=lambda one: one.record.at, reverse=True)
    return replace(_derived(newest, older), passed_first=latest_of(kept, before).passed_first)


def newest_of(connection: Connection, row: Row, lies_ahead: Callable[[str], bool]) -> Kept:
    """What counts of a subject, of which `row` is the record of the latest time.

    What was made here after an import wins over what that has brought, whatever time it names. An
    imported record whose time lies ahead counts only where there is no other.
    """
    made_here = row["made_here"] or 0
    if row["owner"] is not None or (made_here < row["seq"] and not lies_ahead(row["at"])):
        return kept_of(row, row["first"])
    of = {name: row[name] for name in SUBJECT}
    counting = (
        kept_of(one, row["first"])
        for one in in_turn(connection.stream("backwards", **of))
        if one["owner"] is not None or not lies_ahead(one["at"])
    )
    return next(counting, kept_of(row, row["first"]))


def in_turn(backwards: Iterable[Row]) -> Iterator[Row]:
    """A subject's records, the newest first, without those that later work has outdone.

    An imported one is outdone where a record of an earlier time was made here after it came.
    """
    brought: list[Row] = []
    for row in backwards:
        if row["owner"] is None:
            brought.append(row)
            continue
        yield from (one for one in brought if one["seq"] > row["seq"])
        brought.clear()
        yield row
    yield from brought


def derive_all(connection: Connection) -> dict[tuple[str, str], str]:
    """Derive everything anew; returns the seal of each person on each roadmap."""
    sums: dict[tuple[str, str], int] = {}
    texts: list[Values] = []
    for row, latest in _derived_of_all(connection):
        text = text_of(latest)
        texts.append({"key": row["id"], "new_latest": text})
        person = row["roadmap"], row["who"]
        sums[person] = sums.get(person, 0) + mark(row["who"], text)
    if texts:
        connection.execute_many("derive", texts)
    return {person: moved_seal("", by) for person, by in sums.items()}


def unlike(connection: Connection) -> Iterator[str]:
    """Where what is kept of the records is not what they say, in words."""
    for row, latest in _derived_of_all(connection):
        if row["latest"] != text_of(latest):
            yield f"{_what_is_kept(row)} is not what its records say"
    for row in connection.execute("unproven"):
        yield f"{_what_is_kept(row)} has no records"


def people(connection: Connection, roadmap: str) -> Iterator[Person]:
    """Everybody's evidence on a roadmap in short; wants a transaction that sees one moment."""
    rows = connection.execute("seals", roadmap=roadmap)
    seals: dict[str, str] = {row["owner"]: row["seal"] for row in rows}
    of: dict[str, list[str]] = {who: [] for who in seals}
    for row in connection.execute("subjects", roadmap=roadmap):
        of.setdefault(row["who"], []).append(row["latest"])
    for who in sorted(of):
        seal = moved_seal("", sum(mark(who, text) for text in of[who]))
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


def mark(who: str, text: str) -> int:
    """What a person's subject adds to the seal."""
    return int.from_bytes(hashlib.sha256(f"{who}\n{text}".encode()).digest()) if text else 0


def text_of(latest: Latest) -> str:
    """What is kept, as text."""
    return msgspec.json.encode(latest).decode()


def _what_is_kept(row: Row) -> str:
    return f"what is kept of {row['milestone']} ({row['who']})"


def _derived_of_all(connection: Connection) -> Iterator[tuple[Row, Latest]]:
    """Each subject's row with what its records say, whatever is kept of it."""
    for row in connection.execute("newest of all"):
        kept = newest_of(connection, row, lambda _: False)
        yield row, _derived(kept, _backwards(connection, kept))


def _derived(newest: Kept, older: Iterable[Kept]) -> Latest:
    """What a record says, in short, with those before it: looked at only as far as is needed."""
    latest = latest_of(newest)
    if latest.stuck is None:
        return latest
    same = itertools.takewhile(lambda kept: stuck_on(kept.record) == latest.stuck, older)
    return replace(latest, since=min((kept.record.at for kept in same), default=latest.since))


def _backwards(connection: Connection, kept: Kept) -> Iterator[Kept]:
    """All records of a record's subject, the newest first."""
    yield from map(kept_of, in_turn(connection.stream("backwards", **subject_of(kept.record))))
