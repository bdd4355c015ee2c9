"""The tables of a store, the same in SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

_Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only where the column is an INTEGER."""

chain = Table(
    "chain",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("roadmap", Text, nullable=False),
    Column("who", Text, nullable=False),
    # Who goes on with it in this store; NULL for one that came with an import.
    Column("owner", Text),
    Column("position", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    # Where somebody goes on with it: the seal of what is derived of that person's records.
    Column("seal", String(64), nullable=False, server_default=""),
    UniqueConstraint("roadmap", "owner"),
)

subject = Table(
    "subject",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("roadmap", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("milestone", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("item", String(64), nullable=False),
    # Derived from evidence: what its newest record says, in short.
    Column("latest", Text, nullable=False, server_default=""),
    UniqueConstraint("roadmap", "who", "milestone", "kind", "item"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("chain", String(32), ForeignKey("chain.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("subject", _Number, ForeignKey("subject.id"), nullable=False),
    Column("at", String(32), nullable=False),
    Column("status", String(8), nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("chain", "position"),
    Index("newest", "subject", "at", "seq"),
    Index("first_passed", "subject", "status", "at"),
)
