"""Output against an example of it: what "similar to" asks for.

Of an example, what is volatile is masked by kind on both sides, and what stands for other text (a
placeholder, dots) matches any. Every other line has to be there, in the example's order, as far as
`share` asks for it; a table's header has to be there, and of its rows one like each of the
example's. What is said otherwise is worse than what is not there: a line, row or JSON value of
which only the state differs (`Running`, `1/1`, `"Succeeded"`) fails by itself. More lines may
come, unless they tell of a failure of which the example does not tell.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from milepost.reading.masks import mask, wholly_volatile
from milepost.reading.matchers import ANY_LINES, line_matches
from milepost.reading.stand_ins import ANY, SOME, is_remark, marked
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

_STATE = re.compile(
    r"\b(?:Running|Ready|NotReady|Bound|Active|Succeeded|Completed?|Deployed|deployed|True|Healthy|Available|Enabled|Synced|Started|Online|Provisioned|"
    r"active|running|ready|created|configured|restarted|deleted|updated|installed|open|closed|passed|passing|succeeded|completed|healthy|enabled|OK|UP|up)\b"
    r"|(?<![\w./-])\d+/\d+(?![\w./])"
)
"""Words that say how a thing is; and how many of how many are ready."""
_GOOD = frozenset({"Running", "Ready", "Active", "Bound", "Healthy", "running", "Up"})
_BAD = re.compile(
    r"(?:Error|CrashLoopBackOff|Pending|ContainerCreating|Terminating|NotReady|PodInitializing|Init:\S+"
    r"|ImagePullBackOff|ErrImagePull)$"
)
"""States of what goes wrong, or is not yet what it will be."""
_STATE_KEYS = re.compile(
    r"^(?:status|state|phase|health|ready|result|success|ok|\w*(?:Status|State|_state|_status))$",
    re.IGNORECASE,
)
_GUESSED = re.compile(
    r"^(?:predictions?|scores?|confidence|probabilit(?:y|ies)|answer|quote|joke|random\w*)$",
    re.IGNORECASE,
)
"""Keys of what a model or chance gives."""

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
    value = json_value("\n".join(example))
    if value is not None:
        return _json_missing(value[0], "\n".join(got), tuple(masks), share)
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
        self._lines: dict[str, list[int]] = {}
        for index, line in enumerate(got):
            self._lines.setdefault(self._seen[line], []).append(index)
        self._otherwise: set[int] = set()

    def missing(self) -> Missing | str | None:
        found: dict[int, bool] = {}
        rows: set[int] = set()
        for table in tables(self._wanted):
            rows.update(table.lines)
            found.update(self._of_table(table))
        lines = self._required(rows)
        found.update(self._in_order(lines))
        wrong = sorted(index for index, there in found.items() if not there)
        must = [index for index in wrong if self._must(index)]
        if must or len(found) - len(wrong) < ceil(self._share * len(found) - 1e-9):
            return Missing(must[0] if must else wrong[0], len(found) - len(wrong), len(found))
        return self._failure()

    def _must(self, index: int) -> bool:
        return (
            index in self._otherwise
            or any(index == table.header for table in tables(self._wanted))
            or _STATUS_LINE.match(self._wanted[index]) is not None
            or self._says_otherwise(self._wanted[index])
        )

    def _says_otherwise(self, line: str) -> bool:
        """Whether a line is there but for the state that it tells of."""
        if not _STATE.search(line):
            return False
        open_line = _STATE.sub(SOME, line)
        return any(_same(open_line, seen, self._masks) for seen in self._seen.values())

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
        pattern = _pattern(want, self._masks)
        if isinstance(pattern, str) and "[..]" not in want and not want.endswith(")"):
            return self._lines.get(pattern, [])
        return [j for j, seen in enumerate(self._got) if self._alike(want, seen)]

    def _of_table(self, table: Table) -> Iterator[tuple[int, bool]]:
        seen = [other for other in tables(self._got) if table.is_like(other)]
        header = bool(seen) or any(
            self._alike(self._wanted[table.header], line) for line in self._got
        )
        yield table.header, header
        told: set[str] = set()
        passing = any(c in _GOOD for _, row in table.rows for c in row.values())
        for index, cells in table.rows:
            masked = mask(marked(self._wanted[index]), self._masks)
            if masked in told or _is_optional(self._wanted[index]):
                continue
            told.add(masked)
            rows = [row for other in seen for row in table.seen_rows(other)]
            same = self._cell_alike
            if passing and any(_BAD.match(cell) for cell in cells.values()):
                same = self._but_for_trouble  # It was so for a moment, where the others went well.
            there = any(table.matches(cells, row, same) for row in rows)
            if not there and any(table.matches(cells, row, self._but_for_state) for row in rows):
                self._otherwise.add(index)
            yield index, there or any(self._alike(self._wanted[index], line) for line in self._got)

    def _cell_alike(self, want: str, have: str) -> bool:
        return alike(want, have, self._masks)

    def _but_for_state(self, want: str, have: str) -> bool:
        return self._cell_alike(want, have) or _STATE.fullmatch(want) is not None

    def _but_for_trouble(self, want: str, have: str) -> bool:
        return self._but_for_state(want, have) or _BAD.match(want) is not None

    def _alike(self, want: str, have: str) -> bool:
        return line_matches(want, have) or _same(want, self._seen[have], self._masks)

    def _failure(self) -> str | None:
        if any(_FAILURE.match(line) for line in self._wanted):
            return None
        for line in self._got:
            if _FAILURE.match(line) and not any(self._alike(want, line) for want in self._wanted):
                return line
        return None


def alike(want: str, have: str, masks: Sequence[Mask]) -> bool:
    """Whether a line or a cell of an example holds for one that was seen."""
    return line_matches(want, have) or _same(want, mask(have, masks), tuple(masks))


def _same(want: str, seen: str, masks: tuple[Mask, ...]) -> bool:
    pattern = _pattern(want, masks)
    return pattern == seen if isinstance(pattern, str) else pattern.fullmatch(seen) is not None


@lru_cache(maxsize=2048)
def _pattern(want: str, masks: tuple[Mask, ...]) -> str | re.Pattern[str]:
    """A line of an example, masked; an expression where a part of it stands for other text."""
    masked = mask(marked(want), masks)
    if SOME not in masked and ANY not in masked:
        return masked
    # What is masked on the other side may reach further than here.
    parts = re.split(f"([{SOME}{ANY}]+)", masked)
    body = "".join(
        (".*" if ANY in part else ".+") if index % 2 else re.escape(part)
        for index, part in enumerate(parts)
    )
    return re.compile(body)


def _is_optional(line: str) -> bool:
    """Whether a line of an example asks for nothing: dots, a rule, a blank."""
    bare = line.strip()
    return bare in ANY_LINES or _RULE.match(bare) is not None or is_remark(bare)


# JSON


_COMMENT = re.compile(r"^\s*(?:#|//).*$|^\s*-+>+|(?<=[\[{,}\]\w\"]) +(?://|#) .*$", re.MULTILINE)
_ELIDED = re.compile(r"^\s*(?:\[?(?:\.{3}|…)\]?),?\s*$", re.MULTILINE)
_ELIDED_INSIDE = re.compile(
    r",\s*(?:\.{3}|…)(?=\s*[\]}])|(?<=[\[{])\s*(?:\.{3}|…)\s*,?(?=\s*[\]}\w\"])"
)
_OPENS = re.compile(r"[\[{]")
_TRIES = 1000
"""Brackets in a text that are tried before it is taken to hold no JSON."""
_TRAILING = re.compile(r",(?=\s*[\]}])")


@lru_cache(maxsize=64)
def json_value(text: str) -> tuple[object] | None:
    """The value of a JSON example, what is left out of it left out; None where it is none."""
    bare = text.strip()
    if not bare.startswith(("{", "[")):
        return None
    for candidate in (
        bare,
        _TRAILING.sub("", _ELIDED_INSIDE.sub("", _ELIDED.sub("", _COMMENT.sub("", bare)))),
    ):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return (value,) if value else None
    return None


def _json_missing(
    value: object, text: str, masks: tuple[Mask, ...], share: float
) -> Missing | None:
    best = (0, 1)
    for seen in _values(text, of_lists=isinstance(value, dict)):
        found, of, otherwise = _score(value, seen, masks)
        if found >= ceil(share * of - 1e-9) and found and not otherwise:
            return None
        best = max(best, (found, of))
    return Missing(0, *best)


def _values(text: str, *, of_lists: bool) -> Iterator[object]:
    """Every JSON object or array in a text, from the outermost ones; with what an array holds."""
    decoder = json.JSONDecoder()
    at = 0
    for _ in range(_TRIES):
        found = _OPENS.search(text, at)
        if found is None:
            return
        try:
            value, at = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            at = found.start() + 1
            continue
        yield value
        if of_lists and isinstance(value, list):
            yield from value


class _Score(NamedTuple):
    found: int = 0
    """Leaves of the example that were found."""
    of: int = 0
    """Its leaves."""
    otherwise: int = 0
    """States that are others."""

    def plus(self, other: _Score) -> _Score:
        return _Score(*(mine + its for mine, its in zip(self, other, strict=True)))


def _score(want: object, have: object, masks: tuple[Mask, ...]) -> _Score:
    parts: list[_Score] = []
    if isinstance(want, dict):
        seen = have if isinstance(have, dict) else {}
        for key, item in want.items():
            one = _score(item, seen[key], masks) if key in seen else _Score(0, _leaves(item))
            if key in seen and _GUESSED.match(key):
                one = _Score(_leaves(item), _leaves(item))
            told = key in seen and _tells_state(key, item)
            parts.append(one._replace(otherwise=1) if told and not one.found else one)
    elif isinstance(want, list):
        others = have if isinstance(have, list) else []
        for item in want:
            scores = (_score(item, other, masks) for other in others)
            best = max(scores, key=lambda s: (-s.otherwise, s.found), default=None)
            parts.append(best or _Score(0, _leaves(item)))
    else:
        return _Score(1 if _leaf_alike(want, have, masks) else 0, 1)
    if not parts:
        return _Score(1 if type(want) is type(have) else 0, 1)
    total = _Score()
    for part in parts:
        total = total.plus(part)
    return total


def _tells_state(key: str, value: object) -> bool:
    if isinstance(value, str) and _STATE.fullmatch(value):
        return True
    return isinstance(value, str | bool) and _STATE_KEYS.match(key) is not None


def _leaves(value: object) -> int:
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return sum(map(_leaves, items)) or 1
    return 1


def _leaf_alike(want: object, have: object, masks: tuple[Mask, ...]) -> bool:
    if isinstance(want, str) and isinstance(have, str):
        return want == have or alike(want, have, masks) or _is_prose(want, have)
    if isinstance(want, float) or isinstance(have, float):
        return isinstance(want, int | float) and isinstance(have, int | float)
    if isinstance(want, int) and isinstance(have, int) and type(want) is type(have):
        return want == have or (want > 99_999 and have > 99_999)
    return want == have


def _is_prose(want: str, have: str) -> bool:
    """Whether both are sentences, which differ from time to time where all the rest agrees."""
    return len(want.split()) > 4 and len(have.split()) > 2
