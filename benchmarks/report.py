"""What one benchmark has found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.table import Target


@dataclass(frozen=True)
class Report:
    """One benchmark's tables and targets."""

    title: str
    tables: tuple[str, ...]
    """Markdown tables, each with what there is to say about it above."""
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Options:
    """How much is measured."""

    runs: int = 5
    """Runs of each program."""
    budget: float = 60.0
    """Seconds after which a program is not run again for one figure."""
    sizes: tuple[int, ...] = (1, 100, 1_000, 10_000)
    """Numbers of guides to check."""
    records: int = 1_000_000
    """Records of evidence in a store."""
    only: frozenset[str] = frozenset()
    """Names of the tools to measure; all if empty."""
