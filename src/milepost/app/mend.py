"""Applying fixes to a guide until nothing is left to fix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.text.diagnostic import Safety, apply_edits, choose_fixes
from milepost.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.rules.check import GuideResult

ROUNDS = 20
"""Fixes that collide wait for the next round; more rounds than this would mean two rules that
undo each other."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A guide after its fixes."""

    source: Source
    result: GuideResult
    """What is found in it now."""
    count: int
    """Fixes that were applied."""

    def diff(self, before: Source) -> str:
        """A unified diff of the change, empty if there is none."""
        return unified(before, self.source)


def unified(before: Source, after: Source) -> str:
    """A unified diff of two texts of one guide, empty if they are the same."""
    if before.data == after.data:
        return ""
    from difflib import unified_diff

    lines = unified_diff(
        _lines(before),
        _lines(after),
        f"a/{before.path}",
        f"b/{before.path}",
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def mend(
    source: Source,
    result: GuideResult,
    look: Callable[[Source], GuideResult],
    *,
    unsafe: bool = False,
) -> Mended:
    """Apply the safe fixes of what was found, and the unsafe ones if wanted, until none is left.

    `look` checks the mended text anew. Bytes outside the fixes' edits stay as they are.
    """
    count = 0
    for _ in range(ROUNDS):
        fixes = [
            d.fix
            for d in result.diagnostics
            if d.fix is not None and (unsafe or d.fix.safety is Safety.SAFE)
        ]
        chosen, _left = choose_fixes(fixes)
        edits = [edit for fix in chosen for edit in fix.edits]
        data = apply_edits(source.data, edits) if edits else source.data
        if data == source.data:
            break
        count += len(chosen)
        source = Source(source.path, data, data.decode(), source.bom)
        result = look(source)
    return Mended(source, result, count)


def _lines(source: Source) -> list[str]:
    """Lines with their endings; only LF ends one, so that a CR stays visible as part of it."""
    return [f"{line}\n" for line in source.text.split("\n")[:-1]] + (
        [rest] if (rest := source.text.rpartition("\n")[2]) else []
    )
