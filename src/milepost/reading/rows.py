"""Tables as clients of databases print them: their rows, whatever drawing parts the cells."""

from __future__ import annotations

from milepost.text import lazy_re as re

_RULE = re.compile(r"[-+=|: ─━═┄┼╪┿│┃┤├┬┴┌┐└┘╭╮╰╯╞╡]+")
_EDGES = re.compile(r"^[|│┃]|[|│┃]$")
_PARTS = re.compile(r"[|│┃]")
_GAP = re.compile(r"\s{2,}|\t")
_COUNT = re.compile(r"\((\d+) rows?\)")
_SAID = re.compile(
    r"(?:CREATE|DROP|ALTER|INSERT|UPDATE|DELETE|COPY|BEGIN|COMMIT|ROLLBACK|SET|GRANT|REVOKE|TRUNCATE|"
    r"COMMENT|SELECT)(?: [A-Z]+| \d+)*|Time: [\d.]+ ms|"
    r"You are now connected to database .*"
)
"""What a client says of a statement that answers with no rows."""


def has_header(text: str) -> bool:
    """Whether a drawn rule parts the first row of a table from the others."""
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    rows = [bool(_is_rule(line)) for line in lines[:4]]
    return rows[:2] == [False, True] or rows[:3] == [True, False, True]


def same_rows(expected: str, seen: str) -> bool:
    """Whether two texts hold the same rows of cells.

    The number of rows (`(3 rows)`) and what a client says of other statements (`INSERT 0 1`)
    count only where they are expected.
    """
    told = bool(_COUNT.search(expected))
    says = any(_SAID.fullmatch(line.strip()) for line in expected.split("\n"))
    rows = _rows(expected, counts=told, says=says)
    return bool(rows) and rows == _rows(seen, counts=told, says=says)


def _rows(text: str, *, counts: bool, says: bool) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if not line or _is_rule(line):
            continue
        if (not counts and _COUNT.fullmatch(line)) or (not says and _SAID.fullmatch(line)):
            continue
        parts = _PARTS if _PARTS.search(line) else _GAP
        rows.append(tuple(cell.strip() for cell in parts.split(_EDGES.sub("", line))))
    return rows


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None and any(mark in line for mark in "-=─━═")
