"""What a store asks of its database: transactions, and statements that are known by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

PATIENCE = 10.0
"""Seconds for which a writer waits for another."""

Values = dict[str, Any]
"""Parameters of a statement by their names."""


class Row(Protocol):
    """A row; its columns by their names."""

    def __getitem__(self, name: str, /) -> Any: ...


class Connection(Protocol):
    """One transaction. Statements are those of `milepost.progress.statements`."""

    alone: bool
    """Whether nobody else writes until the transaction ends: SQLite locks the whole store."""

    def execute(self, name: str, **values: Any) -> Sequence[Row]:
        """Carry a statement out; all rows of its answer."""
        ...

    def execute_many(self, name: str, rows: Sequence[Values]) -> None:
        """Carry a statement out once for each set of values."""
        ...

    def stream(self, name: str, **values: Any) -> Iterator[Row]:
        """Carry a query out, and have its rows one after another: they may be many."""
        ...

    def upgrade(self) -> None:
        """Bring the schema up to this version's."""
        ...


class Database(Protocol):
    """An opened database."""

    where: str
    """The store as it is shown to people."""
    unwritable: str | None
    """Why nothing can be written to it, as far as it is known; None where it can."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees the store as it was at one moment."""
        ...

    def writing(self, *, each: bool = False) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it or nothing.

        `each` lets each statement count by itself, unless the database locks the whole store.
        """
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
