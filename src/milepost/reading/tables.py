"""Tables in output: a header, columns set apart by two blanks or more, and rows."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CELL = re.compile(r"\S+(?: \S+)*")
_CAPITALS = re.compile(r"^[A-Z][A-Z0-9 ()_/#%.*-]*$")
_TITLE = re.compile(r"^[A-Z][\w ()_/#-]*$")
_DOTS = re.compile(r"\.{3}|…")
"""Heads columns that an example leaves out."""
_RULE = re.compile(r"^\s*[-─=]{2,}(?:\s+[-─=]{2,})+\s*$")

_FREE = re.compile(
    r"^(?:AGE|RESTARTS|ID|IP|NODE|NODES|IMAGE ?VERSION|(?:.*[ _-])?(?:IP|ID|LSN|VERSION|ADDRESS|TIME|DATE|AGE|DIGEST|SIZE|COUNT)|CREATED(?: AT)?|UPDATED|EXPIRES|"
    r"LAST[ _-].*|UPTIME|MODIFIED|STARTED|PID|PORTS?|DURATION|TIMESTAMP|CPU.*|MEMORY.*|DESCRIPTION|LABELS|MESSAGE|URL|SINCE|"
    r"DESIRED|CURRENT|UP-TO-DATE|AVAILABLE|REPLICAS|DATA|REVISION|PLAN|OS-IMAGE|KERNEL-VERSION|CONTAINER-RUNTIME|NOMINATED NODE|READINESS GATES|CLASS|RECOMMENDED|MINIMUM|MAXIMUM|TARGETS?|SELECTOR|NODE SELECTOR|TTL|RESOURCE COUNT|ROLES)$",
    re.IGNORECASE,
)
"""Columns whose cells differ from machine to machine and from time to time."""

_OF = re.compile(r"(\d+)/(\d+)$")
"""How many of how many are ready."""
_NOTHING = frozenset({"<none>", "<pending>", "<unknown>", "none", "", "pending", "0"})

Cells = dict[str, str]


class Table(NamedTuple):
    """A table in a text."""

    header: int
    """Index of the header's line."""
    names: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]
    """Index of the line, and the cells by column."""

    @property
    def lines(self) -> Iterator[int]:
        """Indices of all of its lines."""
        yield self.header
        for index, _ in self.rows:
            yield index

    def is_like(self, other: Table) -> bool:
        """Whether another table has all of its columns, in their order."""
        rest = iter(name.casefold() for name in other.names)
        return all(name.casefold() in rest for name in self.names if not _DOTS.fullmatch(name))

    def seen_rows(self, other: Table) -> Iterator[Cells]:
        """Rows of another table."""
        for _, cells in other.rows:
            yield cells

    def matches(self, want: Cells, have: Cells, alike: Callable[[str, str], bool]) -> bool:
        """Whether a row is like one of this table."""
        seen = {name.casefold(): cell for name, cell in have.items()}
        return all(
            _is_there(cell, seen.get(name.casefold(), ""))
            if _FREE.match(name)
            else alike(cell, seen.get(name.casefold(), ""))
            for name, cell in want.items()
            if not _DOTS.fullmatch(name)
        )


def _is_there(want: str, have: str) -> bool:
    """Whether a cell that may differ has something in it, where the example's has."""
    now, wanted = _OF.match(have), _OF.match(want)
    if now and wanted and wanted[1] == wanted[2]:
        return now[1] == now[2]
    return want.lower() in _NOTHING or have.lower() not in _NOTHING


@lru_cache(maxsize=32)
def tables(lines: tuple[str, ...]) -> tuple[Table, ...]:
    """The tables of a text, in order."""
    return tuple(_tables(lines))


def _tables(lines: tuple[str, ...]) -> Iterator[Table]:
    index = 0
    while index < len(lines):
        header = _cells(lines[index])
        if not _is_header(header, lines[index + 1 : index + 2]):
            index += 1
            continue
        rows: list[tuple[int, Cells]] = []
        at = index + 1
        while at < len(lines) and lines[at].strip():
            cells = _cells(lines[at])
            if not _RULE.match(lines[at]):
                if len(cells) < 2 or _is_header(cells, lines[at + 1 : at + 2]):
                    break
                rows.append((at, _row(header, cells)))
            at += 1
        yield Table(index, tuple(name for _, name in header), tuple(rows))
        index = at


def _cells(line: str) -> list[tuple[int, str]]:
    return [(cell.start(), cell[0]) for cell in _CELL.finditer(line.expandtabs())]


def _is_header(cells: list[tuple[int, str]], after: tuple[str, ...]) -> bool:
    names = [name for _, name in cells if not _DOTS.fullmatch(name)]
    if len(names) < 2 or len(set(names)) < len(names):
        return False
    if all(_CAPITALS.match(name) for name in names) and any(len(name) > 2 for name in names):
        return True
    if not after or not all(_TITLE.match(name) for name in names):
        return False
    return bool(_RULE.match(after[0])) or (
        len(_cells(after[0])) == len(names)
        and not all(_TITLE.match(c) for _, c in _cells(after[0]))
    )


def _row(header: list[tuple[int, str]], cells: list[tuple[int, str]]) -> Cells:
    """Cells by column: one after the other, or by where they begin where some are empty."""
    if len(cells) == len(header):
        return {name: cell for (_, name), (_, cell) in zip(header, cells, strict=True)}
    row: Cells = {}
    for start, cell in cells:
        name = next((n for at, n in reversed(header) if at <= start + 1), header[0][1])
        row[name] = f"{row[name]}  {cell}" if name in row else cell
    return row
