"""The schema of a store: its version, and how it comes to be this program's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from milepost.progress.faults import BEGIN_ANEW
from milepost.progress.model import HEAD
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    import sqlalchemy as sa

    from milepost.progress.database import Connection

_TABLES = ("chain", "subject", "evidence")
_LOCK = 5_246_913
"""Key of the advisory lock under which a PostgreSQL schema is migrated."""


def version_of(connection: Connection) -> str | None:
    """The version of the schema; None where there is none."""
    if not connection.execute("has table", table="alembic_version"):
        return None
    versions = connection.execute("version")
    return versions[0]["version_num"] if versions else None


def _has_tables(connection: Connection) -> bool:
    return any(connection.execute("has table", table=name) for name in _TABLES)


def migrate(connection: Connection, where: str) -> bool:
    """See to it that the schema is this version's; a new store gets it. Raises MilepostError.

    Returns whether it was changed.
    """
    version = version_of(connection)
    if version is None or version < HEAD:
        if not connection.alone:
            connection.execute("lock", key=_LOCK)
        version = version_of(connection)
        if version is None and _has_tables(connection):
            raise MilepostError(
                "the store of progress is only half written: its version is missing",
                BEGIN_ANEW,
                path=where,
            )
        if version is None or version < HEAD:
            connection.upgrade()
            return True
    if version > HEAD:
        raise MilepostError(
            f"the store of progress was made by a newer Milepost (schema {version}, known {HEAD})",
            "Bring this Milepost up to date: pip install --upgrade milepost.",
            path=where,
        )
    return False


def upgrade(connection: sa.Connection) -> None:
    """Carry out what is missing of `migrations`, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    command.upgrade(config, "head")
