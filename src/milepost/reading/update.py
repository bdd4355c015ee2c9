"""Expected output rewritten to what was seen; matchers that still hold are kept.

Both are aligned line by line at the least cost. A line that still matches stays as the guide has
it, be it text or a matcher; `...` goes on standing for any lines; what differs is replaced.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from milepost.reading.blocks.prompts import PROMPT
from milepost.reading.compare import compare
from milepost.reading.masks import mask, occurrences, wholly_volatile
from milepost.reading.matchers import ANY_LINES, line_matches
from milepost.reading.normalise import normalise
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.check import Mask, Mode

_REPLACED, _ADDED, _REMOVED = 2, 3, 3
"""Costs of a line; a replaced one costs less than one removed and one swallowed by `...`."""
_LARGEST = 250_000
"""Product of the lengths of what differs, up to which lines are aligned (half a second); beyond
it all of them are replaced."""
_VARYING: dict[Mask, str] = {
    "id": "a generated name",
    "date": "a date",
    "time": "a time",
    "duration": "a duration",
    "hash": "a hash",
    "pid": "a process's number",
}
"""What is rarely the same twice, in words."""
_STATUS = re.compile(r"^\[\d{1,3}\]$")
_ENDINGS = (" (glob)", " (re)", " (esc)", " (no-eol)")


def updated(
    expected: str, seen: str, mode: Mode, masks: Sequence[Mask] = (), *, transcript: bool = False
) -> str | None:
    """Expected output that holds for what was seen; None where it cannot be written.

    `transcript` says that prompts and exit statuses stand around it, from which its lines must
    be told apart. Blank lines at its beginning and end stay.
    """
    if mode == "regex":
        return None
    if mode == "json":
        return _json(expected, seen)
    old = expected.split("\n") if expected else []
    before = next((i for i, line in enumerate(old) if line.strip()), len(old))
    after = next((i for i, line in enumerate(reversed(old)) if line.strip()), 0)
    inner = old[before : len(old) - after]
    text = normalise(seen)
    new = text.split("\n") if text else []
    literal = [_literal(line, transcript) for line in new]
    if transcript and literal and _read_as_comment(new):
        literal[-1] = _escaped(new[-1])
    for lines in (_merged(inner, new, literal, mode, masks), literal):
        if compare("\n".join(lines), seen, mode=mode, masks=masks).equal:
            return "\n".join([*old[:before], *lines, *old[len(old) - after :]])
    return None


def varying(expected: str, new: str) -> tuple[str, str] | None:
    """What the new lines have that most likely differs each time: its text, and what it is."""
    old = set(expected.split("\n"))
    for line in new.split("\n"):
        if line not in old:
            for kind, words in _VARYING.items():
                for found in occurrences(line, kind):
                    if kind != "duration" or "." in found:
                        return found, words
    return None


def _merged(
    old: list[str], new: list[str], literal: list[str], mode: Mode, masks: Sequence[Mask]
) -> list[str]:
    """The old lines, with the least that must be changed for them to hold."""
    if mode == "contains":
        return _Alignment(["...", *old, "..."], new, literal, ()).lines()[1:-1]
    return _Alignment(old, new, literal, masks if mode == "similar" else ()).lines()


class _Alignment:
    """The cheapest way from old lines to new ones."""

    def __init__(
        self, old: list[str], new: list[str], literal: list[str], masks: Sequence[Mask]
    ) -> None:
        self._old, self._new, self._literal, self._masks = old, new, literal, tuple(masks)
        self._masked_old = [mask(line, self._masks) for line in old] if masks else old
        self._masked_new = [mask(line, self._masks) for line in new] if masks else new
        self._rows, self._columns = len(old), len(new)
        self._any = [line.strip() in ANY_LINES for line in old]
        self._volatile_old = self._volatile(self._masked_old)
        self._volatile_new = self._volatile(self._masked_new)

    def _volatile(self, masked: list[str]) -> list[bool]:
        """Lines that a comparison passes over."""
        if not self._masks:
            return [False] * len(masked)
        return [not line.strip() or wholly_volatile(line) for line in masked]

    def lines(self) -> list[str]:
        """Old lines that are kept, and new ones, in order."""
        rows, columns = len(self._old), len(self._new)
        head = self._kept(range(min(rows, columns)), range(columns))
        shorter = min(rows, columns) - head
        tail = self._kept(
            range(rows - 1, rows - 1 - shorter, -1), range(columns - 1, columns - 1 - shorter, -1)
        )
        middle = self._between(head, rows - tail, columns - tail)
        return [*self._old[:head], *middle, *self._old[rows - tail :]]

    def _kept(self, old: range, new: range) -> int:
        """How many lines at the beginning of both ranges match one by one."""
        count = 0
        for i, j in zip(old, new, strict=False):
            if self._any[i] or not self._alike(i, j):
                break
            count += 1
        return count

    def _between(self, head: int, rows: int, columns: int) -> list[str]:
        """The lines from `head` to the given ends."""
        if (rows - head) * (columns - head) > _LARGEST:
            return self._literal[head:columns]
        self._rows, self._columns = rows, columns
        cost = [[0] * (columns + 1) for _ in range(rows + 1)]
        for i in range(rows, head - 1, -1):
            for j in range(columns, head - 1, -1):
                if i < rows or j < columns:
                    cost[i][j] = min(c + cost[a][b] for c, a, b, _ in self._moves(i, j))
        i = j = head
        lines: list[str] = []
        while i < rows or j < columns:
            _, i, j, line = min(
                self._moves(i, j), key=lambda move: move[0] + cost[move[1]][move[2]]
            )
            if line is not None:
                lines.append(line)
        return lines

    def _moves(self, i: int, j: int) -> list[tuple[int, int, int, str | None]]:
        """(cost, next old, next new, line that is written), the wanted ones first."""
        moves: list[tuple[int, int, int, str | None]] = []
        more_old, more_new = i < self._rows, j < self._columns
        if more_old and self._any[i]:
            moves.append((0, i + 1, j, self._old[i]))
            if more_new:
                moves.append((0, i, j + 1, None))
            return moves
        if more_old and more_new:
            if self._alike(i, j):
                moves.append((0, i + 1, j + 1, self._old[i]))
            moves.append((_REPLACED, i + 1, j + 1, self._literal[j]))
        if more_old:
            if self._volatile_old[i]:
                moves.append((0, i + 1, j, self._old[i]))
            moves.append((_REMOVED, i + 1, j, None))
        if more_new:
            if self._volatile_new[j]:
                moves.append((0, i, j + 1, None))
            moves.append((_ADDED, i, j + 1, self._literal[j]))
        return moves

    def _alike(self, i: int, j: int) -> bool:
        old, new = self._old[i].rstrip().removesuffix(" (no-eol)"), self._new[j]
        same = bool(self._masks) and self._masked_old[i] == self._masked_new[j]
        return same or line_matches(old, new)


def _json(expected: str, seen: str) -> str | None:
    text = normalise(seen)
    try:
        value = json.loads(text)
    except ValueError:
        return None
    if "\n" not in expected.strip("\n") or "\n" in text:
        return text
    return json.dumps(value, indent=2, ensure_ascii=False)


def _literal(line: str, transcript: bool) -> str:
    """A line as the guide can show it: one that would be read otherwise becomes a pattern."""
    matcher = line.strip() in ANY_LINES or "[..]" in line or line.endswith(_ENDINGS)
    if matcher or (transcript and (PROMPT.match(line) or _STATUS.match(line))):
        return _escaped(line)
    return line


def _escaped(line: str) -> str:
    return f"{re.escape(line)} (re)"


def _read_as_comment(lines: list[str]) -> bool:
    """Whether the last line would be taken for a comment on the next prompt."""
    above = lines[-2] if len(lines) > 1 else ""
    return lines[-1].startswith("# ") and (not above.strip() or above.startswith("# "))
