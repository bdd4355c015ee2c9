"""Opening a store's database: SQLite with a write-ahead log, or PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from milepost.progress.tables import HEAD
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

STORE = "progress.db"
"""File of the store in `.milepost/`."""
PATIENCE = 10.0
"""Seconds for which a writer waits for another."""
_DISTANT = (
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "coda", "ceph", "lustre", "gpfs", "beegfs"),
    *("fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.davfs"),
)
"""File systems on which SQLite's write-ahead log does not hold (sqlite.org/wal.html)."""
_LOCK = 5_246_913
"""Key of the advisory lock under which a PostgreSQL schema is migrated."""


def engine_of(setting: str | None, folder: Path) -> tuple[Engine, str]:
    """The engine of a store, and the store as it is shown.

    `setting` is a database URL, or a path of an SQLite file relative to `folder`; None is the
    file in `folder/.milepost`. Raises MilepostError.
    """
    if setting is not None and "://" in setting:
        try:
            url = make_url(setting)
        except (ArgumentError, ValueError) as error:
            raise MilepostError(
                "the setting `progress` is no database URL",
                "Write one such as postgresql://user@host/name.",
            ) from error
        if url.get_backend_name() == "postgresql":
            return _postgresql(url)
        if url.get_backend_name() != "sqlite" or not url.database:
            raise MilepostError(
                f"progress cannot be kept in {url.get_backend_name()}",
                "Give `progress` a path, or a URL that begins with postgresql://.",
            )
        path = folder / url.database
    else:
        path = folder / setting if setting else folder / ".milepost" / STORE
    return _sqlite(path, folder)


def one_moment(engine: Engine) -> Engine:
    """The engine with transactions that see the store as it was at one moment, as SQLite's do."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def each_by_itself(engine: Engine) -> Engine:
    """The engine with each statement as a transaction; SQLite's have to hold the lock instead."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine


def migrate(connection: Connection, where: str) -> bool:
    """See to it that the schema is this version's; a new store gets it. Raises MilepostError.

    Returns whether it was changed.
    """
    version = version_of(connection)
    if version is None or version < HEAD:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        version = version_of(connection)
        if version is None and sa.inspect(connection).has_table("evidence"):
            raise MilepostError(
                "the store of progress is only half written: its version is missing",
                "Move it away: the next command begins anew. `milepost import` restores an export.",
                path=where,
            )
        if version is None or version < HEAD:
            _upgrade(connection)
            return True
    if version > HEAD:
        raise MilepostError(
            f"the store of progress was made by a newer Milepost (schema {version}, known {HEAD})",
            "Bring this Milepost up to date: pip install --upgrade milepost.",
            path=where,
        )
    return False


def version_of(connection: Connection) -> str | None:
    # Asked in one question: SQLAlchemy's inspection asks several. Not `to_regclass`, which within a
    # transaction goes on saying that there is none when another program has just made it.
    known = (
        "SELECT 1 FROM pg_class WHERE relname = 'alembic_version' AND pg_table_is_visible(oid)"
        if connection.dialect.name == "postgresql"
        else "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
    )
    if connection.execute(sa.text(known)).scalar() is None:
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # Alembic is wanted for a new store and a new version alone: its import costs 75 ms.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    command.upgrade(config, "head")


def _postgresql(url: URL) -> tuple[Engine, str]:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    where = url.set(drivername="postgresql").render_as_string(hide_password=True)
    own = url.query.get("options", "")
    patience = f"{PATIENCE * 1000:.0f}ms"
    arguments = {
        "connect_timeout": 10,
        "application_name": "milepost",
        # Our queries are look-ups in indexes: compiling one takes longer than it does, and a plan
        # that reads the whole table instead reads every body in it.
        "options": f"-c jit=off -c enable_seqscan=off -c lock_timeout={patience} {own}",
    }
    try:
        engine = sa.create_engine(url, connect_args=arguments, use_native_hstore=False)
    except ImportError as error:
        raise MilepostError(
            "the driver for PostgreSQL is not installed",
            "Install it with: pip install 'milepost[postgres]'",
            path=where,
        ) from error
    return engine, where


def _sqlite(path: Path, folder: Path) -> tuple[Engine, str]:
    where = os.path.relpath(path, folder)
    where = os.fspath(path) if where.startswith("..") else where
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _ignore(path.parent)
    except OSError as error:
        raise MilepostError(
            f"the folder of the store cannot be made: {error.strerror}",
            "Make it, give yourself the right to write it, or name another store with `progress`.",
            path=where,
        ) from error
    if (kind := _file_system(path.parent)) in _DISTANT:
        raise MilepostError(
            f"the store of progress lies on a network folder ({kind}), where writes can be lost",
            "Set `progress` to a path on a disk of this machine, or to a postgresql:// URL.",
            path=where,
        )
    arguments = {"timeout": PATIENCE, "isolation_level": None}
    engine = sa.create_engine(f"sqlite:///{path}", connect_args=arguments)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine, where


def _prepare(connection: Any, _record: object) -> None:
    """Each connection: a log that survives a kill, and a flush before a write is acknowledged."""
    _keep_a_log(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_a_log(connection: Any) -> None:
    """Of programs that open a new file together, SQLite refuses all but one at once."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.005)
        else:
            return


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later could not wait for another writer.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _ignore(folder: Path) -> None:
    """Progress belongs to one reader, not to the repository."""
    if folder.name == ".milepost" and not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _file_system(folder: Path) -> str:
    """Type of the file system that holds a folder (proc(5), mountinfo); empty where not known."""
    device = os.stat(folder).st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    for line in lines.splitlines():
        left, _, right = line.partition(" - ")
        if left.split()[2] == wanted:
            return right.split()[0]
    return ""
