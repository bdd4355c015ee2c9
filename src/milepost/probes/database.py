"""Checks of tables: asked of the database's own client, which only reads."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from milepost.probes.base import Verdict
from milepost.probes.output import tail

if TYPE_CHECKING:
    from milepost.milestone.check import RowExists, TableExists, TableRows
    from milepost.probes.base import Answer, View

SQLITE = "sqlite3"
PYTHON = "python3"
"""For places that have no client of SQLite: a file made by a program."""
_TIMEOUT = 20.0
_ROWS = 10_000
"""Rows that are looked at for a value."""
_BETWEEN = "\x1f"
"""Parts the values of a row: no value has it."""

_PYTHON = """
import sqlite3, sys, urllib.parse
base = sqlite3.connect(f"file:{urllib.parse.quote(sys.argv[1])}?mode=ro", uri=True)
for row in base.execute(sys.argv[2]):
    print(*("" if value is None else value for value in row), sep="\\x1f")
"""


def table_exists(check: TableExists, view: View) -> Verdict:
    """A table or view of this name, whatever its rows."""
    if _is_file(check.database):
        names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        query = f"{names} AND lower(name) = lower('{check.table}')"
    else:
        names = (
            "SELECT tablename FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        query = f"SELECT 1 WHERE to_regclass('{check.table}') IS NOT NULL"
    answer = _ask(view, check.database, query)
    if answer.status != 0:
        return _no_answer(check, answer)
    if answer.output.strip():
        return Verdict(True, f"{check.table} is there")
    there = ", ".join(_ask(view, check.database, names).output.split())
    return Verdict(False, f"{check.table} is not there; tables: {there or 'none'}")


def table_rows(check: TableRows, view: View) -> Verdict:
    """The number of rows of a table."""
    answer = _ask(view, check.database, f"SELECT count(*) FROM {check.table}")
    if answer.status != 0:
        return _no_answer(check, answer)
    return Verdict(answer.output.strip() == str(check.rows), f"{answer.output.strip()} rows")


def row_exists(check: RowExists, view: View) -> Verdict:
    """A row of which one value is the text."""
    answer = _ask(view, check.database, f"SELECT * FROM {check.table} LIMIT {_ROWS}")
    if answer.status != 0:
        return _no_answer(check, answer)
    rows = [line.split(_BETWEEN) for line in answer.output.splitlines()]
    found = next((row for row in rows if check.text in row), None)
    if found is not None:
        return Verdict(True, " | ".join(found))
    shown = "\n".join(" | ".join(row) for row in rows[:10])
    return Verdict(False, shown or f"{check.table} has no rows")


def _ask(view: View, database: str, query: str) -> Answer:
    if not _is_file(database):
        settings = f"PSQLRC=/dev/null PGOPTIONS='-c default_transaction_read_only=on' {database}"
        return view.command(
            f"{settings} -w -A -t -q -F {shlex.quote(_BETWEEN)} -c {shlex.quote(query)}", _TIMEOUT
        )
    file = shlex.split(database)[-1]
    path, query = _word(file), shlex.quote(query)
    return view.command(
        f"[ -f {path} ] || {{ echo {path} is not there; exit 1; }}; "
        f"if command -v {SQLITE} >/dev/null; then "
        f"{SQLITE} -readonly -batch -noheader -list "
        f"-separator {shlex.quote(_BETWEEN)} {path} {query}; "
        f"elif command -v {PYTHON} >/dev/null; then "
        f"{PYTHON} -c {shlex.quote(_PYTHON)} {path} {query}; "
        "else exit 127; fi",
        _TIMEOUT,
    )


def _is_file(database: str) -> bool:
    return re.match(r"(?:\w+=\S+ )*sqlite3\b", database) is not None


def _word(file: str) -> str:
    """A file as a shell word, in which variables and `~` keep their meaning."""
    if re.fullmatch(r"[\w./~$-]+", file):
        return file
    return shlex.quote(file)


def _no_answer(check: TableExists | TableRows | RowExists, answer: Answer) -> Verdict:
    """A failure, also of what is not to be there: nobody has seen that it is not."""
    if answer.status == 127:
        needs = "it needs the database's client: install sqlite3 or postgresql-client"
        return Verdict(None, tail(answer.output, 3), needs=needs)
    if answer.status is None:
        return Verdict(check.negated, f"no answer within {_TIMEOUT:.0f} s")
    return Verdict(check.negated, tail(answer.output, 5))
