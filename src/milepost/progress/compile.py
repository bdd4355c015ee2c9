"""`python -m milepost.progress.compile FILE` writes the statements as they read in SQLite.

SQLite answers within a millisecond; the import of SQLAlchemy takes a hundred times as long.
"""

from __future__ import annotations

import sys
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from milepost.progress.statements import Statement, sqlite_statements

_HEAD = '''"""The statements of `milepost.progress.statements` as they read in SQLite.

Written by `python -m milepost.progress.compile`; not to be edited.
"""

# ruff: noqa: E501

TEXTS = {
'''


def compiled() -> str:
    """The source of `milepost.progress.compiled`."""
    entries = (_entry(name, _text(one)) for name, one in sqlite_statements().items())
    return f"{_HEAD}{''.join(entries)}}}\n"


def _text(statement: Statement) -> str:
    """A statement with named parameters, as sqlite3 takes them; its own values are written out."""
    dialect = sqlite.dialect(paramstyle="named")
    ready = statement.compile(dialect=dialect)
    text = str(ready)
    written_out = {"literal_binds": True}
    for name, value in ready.params.items():
        if value is not None:
            own = sa.literal(value).compile(dialect=dialect, compile_kwargs=written_out)
            text = text.replace(f":{name}", str(own))
    return text


def _entry(name: str, text: str) -> str:
    lines = "".join(f"{line.rstrip()}\n" for line in text.strip().splitlines())
    return f'    "{name}": """\n{lines}""",\n'


def main(arguments: list[str]) -> None:
    """Write the file that is named."""
    Path(arguments[0]).write_text(compiled(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
