"""MP204: a table whose columns are not the template's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Element
from milepost.contract.wording import fold
from milepost.document.model import Table
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.contract.model import Demand
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for table, demand in demanded_tables(guide):
        header = [cell.text.strip() for cell in table.header.cells]
        wanted = list(demand.header)
        if [fold(text) for text in header] != [fold(text) for text in wanted]:
            yield Finding(
                table.header.span,
                f"the table has the columns {_listed(header)}, not {_listed(wanted)}",
                f"Name the columns {_listed(wanted)}, in this order.",
            )
        elif not table.rows:
            yield Finding(table.span, "the table has no rows", "Add one.")


def demanded_tables(guide: Guide) -> Iterator[tuple[Table, Demand]]:
    """For each section that must have a table: its first one."""
    if not guide.tables:
        return
    for match in guide.sections:
        for demand in match.contract.demands:
            if demand.element is not Element.TABLE:
                continue
            tables = (b for part in match.section.walk() for b in part.blocks)
            table = next((block for block in tables if isinstance(block, Table)), None)
            if table is not None:
                yield table, demand


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


RULE = Rule(
    code="MP204",
    name="wrong-table-columns",
    severity=Severity.ERROR,
    summary="A table's header is not the one that the template has, or it has no rows.",
    why="A known issue is found by its first column and solved by its second; other columns are "
    "read for what they are not.",
    bad="## Common Issues and Solutions\n\n| Fix | Problem |\n|---|---|\n| Wait | Slow |\n",
    good="## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n| Slow | Wait |\n",
    check=check,
)
