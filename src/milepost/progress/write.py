"""Adding records to a store: the next of somebody's own, and those that an import brings."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec.structs import replace

from milepost.progress.digest import body_of, sha256
from milepost.progress.latest import followed, mark, moved_seal, text_of
from milepost.progress.model import Kept, Merged, Record
from milepost.progress.rows import subject_of, written
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from milepost.progress.database import Connection, Row, Values
    from milepost.progress.model import Statement


Time = Callable[[str], tuple[str, str | None]]
"""The time of a record that follows one of a given time, and what a clock says that went back."""


def append(connection: Connection, statement: Statement, time: Time) -> Kept | None:
    """Add the next record of somebody's own chain.

    None where the same person has written meanwhile: then it is to be tried again. Where others
    may write in the same moment it is two statements, each a transaction: nobody waits for a lock
    while another's program thinks.
    """
    own = _own_chain(connection, statement)
    at, clock = time(own["at"])
    record = Record(
        **{name: getattr(statement, name) for name in statement.__struct_fields__},
        at=at,
        clock=UNSET if clock is None else clock,
        chain=own["id"],
        position=own["position"] + 1,
        previous=own["head"],
    )
    kept = Kept(record, sha256(body_of(record)))
    text, by = _followed(connection, kept, own["latest"])
    seal = moved_seal(own["seal"], by)
    if not connection.alone:
        return kept if _at_once(connection, own, seal, kept, text) else None
    connection.execute("move own", key=record.chain, new_seal=seal, **written(_end(kept)))
    _put(connection, kept, text)
    return kept


def merge(
    connection: Connection, records: Iterable[tuple[Record, str]], witnessed: Container[str]
) -> Merged:
    """Add records of other stores, with their digests.

    A chain is gone on with in its own store alone. What continues one of this store's is added as
    far as a record whose digest is `witnessed`, known to have been written here; else refused.
    Raises MilepostError for a record that is not as it was written, or that does not fit its chain.
    """
    added = known = refused = 0
    # Everybody's in the same order, so that two imports cannot wait for each other.
    ordered = sorted(records, key=lambda r: (*_person(r[0]), r[0].chain, r[0].position))
    own_work = _witnessed(ordered, witnessed)
    for person, theirs in itertools.groupby(ordered, lambda r: _person(r[0])):
        own = person_chain(connection, *person)
        by = 0
        for record, digest in theirs:
            if sha256(body_of(record)) != digest:
                raise _refused(record, "was changed after it was written")
            if connection.execute("here", digest=digest):
                known += 1
                continue
            moved = _continue(connection, Kept(record, digest), own_work)
            by += moved or 0
            added += moved is not None
            refused += moved is None
        put_seal(connection, own["id"], moved_seal(own["seal"], by))
    return Merged(added, known, refused)


def _witnessed(records: Sequence[tuple[Record, str]], witnessed: Container[str]) -> set[str]:
    """Digests of those that are known to have been written here.

    Each record names the digest of the one before: so are all those that a witnessed one continues.
    """
    before = {digest: record.previous for record, digest in records}
    found: set[str] = set()
    for digest in before:
        one = digest if digest in witnessed else ""
        while one in before and one not in found:
            found.add(one)
            one = before[one]
    return found


def person_chain(connection: Connection, roadmap: str, who: str) -> Row:
    """The chain that somebody goes on with in this store, locked; made where there is none."""
    own = {"roadmap": roadmap, "who": who}
    new = {**own, "id": secrets.token_hex(16), "owner": who}
    return _locked(connection, "lock own", own, new)


def put_seal(connection: Connection, name: str, seal: str) -> None:
    """Keep the seal of somebody's own chain."""
    connection.execute("seal", key=name, new_seal=seal)


def _own_chain(connection: Connection, statement: Statement) -> Row:
    wanted = subject_of(statement)
    if not (rows := connection.execute("own", **wanted)):
        person_chain(connection, statement.roadmap, statement.who)
        rows = connection.execute("own", **wanted)
    return rows[0]


def _person(record: Record) -> tuple[str, str]:
    return record.roadmap, record.who


def _locked(connection: Connection, query: str, wanted: Values, new: Values) -> Row:
    """A chain's row, locked until the transaction ends (SQLite locks the whole store anyway).

    An empty one is made of `new` where there is none and no other writer makes it.
    """
    if not (rows := connection.execute(query, **wanted)):
        connection.execute("begin chain", **written({**new, "position": 0, "head": "", "at": ""}))
        rows = connection.execute(query, **wanted)
    return rows[0]


def _continue(connection: Connection, kept: Kept, own_work: Container[str]) -> int | None:
    """Add an imported record to the end of its chain; returns by how much the seal moves.

    None where the chain is one of this store, which has not written the record.
    """
    record = kept.record
    new = {"id": record.chain, "roadmap": record.roadmap, "who": record.who, "owner": None}
    row = _locked(connection, "lock chain", {"id": record.chain}, new)
    foreign = row["owner"] is None
    if not foreign and (kept.digest not in own_work or record.previous != row["head"]):
        return None
    kept = replace(kept, imported=foreign)
    if record.position != row["position"] + 1 or record.previous != row["head"]:
        raise _refused(record, "does not follow the last one that is kept here")
    if _person(record) != (row["roadmap"], row["who"]) or record.at < row["at"]:
        raise _refused(record, "names another person or an earlier time than the one before")
    before = connection.execute("latest", **subject_of(record))
    text, by = _followed(connection, kept, before[0]["latest"] if before else None)
    connection.execute("move", key=record.chain, **written(_end(kept)))
    _put(connection, kept, text)
    return by


def _followed(connection: Connection, kept: Kept, before: str | None) -> tuple[str, int]:
    """What is to be kept of a subject with one record more, and by how much the seal moves."""
    text = text_of(followed(connection, kept, before or ""))
    who = kept.record.who
    return text, mark(who, text) - mark(who, before or "")


def _put(connection: Connection, kept: Kept, text: str) -> None:
    """Add a record, and what is to be kept of its subject now."""
    subject = {**subject_of(kept.record), "latest": text}
    (row,) = connection.execute("prove", **written(subject))
    connection.execute("record", **written({**_evidence(kept), "subject": row["id"]}))


def _at_once(connection: Connection, own: Row, seal: str, kept: Kept, text: str) -> bool:
    """All that a record changes in one statement; False where the chain has moved on."""
    said = {**subject_of(kept.record), **_evidence(kept), "latest": text, "seal": seal}
    was = {"old_head": own["head"], "old_seal": own["seal"]}
    return bool(connection.execute("append", **written(said), **was))


def _end(kept: Kept) -> Values:
    """What a chain says of its last record."""
    return {"position": kept.record.position, "head": kept.digest, "at": kept.record.at}


def _evidence(kept: Kept) -> Values:
    record = kept.record
    return {
        "digest": kept.digest,
        "chain": record.chain,
        "position": record.position,
        "at": record.at,
        "status": str(record.status),
        "body": body_of(record).decode(),
    }


def _refused(record: Record, why: str) -> MilepostError:
    return MilepostError(
        f"record {record.position} of chain {record.chain[:8]} ({record.who}) {why}",
        "Nothing was imported. Export it again from the store that it comes from.",
    )
