"""Expected against seen, as lines marked `-` and `+`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import plain_output

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = 2
"""Equal lines kept around a difference."""
LIMIT = 40
"""Lines that a difference shows before it is cut."""


def difference(expected: str, seen: str) -> Iterator[tuple[str, str]]:
    """Pairs of a mark (`-` expected, `+` seen, blank for both, `@` for lines left out) and a line.

    A line that differs in its trailing blanks only shows them as `·`.
    """
    from difflib import SequenceMatcher  # few reports have a difference to show

    left, right = expected.rstrip("\n").split("\n"), seen.rstrip("\n").split("\n")
    if [line.rstrip() for line in left] == [line.rstrip() for line in right]:
        left, right = (
            [_blanks_shown(line) for line in left],
            [_blanks_shown(line) for line in right],
        )
    shown = 0
    for group in SequenceMatcher(None, left, right, autojunk=False).get_grouped_opcodes(CONTEXT):
        if group[0][1] or group[0][3]:
            yield "@", "…"
        for tag, i1, i2, j1, j2 in group:
            lines = [("-", line) for line in left[i1:i2]] + [("+", line) for line in right[j1:j2]]
            if tag == "equal":
                lines = [(" ", line) for line in left[i1:i2]]
            for pair in lines:
                if shown == LIMIT:
                    yield "@", "…"
                    return
                shown += 1
                yield pair


def shortened_difference(told: str) -> Iterator[tuple[str, str]]:
    """The same pairs out of a result's `difference`, cut where it is long."""
    for number, row in enumerate(told.split("\n")):
        if number == LIMIT:
            yield "@", "…"
            return
        yield row[:1], plain_output(row[2:])


def _blanks_shown(line: str) -> str:
    bare = line.rstrip()
    return bare + line[len(bare) :].replace("\t", "→").replace(" ", "·").replace("\r", "␍")
