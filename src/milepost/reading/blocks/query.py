"""An `sql` fence, carried out only where it is said by which client and database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "language"

LANGUAGES = frozenset({"sql", "postgresql", "postgres", "psql", "mysql", "sqlite", "plpgsql"})


def read(context: BlockContext) -> BlockReading | None:
    """A query with `db=`; without it, for reading."""
    if context.language not in LANGUAGES:
        return None
    database = context.directive("db")
    if database is None:
        note = 'which database it is for is not said: `<!-- milepost: db="…" -->`'
        return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code, notes=(note,))
    return BlockReading(
        context.block,
        Kind.QUERY,
        "directive",
        code=context.code,
        path=database,
        options=context.options(),
    )
