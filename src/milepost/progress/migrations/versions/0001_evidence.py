"""The first schema: chains, subjects and evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "chain",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("roadmap", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.UniqueConstraint("roadmap", "owner"),
    )
    op.create_table(
        "subject",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("roadmap", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("milestone", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.UniqueConstraint("roadmap", "who", "milestone", "kind", "item"),
    )
    op.create_table(
        "evidence",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("chain", sa.String(32), sa.ForeignKey("chain.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("subject", _NUMBER, sa.ForeignKey("subject.id"), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("chain", "position"),
    )
    op.create_index("newest", "evidence", ["subject", "at", "seq"])
    op.create_index("first_passed", "evidence", ["subject", "status", "at"])
