"""Databases as guides name them: the command of the client that opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.repls import started_by
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.reading.base import BlockReading

_FILE = re.compile(r"(?:sqlite(?:3)?:/{2,3})?(?P<path>[\w./~-]+\.(?:db3?|sqlite3?))$|:memory:$")
_URL = re.compile(r"postgres(?:ql)?://\S+$")
_NAME = re.compile(r"[\w-]+$|\$\{?\w+\}?$")
_SQLITE = re.compile(r"(?P<client>(?:\w+=\S+ )*sqlite3)(?: -\w+)* (?P<file>(?!-)[\w./~$-]+)(?: |$)")
_PSQL = re.compile(r"(?:\w+=\S+ )*psql(?= |$)")
_NOT_OF_CONNECTION = re.compile(
    r" (?:-[cfovPF] ?(?:'[^']*'|\"[^\"]*\"|\S+)|--(?:command|file|output|set|pset)[= ]"
    r"(?:'[^']*'|\"[^\"]*\"|\S+)|-[aAtxXqeEbnw]+(?= |$)|[<>|].*)"
)


def client_of(database: str) -> str | None:
    """The command that opens a database named as a file, a URL, a name or that very command."""
    database = database.strip()
    repl = started_by(database)
    if repl is not None and repl.sql and " " in database:
        return database
    file = _FILE.match(database)
    if file is not None:
        return f"sqlite3 {file['path'] or database}"
    if _URL.match(database) or _NAME.match(database):
        quoted = f'"{database}"' if database.startswith("$") else database
        return f"psql -d {quoted}"
    return None


def of_name(name: str, used: str | None) -> str | None:
    """The database that a sentence names: a file of SQLite, or the one that is used anyway."""
    if _FILE.match(name):
        return client_of(name)
    if used is not None and name in re.split(r"[\s=/]", used):
        return used
    return None


def used_by(blocks: Iterable[BlockReading]) -> str | None:
    """The one database that blocks speak to; None where there is none, or more than one."""
    found: dict[str, None] = {}
    for block in blocks:
        if not block.executed:
            continue
        for command in block.commands:
            if command.typed_into is not None:
                if (repl := started_by(command.typed_into.start)) is not None and repl.sql:
                    found[command.typed_into.start] = None
                continue
            for simple in simple_commands(command.text):
                client = _connection(simple)
                if client is not None:
                    found[client] = None
    return next(iter(found)) if len(found) == 1 else None


def _connection(command: str) -> str | None:
    sqlite = _SQLITE.match(command)
    if sqlite is not None:
        return f"sqlite3 {sqlite['file']}"
    if _PSQL.match(command):
        bare = _NOT_OF_CONNECTION.sub("", command)
        return bare if started_by(bare) is not None else None
    return None
