"""Output against an example of it: what "similar to" asks for.

Of an example, what is volatile is masked by kind on both sides, and what stands for other text (a
placeholder, dots) matches any. Every other line has to be there, in the example's order, as far as
`share` asks for it; a table's header has to be there, and of its rows one like each of the
example's. What is said otherwise is worse than what is not there: a line, row or JSON value of
which only the state differs (`Running`, `1/1`, `"Succeeded"`) fails by itself. More lines may
come, unless they tell of a failure of which the example does not tell.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from milepost.reading.alike import alike, is_same, pattern_of
from milepost.reading.annotations import bare
from milepost.reading.json_alike import json_missing, json_parts, printed_value
from milepost.reading.masks import mask, wholly_volatile
from milepost.reading.matchers import ANY_LINES, line_matches
from milepost.reading.stand_ins import SOME, is_remark, marked
from milepost.reading.states import BAD, FAILED, GOOD, OF, PASSING, STATE
from milepost.reading.tables import Table, tables
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.check import Mask

_FAILURE = re.compile(
    r"^\s*(?:[\w./-]{1,80}: |\[|\S{1,40} )?"
    r"(?:error|fatal|panic|traceback|exception|failed)\b(?! *[:=]? *0\b)",
    re.IGNORECASE,
)
"""A line that tells of a failure; it may not be added."""

_RULE = re.compile(r"^[\s=+|:_~*#─━-]*$")
_STATUS_LINE = re.compile(r"^(?:< )?HTTP/\d(?:\.\d)? \d{3}\b")
_HEADER = re.compile(r"^(?:< )?([A-Za-z][\w-]*): ?\S")
_STABLE_HEADERS = frozenset({"content-type", "location", "allow", "www-authenticate"})
"""Headers of an answer that say what it is; the others differ from server to server."""


class Missing(NamedTuple):
    """The first part of the example that was not found."""

    line: int
    """Its index among the lines of the example."""
    found: int
    of: int


def missing(
    wanted: Sequence[str], got: Sequence[str], masks: Sequence[Mask], share: float
) -> Missing | str | None:
    """None where output is like the example; else what is not there, or a line of a failure."""
    example = tuple(wanted)
    value = printed_value("\n".join(example))
    if value is not None:
        lacks = json_missing(value[0], "\n".join(got), tuple(masks), share)
        return None if lacks is None else Missing(0, *lacks)
    return _Lines(example, tuple(got), tuple(masks), share).missing()


class _Lines:
    """A text of lines against another."""

    def __init__(
        self,
        wanted: tuple[str, ...],
        got: tuple[str, ...],
        masks: tuple[Mask, ...],
        share: float,
    ) -> None:
        self._wanted, self._got, self._masks, self._share = wanted, got, masks, share
        self._seen = {line: mask(line, masks) for line in got}
        self._bare = {line: mask(bare(line), masks) for line in got if bare(line) != line}
        self._lines: dict[str, list[int]] = {}
        for index, line in enumerate(got):
            self._lines.setdefault(self._seen[line], []).append(index)
            if line in self._bare:
                self._lines.setdefault(self._bare[line], []).append(index)
        self._otherwise: set[int] = set()

    def missing(self) -> Missing | str | None:
        found: dict[int, bool] = {}
        rows: set[int] = set()
        for table in tables(self._wanted):
            rows.update(table.lines)
            found.update(self._of_table(table))
        lines = self._required(rows)
        found.update(self._in_order(lines))
        found.update(dict.fromkeys(self._laid_out_otherwise(found), True))
        wrong = sorted(index for index, there in found.items() if not there)
        must = [index for index in wrong if self._must(index)]
        if must or len(found) - len(wrong) < ceil(self._share * len(found) - 1e-9):
            return Missing(must[0] if must else wrong[0], len(found) - len(wrong), len(found))
        return self._failure()

    def _laid_out_otherwise(self, found: dict[int, bool]) -> Iterator[int]:
        """Lines that are not found as they stand, and are there in another layout.

        A line that the author has wrapped goes on in lines of a deeper indent; the lines of a
        JSON value are there where the output holds it, on one line or on several.
        """
        lacking = sorted(index for index, there in found.items() if not there)
        if not lacking:
            return
        seen = "\n".join(self._got)
        for first, last, value in json_parts(self._wanted):
            inside = [index for index in lacking if first <= index <= last]
            if inside and json_missing(value, seen, self._masks, 1.0, deep=True) is None:
                yield from inside
        for index in lacking:
            last = self._goes_on(index)
            whole = " ".join(line.strip() for line in self._wanted[index : last + 1])
            if last > index and self._places(whole):
                yield from range(index, last + 1)

    def _goes_on(self, index: int) -> int:
        """The last of the lines after one that are indented deeper than it."""
        indent = _indent(self._wanted[index])
        last = index
        for line in self._wanted[index + 1 :]:
            if not line.strip() or _indent(line) <= indent:
                break
            last += 1
        return last

    def _must(self, index: int) -> bool:
        return (
            index in self._otherwise
            or any(index == table.header for table in tables(self._wanted))
            or _STATUS_LINE.match(self._wanted[index]) is not None
            or self._says_otherwise(self._wanted[index])
        )

    def _says_otherwise(self, line: str) -> bool:
        """Whether a line is there but for the state that it tells of."""
        if not STATE.search(line):
            return False
        open_line = STATE.sub(SOME, line)
        return any(is_same(open_line, seen, self._masks) for seen in self._seen.values())

    def _required(self, rows: set[int]) -> list[int]:
        """Lines that must be there, each kind once; the volatile ones where there are no others."""
        kept: dict[str, int] = {}
        volatile: dict[str, int] = {}
        answer = False
        for index, line in enumerate(self._wanted):
            answer = bool(_STATUS_LINE.match(line)) or (answer and bool(line.strip()))
            if index in rows or not line.strip() or _is_optional(line):
                continue
            header = _HEADER.match(line) if answer else None
            if header and header[1].lower() not in _STABLE_HEADERS:
                continue
            masked = mask(marked(line), self._masks)
            (volatile if wholly_volatile(masked) else kept).setdefault(masked, index)
        return sorted((kept or ({} if rows else volatile)).values())

    def _in_order(self, lines: list[int]) -> dict[int, bool]:
        """Of lines, those that are found one after the other: as many as can be."""
        hits = [self._places(self._wanted[index]) for index in lines]
        # The longest chain of rising places: of each length, the one that ends first.
        chains: list[tuple[int, tuple[int, ...]]] = [(-1, ())]
        for place, hit in enumerate(hits):
            grown = list(chains)
            for length, (last, chain) in enumerate(chains):
                after = next((j for j in hit if j > last), None)
                if after is None:
                    continue
                if length + 1 == len(grown):
                    grown.append((after, (*chain, place)))
                elif after < grown[length + 1][0]:
                    grown[length + 1] = (after, (*chain, place))
            chains = grown
        found = set(chains[-1][1])
        return {index: place in found for place, index in enumerate(lines)}

    def _places(self, want: str) -> list[int]:
        """Indices of the lines that were seen and are like one of the example."""
        found = self._places_of(want)
        return self._places_of(bare(want)) if not found and bare(want) != want else found

    def _places_of(self, want: str) -> list[int]:
        pattern = pattern_of(want, self._masks)
        if isinstance(pattern, str) and "[..]" not in want and not want.endswith(")"):
            found = self._lines.get(pattern, [])
            if not found and _HEADER.match(want):
                folded = pattern.casefold()
                return [
                    j for j, line in enumerate(self._got) if self._seen[line].casefold() == folded
                ]
            return found
        return [j for j, seen in enumerate(self._got) if self._alike(want, seen)]

    def _of_table(self, table: Table) -> Iterator[tuple[int, bool]]:
        seen = [other for other in tables(self._got) if table.is_like(other)]
        header = bool(seen) or any(
            self._alike(self._wanted[table.header], line) for line in self._got
        )
        yield table.header, header
        told: set[str] = set()
        finished = {cell for _, row in table.rows for cell in row.values()}
        passing = any(c in GOOD for _, row in table.rows for c in row.values())
        for index, cells in table.rows:
            masked = mask(marked(self._wanted[index]), self._masks)
            if masked in told or _is_optional(self._wanted[index]):
                continue
            told.add(masked)
            rows = [row for other in seen for row in table.seen_rows(other)]
            same = self._cell_alike
            if passing and any(BAD.match(cell) for cell in cells.values()):
                same = self._but_for_trouble  # It was so for a moment, where the others went well.
            there = any(table.matches(cells, row, same) for row in rows)
            if not there and _is_passing(cells):
                there = any(table.matches(cells, row, self._or_later) for row in rows)
            if not there and "Completed" in finished and "Running" in cells.values():
                kept = {n: c for n, c in cells.items() if c != "Running" and not OF.match(c)}
                over = [row for row in rows if "Completed" in row.values()]
                there = any(table.matches(kept, row, same) for row in over)
            if not there and any(table.matches(cells, row, self._but_for_state) for row in rows):
                self._otherwise.add(index)
            yield index, there or any(self._alike(self._wanted[index], line) for line in self._got)

    def _cell_alike(self, want: str, have: str) -> bool:
        if alike(want, have, self._masks) or (
            want.strip("<>").casefold() == have.strip("<>").casefold()
        ):
            return True
        ratio = OF.match(have)  # What is ready, some releases say in numbers.
        return want == "True" and ratio is not None and ratio["ready"] == ratio["of"]

    def _or_later(self, want: str, have: str) -> bool:
        """Whether a cell is like one of a thing that goes on to what it will be."""
        now, later = OF.match(want), OF.match(have)
        if now and later and now["of"] == later["of"]:
            return int(later["ready"]) >= int(now["ready"])
        if PASSING.match(want):
            return not FAILED.match(have)
        return self._cell_alike(want, have)

    def _but_for_state(self, want: str, have: str) -> bool:
        return self._cell_alike(want, have) or STATE.fullmatch(want) is not None

    def _but_for_trouble(self, want: str, have: str) -> bool:
        return self._but_for_state(want, have) or BAD.match(want) is not None

    def _alike(self, want: str, have: str) -> bool:
        return (
            line_matches(want, have)
            or is_same(want, self._seen[have], self._masks)
            or (have in self._bare and is_same(want, self._bare[have], self._masks))
        )

    def _failure(self) -> str | None:
        if any(_FAILURE.match(line) for line in self._wanted):
            return None
        for line in self._got:
            if _FAILURE.match(line) and not any(self._alike(want, line) for want in self._wanted):
                return line
        return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_passing(cells: dict[str, str]) -> bool:
    """Whether a row is in a state that goes by: it is made just now, or not all of it is ready."""
    if any(PASSING.match(cell) for cell in cells.values()):
        return True
    ratios = [found for cell in cells.values() if (found := OF.match(cell))]
    runs = any(cell in GOOD for cell in cells.values())
    return runs and any(int(found["ready"]) < int(found["of"]) for found in ratios)


def _is_optional(line: str) -> bool:
    """Whether a line of an example asks for nothing: dots, a rule, a blank."""
    bare = line.strip()
    return bare in ANY_LINES or _RULE.match(bare) is not None or is_remark(bare)
