"""The statements of a store, in SQLAlchemy Core, each under its name.

What they read as in SQLite is kept in `milepost.progress.compiled`; after a change:
`python -m milepost.progress.compile src/milepost/progress/compiled.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from milepost.progress.tables import chain, evidence, subject

if TYPE_CHECKING:
    from collections.abc import Callable

    Insert = Callable[[sa.Table], Any]

Statement = sa.Select[Any] | sa.Insert | sa.Update | sa.TextClause

_SUBJECT = ("roadmap", "who", "milestone", "kind", "item")
"""What a record is about."""
_RECORD = ("digest", "chain", "position", "at", "status", "body")
_RECORDS = (
    sa.select(evidence, subject, chain.c.owner)
    .join(subject, subject.c.id == evidence.c.subject)
    .join(chain, chain.c.id == evidence.c.chain)
)
"""Every record, with what it is about and whose chain it is in."""


def _bound(table: sa.Table, *names: str) -> dict[str, sa.BindParameter[Any]]:
    """Values to be written: `new_` and the column's name. Its own is SQLAlchemy's to use."""
    return {name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in names}


def _is(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """Whether a column has the value that is given under its name."""
    return column == sa.bindparam(column.name)


def _same_subject() -> list[sa.ColumnElement[bool]]:
    return [_is(subject.c[name]) for name in _SUBJECT]


def _newest(*wanted: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The latest record of each subject that is wanted, and when that was `first` passed.

    Where an import has brought it, also the last one that was `made_here`.
    """
    of = evidence.c.subject == subject.c.id
    seq = sa.select(evidence.c.seq).where(of).correlate(subject)
    last = seq.order_by(evidence.c.at.desc(), evidence.c.seq.desc()).limit(1)
    passed = of & (evidence.c.status == "passed")
    at = sa.select(evidence.c.at).where(passed).correlate(subject)
    first = at.order_by(evidence.c.at).limit(1)
    subjects = (
        sa.select(
            subject, last.scalar_subquery().label("last"), first.scalar_subquery().label("first")
        )
        .where(*wanted)
        .subquery()
    )
    theirs, whose = evidence.alias("theirs"), chain.alias("whose")
    made_here = (
        sa.select(sa.func.max(theirs.c.seq))
        .join(whose, whose.c.id == theirs.c.chain)
        .where(theirs.c.subject == subjects.c.id, whose.c.owner.is_not(None))
        .correlate(subjects)
        .scalar_subquery()
    )
    asked = sa.case((chain.c.owner.is_(None), made_here)).label("made_here")
    return (
        sa.select(evidence, subjects, chain.c.owner, asked)
        .join(subjects, subjects.c.last == evidence.c.seq)
        .join(chain, chain.c.id == evidence.c.chain)
    )


def _own() -> sa.Select[Any]:
    """The chain that somebody goes on with, and what is kept of the subject."""
    same = (
        subject.c.roadmap == chain.c.roadmap,
        subject.c.who == chain.c.owner,
        *(_is(subject.c[name]) for name in _SUBJECT[2:]),
    )
    return (
        sa.select(chain, subject.c.latest)
        .select_from(chain)
        .outerjoin(subject, sa.and_(*same))
        .where(_is(chain.c.roadmap), chain.c.owner == sa.bindparam("who"))
    )


def _ends() -> sa.Select[Any]:
    """Each chain with the digest of its `last` record."""
    last = (
        sa.select(evidence.c.digest)
        .where(evidence.c.chain == chain.c.id)
        .order_by(evidence.c.position.desc())
        .limit(1)
    )
    return sa.select(chain, last.scalar_subquery().label("last"))


def _change(table: sa.Table, *columns: str) -> sa.Update:
    """Change columns of the row whose number or name is `key`."""
    row = table.c.id == sa.bindparam("key")
    return table.update().where(row).values(_bound(table, *columns))


def _or_update(new: Any) -> Any:
    """A row of `subject`, or what is kept of it where it is there; its number comes back."""
    kept = {"latest": new.excluded.latest}
    upsert = new.on_conflict_do_update(index_elements=_SUBJECT, set_=kept)
    return upsert.returning(subject.c.id)


def _statements(insert: Insert) -> dict[str, Statement]:
    """Those that both databases know; `insert` is the database's own."""
    lock = sa.select(chain).with_for_update()
    begin = insert(chain).values(
        _bound(chain, "id", "roadmap", "who", "owner", "position", "head", "at")
    )
    own_heads = sa.select(chain.c.owner, chain.c.seal).where(
        _is(chain.c.roadmap), chain.c.owner.is_not(None)
    )
    backwards = _RECORDS.where(*_same_subject())
    in_order = _RECORDS.order_by(evidence.c.chain, evidence.c.position)
    proven = subject.c.latest != ""
    return {
        "version": sa.text("SELECT version_num FROM alembic_version"),
        "own": _own(),
        "lock own": lock.where(_is(chain.c.roadmap), chain.c.owner == sa.bindparam("who")),
        "lock chain": lock.where(_is(chain.c.id)),
        "begin chain": begin.on_conflict_do_nothing(),
        "move": _change(chain, "position", "head", "at"),
        "move own": _change(chain, "position", "head", "at", "seal"),
        "seal": _change(chain, "seal"),
        "here": sa.select(evidence.c.seq).where(_is(evidence.c.digest)),
        "latest": sa.select(subject.c.latest).where(*_same_subject()),
        "prove": _or_update(insert(subject).values(_bound(subject, *_SUBJECT, "latest"))),
        "record": evidence.insert().values(_bound(evidence, *_RECORD, "subject")),
        "derive": _change(subject, "latest"),
        "newest": _newest(_is(subject.c.roadmap), _is(subject.c.who)),
        "newest of all": _newest(),
        "records": in_order,
        "records of roadmap": in_order.where(_is(subject.c.roadmap)),
        "backwards": backwards.order_by(evidence.c.at.desc(), evidence.c.seq.desc()),
        "roadmaps": sa.select(chain.c.roadmap).distinct(),
        "ends": _ends(),
        "seals": own_heads,
        "subjects": sa.select(subject.c.who, subject.c.latest).where(_is(subject.c.roadmap)),
        "unproven": sa.select(subject).where(
            proven, ~sa.exists().where(evidence.c.subject == subject.c.id)
        ),
    }


def sqlite_statements() -> dict[str, Statement]:
    """The statements for SQLite."""
    return {
        "has table": sa.text("SELECT name FROM sqlite_master WHERE name = :table"),
        **_statements(sqlite.insert),
    }


def postgresql_statements() -> dict[str, Statement]:
    """The statements for PostgreSQL, and those that only it needs."""
    return {
        # Asked in one question: SQLAlchemy's inspection asks several. Not `to_regclass`, which
        # within a transaction goes on saying that there is none when another program has just
        # made it.
        "has table": sa.text(
            "SELECT 1 FROM pg_class WHERE relname = :table AND pg_table_is_visible(oid)"
        ),
        "lock": sa.text("SELECT pg_advisory_xact_lock(:key)"),
        "append": _append(),
        **_statements(postgresql.insert),
    }


def _append() -> Statement:
    """All that a record changes, at once; no row comes back where its chain has moved on."""
    # An import moves the seal alone, another record of one's own the head as well.
    chained = (
        chain.update()
        .where(
            chain.c.id == sa.bindparam("new_chain"),
            chain.c.head == sa.bindparam("old_head"),
            chain.c.seal == sa.bindparam("old_seal"),
        )
        .values({**_bound(chain, "position", "at", "seal"), "head": sa.bindparam("new_digest")})
        .returning(chain.c.id)
        .cte("chained")
    )
    said = _bound(subject, *_SUBJECT, "latest")
    new = postgresql.insert(subject)
    select = sa.select(*said.values()).select_from(chained)
    proven = _or_update(new.from_select([*said], select)).cte("proven")
    record = _bound(evidence, *_RECORD)
    row = sa.select(*record.values(), proven.c.id)
    return evidence.insert().from_select([*record, "subject"], row).returning(evidence.c.seq)
