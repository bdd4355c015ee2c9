"""Figures as Markdown tables, and figures held against their targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measure import Figure

MIB = 1024 * 1024


@dataclass(frozen=True)
class Target:
    """A figure and what it has to be."""

    what: str
    """What was measured, in words."""
    value: float
    """In `unit`."""
    bound: float
    """In `unit`; the value may reach it."""
    unit: str
    """`s`, `ms`, `MB`, or `times`."""
    side: Literal["at most", "at least"] = "at most"

    @property
    def met(self) -> bool:
        if self.side == "at most":
            return self.value <= self.bound
        return self.value >= self.bound


def seconds(figure: Figure | None, runs: int) -> str:
    """The median, with the number of runs where there were fewer than `runs`; `–` for none."""
    if figure is None:
        return "–"
    fewer = len(figure.samples)
    return f"{figure.seconds:.3f}" + ("" if fewer >= runs else f" ({fewer}x)")


def mebibytes(figure: Figure | None) -> str:
    return "–" if figure is None else f"{figure.peak / MIB:.0f}"


def render(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns are aligned in plain text too; the first is left-aligned."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    lines = [line(header, widths), rule(widths)]
    return "\n".join(lines + [line(row, widths) for row in rows])


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    aligned = [first[0].ljust(first[1])] + [cell.rjust(width) for cell, width in others]
    return f"| {' | '.join(aligned)} |"


def rule(widths: Sequence[int]) -> str:
    first, *others = ("-" * width for width in widths)
    return f"| {' | '.join([first, *(f'{dashes[:-1]}:' for dashes in others)])} |"


def verdicts(targets: Sequence[Target]) -> str:
    """One row for each target, with `met` or `not met`."""
    return render(
        ["target", "measured", "wanted", "verdict"],
        [
            [
                target.what,
                f"{target.value:.3g} {target.unit}",
                f"{target.side} {target.bound:g} {target.unit}",
                "met" if target.met else "not met",
            ]
            for target in targets
        ],
    )
