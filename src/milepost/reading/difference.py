"""Where expected output and what was seen differ, lines that count as equal being equal.

A plain diff shows a masked line as differing and hides the one that really does.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CONTEXT = 2
"""Equal lines kept around a difference."""
LIMIT = 200
"""Lines that a difference has before it is cut."""
_CELLS = 60_000
"""Pairs of lines that are compared with each other; above it, only equal lines are paired."""

Row = tuple[str, str]
"""A mark (`-` expected, `+` seen, blank for both) and a line."""


def difference(
    wanted: Sequence[str],
    got: Sequence[str],
    alike: Callable[[str, str], bool],
    volatile: Callable[[str], bool],
    any_lines: Callable[[str], bool],
) -> str:
    """Lines after `- ` (expected), `+ ` (seen) or two blanks (both); `@` stands for lines left out.

    `alike` says which lines match, `volatile` which may be there or not, `any_lines` which
    expected line stands for any number of others.
    """
    if len(wanted) * len(got) > _CELLS:
        rows = list(_plain(wanted, got))
    else:
        rows = list(_Alignment(wanted, got, alike, volatile, any_lines).rows())
    return "\n".join(_around(rows))


class _Alignment:
    """The cheapest way through both texts; a line that has no partner costs 1."""

    def __init__(
        self,
        wanted: Sequence[str],
        got: Sequence[str],
        alike: Callable[[str, str], bool],
        volatile: Callable[[str], bool],
        any_lines: Callable[[str], bool],
    ) -> None:
        self._wanted = wanted
        self._got = got
        self._alike = alike
        self._wild = [any_lines(line) for line in wanted] + [False]
        self._may_lack = [any_lines(line) or volatile(line) for line in wanted]
        self._may_come = [volatile(line) for line in got]

    def rows(self) -> Iterator[Row]:
        """Both texts as one."""
        end = (len(self._wanted), len(self._got))
        costs: dict[tuple[int, int], int] = {end: 0}
        best: dict[tuple[int, int], tuple[tuple[int, int], Row | None]] = {}
        for i in range(end[0], -1, -1):
            for j in range(end[1], -1, -1):
                ways = [(costs[to] + cost, to, row) for cost, to, row in self._ways(i, j)]
                if ways:
                    cost, to, row = min(ways, key=lambda one: one[0])
                    costs[i, j], best[i, j] = cost, (to, row)
        at = (0, 0)
        while at != end:
            at, row = best[at]
            if row is not None:
                yield row

    def _ways(self, i: int, j: int) -> Iterator[tuple[int, tuple[int, int], Row | None]]:
        """The ways on from expected line i and seen line j: cost, place after, row; best first."""
        if i < len(self._wanted) and j < len(self._got):
            want, have = self._wanted[i], self._got[j]
            if not self._wild[i] and self._alike(want, have):
                yield 0, (i + 1, j + 1), (" ", have)
        if i < len(self._wanted):
            row = (" ", self._wanted[i]) if self._wild[i] else None
            if self._may_lack[i]:
                yield 0, (i + 1, j), row
            else:
                yield 1, (i + 1, j), ("-", self._wanted[i])
        if j < len(self._got):
            if self._wild[i] or self._may_come[j]:
                yield 0, (i, j + 1), (" ", self._got[j])
            else:
                yield 1, (i, j + 1), ("+", self._got[j])


def _plain(wanted: Sequence[str], got: Sequence[str]) -> Iterator[Row]:
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from ((" ", line) for line in got[j1:j2])
        else:
            yield from (("-", line) for line in wanted[i1:i2])
            yield from (("+", line) for line in got[j1:j2])


def _around(rows: list[Row]) -> Iterator[str]:
    """The rows that differ with those next to them."""
    kept = sorted(
        {
            near
            for index, (mark, _) in enumerate(rows)
            if mark != " "
            for near in range(max(index - CONTEXT, 0), min(index + CONTEXT + 1, len(rows)))
        }
    )
    last = -1
    for index in kept[:LIMIT]:
        if index != last + 1:
            yield "@"
        mark, line = rows[index]
        yield f"{mark} {line}"
        last = index
    if last + 1 < len(rows):
        yield "@"
