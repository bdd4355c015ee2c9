"""MP205: an empty cell in a table that the template demands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.rules.content.wrong_table_columns import demanded_tables
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    data = guide.document.source.data
    for table, _ in demanded_tables(guide):
        names = [cell.text.strip() for cell in table.header.cells]
        for row in table.rows:
            for name, cell in zip(names, row.cells, strict=False):
                if not data[cell.span.start : cell.span.end].strip(b" \t|"):
                    yield Finding(
                        cell.span if cell.span.start < cell.span.end else row.span,
                        f"the cell `{name}` is empty",
                        "Fill it in, or take the row out.",
                    )


RULE = Rule(
    code="MP205",
    name="empty-cell",
    severity=Severity.ERROR,
    summary="A cell of a table that the template demands is empty.",
    why="An issue without a solution leaves the reader where they were; a solution without an "
    "issue is never found.",
    bad="## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n| Slow | |\n",
    good="## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n| Slow | Wait |\n",
    check=check,
)
