"""A store in PostgreSQL, through SQLAlchemy."""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from milepost.progress import database
from milepost.progress.faults import told
from milepost.progress.migrate import upgrade
from milepost.progress.statements import postgresql_statements
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.progress.database import Row, Values

_STATEMENTS = postgresql_statements()


class PostgresqlDatabase:
    """A database on a server. Raises MilepostError if there is no driver."""

    unwritable: str | None = None

    def __init__(self, url: sa.URL) -> None:
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        self.where = url.set(drivername="postgresql").render_as_string(hide_password=True)
        own = url.query.get("options", "")
        patience = f"{database.PATIENCE * 1000:.0f}ms"
        arguments = {
            "connect_timeout": 10,
            "application_name": "milepost",
            # Our queries are look-ups in indexes: compiling one takes longer than it does, and a
            # plan that reads the whole table instead reads every body in it.
            "options": f"-c jit=off -c enable_seqscan=off -c lock_timeout={patience} {own}",
        }
        try:
            self._engine = sa.create_engine(url, connect_args=arguments, use_native_hstore=False)
        except ImportError as error:
            raise MilepostError(
                "the driver for PostgreSQL is not installed",
                "Install it with: pip install 'milepost[postgres]'",
                path=self.where,
            ) from error

    @cached_property
    def _one_moment(self) -> sa.Engine:
        return self._engine.execution_options(isolation_level="REPEATABLE READ")

    @cached_property
    def _each(self) -> sa.Engine:
        return self._engine.execution_options(isolation_level="AUTOCOMMIT")

    def reading(self) -> contextlib.AbstractContextManager[PostgresqlConnection]:
        return self._transaction(self._one_moment)

    def writing(
        self, *, each: bool = False
    ) -> contextlib.AbstractContextManager[PostgresqlConnection]:
        return self._transaction(self._each if each else self._engine)

    def close(self) -> None:
        self._engine.dispose()

    @contextlib.contextmanager
    def _transaction(self, engine: sa.Engine) -> Iterator[PostgresqlConnection]:
        with told(self.where, SQLAlchemyError), engine.begin() as connection:
            yield PostgresqlConnection(connection)


class PostgresqlConnection:
    """A transaction."""

    alone = False

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def execute(self, name: str, **values: Any) -> Sequence[Row]:
        result = self._connection.execute(_STATEMENTS[name], values)
        return result.mappings().all() if result.returns_rows else ()

    def execute_many(self, name: str, rows: Sequence[Values]) -> None:
        self._connection.execute(_STATEMENTS[name], rows)

    def stream(self, name: str, **values: Any) -> Iterator[Row]:
        options = {"yield_per": 500}
        with self._connection.execute(
            _STATEMENTS[name], values, execution_options=options
        ) as result:
            yield from result.mappings()

    def upgrade(self) -> None:
        upgrade(self._connection)
