"""An author's own names in an example, where the commands leave their place to the reader."""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from milepost.reading.tables import tables
from milepost.text import lazy_re as re

_NAMED = r"name|namespace|pod|cluster|project|app|bucket|user|account|org|repo|registry|host|server|domain|stack|topic|service|deployment|database|group"
_SLOT = re.compile(
    rf"<(?!-)[^<>\n]*(?:{_NAMED})[^<>\n]*>|(?<![\w$])\{{[\w -]*(?:{_NAMED})[\w -]*\}}|\b(?:your|my-own)[-_][\w-]*(?:{_NAMED})[\w-]*|\bYOUR[-_][A-Z_-]*(?:{_NAMED.upper()})[A-Z_-]*",
    re.IGNORECASE,
)
"""A place in a command for a name that the reader has chosen."""
_SECRET = re.compile(r"--from-literal=\S*$|(?:password|secret|token|key|image|value)\S*[= ]\S*$")
"""What stands before a place of which output shows nothing."""
_NAME = re.compile(r"(?<![\w./:-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w./:-])")
_IN_COLUMNS = re.compile(r"\S {3,}\S")
"""A line that is rather output that stands among the commands."""
_FIRST = re.compile(r"^(?P<indent>\s*)(?P<cell>\S+)(?P<gap> *)")


def has_slot(commands: str) -> bool:
    """Whether commands have a place for a name of the reader's own, which output may show."""
    return any(not _SECRET.search(commands[: m.start()]) for m in _SLOT.finditer(commands))


def without_names(text: str, known: str) -> str:
    """An example with `[..]` for names that the guide's commands do not know.

    In tables that is the first cell of a row; elsewhere a name of several parts.
    """
    known = "\n".join(line for line in known.split("\n") if not _IN_COLUMNS.search(line))
    lines = text.split("\n")
    rows = {index for table in tables(tuple(lines)) for index, _ in table.rows}
    heads = {table.header for table in tables(tuple(lines))}
    return "\n".join(
        line
        if index in heads
        else _FIRST.sub(lambda m: _cell(m, known), line)
        if index in rows
        else _NAME.sub(lambda m: m[0] if _is_known(m[0], known) else "[..]", line)
        for index, line in enumerate(lines)
    )


def _cell(found: re.Match[str], known: str) -> str:
    if _is_known(found["cell"], known):
        return found[0]
    width = len(found["cell"]) + len(found["gap"])
    return found["indent"] + "[..]".ljust(width)


def _is_known(name: str, known: str) -> bool:
    """Whether a name, or what it begins with, stands in the guide's commands."""
    first = re.split(r"[-_/.]", name)[0]
    return re.search(rf"(?<![\w<]){re.escape(first)}(?![\w>])", known) is not None
