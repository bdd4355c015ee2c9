"""Expected output against what was seen: the one place where both are compared.

A matcher at a line's end means what it means in cram (https://bitheap.org/cram): `(glob)`, `(re)`,
`(no-eol)`. `...` alone on a line stands for any lines, `[..]` and a blank such as `<some path>`
within one for any text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.alike import alike
from milepost.reading.blanks import blanks, opened
from milepost.reading.masks import ALL, mask, wholly_volatile
from milepost.reading.matchers import ANY_LINES, line_matches, own_pattern
from milepost.reading.normalise import normalise
from milepost.reading.rows import same_rows
from milepost.reading.similar import Missing, missing
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from milepost.milestone.check import Mask, Mode

_VERBOSE = re.compile(r"^< (?=HTTP/)", re.MULTILINE)
"""How `curl -v` begins the status line of an answer."""
_REPEATED = re.compile(r" \((?P<kind>glob|re|regex|esc|escaped|equal|)(?P<times>[*+?])\)$")
"""Scrut's way to say that a line of expected output may come several times, or not at all."""


_MAY_MATCH_LESS = re.compile(r"\)$", re.MULTILINE)
"""A line of expected output that may not hold for its own text, as one that ends in `(no-eol)`."""


class Comparison(msgspec.Struct, frozen=True):
    """Whether what was seen is what was expected."""

    equal: bool
    explanation: str = ""
    """Empty where they are equal; else the first difference in words."""
    expected_line: int | None = None
    """1-based line of the expected output at which they first differ."""
    difference: str = ""
    """Lines that differ, as `milepost.reading.difference` marks them, with those next to them:
    lines that count as equal are equal here too. Empty where lines do not tell it."""


_SAME = Comparison(True)


def compare(
    expected: str,
    seen: str,
    mode: Mode = "exact",
    masks: Sequence[Mask] = (),
    share: float = 1.0,
) -> Comparison:
    """Compare expected output with what a command printed. Pure; never raises on any text.

    `share` is for `similar`: the part of the example, 0 to 1, that has to be there.
    """
    actual = normalise(seen)
    if mode == "json":
        return _json(expected, actual)
    if mode == "regex":
        return _regex(expected, actual)
    shown = normalise(expected)
    if shown == actual and mode in ("exact", "table") and not _MAY_MATCH_LESS.search(shown):
        return _SAME
    if mode == "table" and same_rows(expected, actual):
        return Comparison(True)
    wanted = shown.split("\n") if shown else []
    got = actual.split("\n") if actual else []
    if mode == "contains":
        return _contains(wanted, got)
    if mode not in ("exact", "table") and _same_report(mode, wanted, got):
        return Comparison(True)
    if mode == "similar":
        return _similar(wanted, got, tuple(masks or ALL), share)
    return _exact(wanted, got, seen)


def contains_text(output: str, text: str) -> bool:
    """Whether output holds a text, white space within a line folded on both sides."""
    return _fold(text) in _fold(normalise(output))


def _fold(text: str) -> str:
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n")).strip("\n")


def _exact(wanted: list[str], got: list[str], raw: str) -> Comparison:
    if wanted and wanted[-1].endswith(" (no-eol)") and raw.endswith("\n"):
        return Comparison(False, "the output ends in a line ending; expected none", len(wanted))
    wanted = [line.removesuffix(" (no-eol)") for line in wanted]
    reached = _align(wanted, got, _equal, _nothing)
    if reached is None:
        return Comparison(True)
    return _different(wanted, got, *reached, _diff(wanted, got, _equal))


def _equal(want: str, have: str) -> bool:
    """A tab counts as the blanks that a terminal shows for it, and that a reader copies."""
    return line_matches(want, have) or (
        ("\t" in have or "\t" in want) and want.expandtabs() == have.expandtabs()
    )


def _similar(
    wanted: list[str], got: list[str], masks: tuple[Mask, ...], share: float
) -> Comparison:
    lacks = missing(wanted, got, masks, share)
    if lacks is None:
        return Comparison(True)

    def equal(want: str, have: str) -> bool:
        return alike(want, have, masks)

    def volatile(line: str) -> bool:
        return not line.strip() or (not blanks(line) and wholly_volatile(mask(line, masks)))

    diff = _diff(wanted, got, equal, volatile)
    if not isinstance(lacks, Missing):
        return Comparison(
            False, f"the example tells of no failure, and there is `{lacks}`", 1, diff
        )
    return Comparison(False, _lacks(wanted, lacks), lacks.line + 1, diff)


def _lacks(wanted: list[str], lacks: Missing) -> str:
    """What of an example is not there, in words."""
    line = wanted[lacks.line] if lacks.line < len(wanted) else ""
    words = f"line {lacks.line + 1}: nothing like `{line}` was seen"
    if lacks.of > 1:
        words += f"; {lacks.found} of the example's {lacks.of} parts are there"
    return words


def _contains(wanted: list[str], got: list[str]) -> Comparison:
    """All expected lines in their order, one right after the other."""
    if not wanted:
        return Comparison(True)
    best: tuple[int, int] = (0, 0)
    folded = [" ".join(line.split()) for line in got]

    def alike(want: str, have: str) -> bool:
        return line_matches(" ".join(want.split()), have)

    for start in range(max(1, len(got))):
        reached = _align([*wanted, "..."], folded[start:], alike, _nothing)
        if reached is None:
            return Comparison(True)
        if reached[0] > best[0]:
            best = (reached[0], start + reached[1])

    def equal(want: str, have: str) -> bool:
        return alike(want, " ".join(have.split()))

    diff = _diff(["...", *wanted, "..."], got, equal)
    return _different(wanted, got, min(best[0], len(wanted) - 1), best[1], diff)


def _regex(expected: str, actual: str) -> Comparison:
    if expected.startswith("^HTTP/"):
        actual = _VERBOSE.sub("", actual)
    try:
        found = own_pattern(expected.strip("\n"), re.MULTILINE).search(actual)
    except re.error as error:
        return Comparison(False, f"the expected output is no regular expression: {error}", 1)
    if found:
        return Comparison(True)
    return Comparison(False, f"no match for `{expected.strip()}` in the output", 1)


def _json(expected: str, actual: str) -> Comparison:
    try:
        want = json.loads(expected)
    except ValueError as error:
        return Comparison(False, f"the expected output is no JSON: {error}", 1)
    have = first_json(actual)
    if have is None:
        return Comparison(False, "the output holds no JSON", 1)
    if want == have[0] or (blanks(expected) and _same_value(want, have[0])):
        return Comparison(True)
    left, right = (
        json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True).split("\n")
        for value in (want, have[0])
    )
    return Comparison(False, "the JSON differs", 1, _diff(left, right, str.__eq__))


def _same_value(want: object, have: object) -> bool:
    """Whether two JSON values are equal, blanks in strings standing for anything."""
    match want, have:
        case dict(), dict():
            return want.keys() == have.keys() and all(_same_value(want[k], have[k]) for k in want)
        case list(), list():
            return len(want) == len(have) and all(map(_same_value, want, have))
        case str(), _ if blanks(want):
            return opened(want) == "[..]" or (isinstance(have, str) and line_matches(want, have))
        case _:
            return want == have


def first_json(text: str) -> tuple[object] | None:
    """The whole text as JSON, else the first object or array in it that ends with the text."""
    decoder = json.JSONDecoder()
    for found in re.finditer(r"[\[{\"]|(?m:^)[-\dtfn]", text):
        try:
            value, end = decoder.raw_decode(text, found.start())
        except ValueError:
            continue
        if not text[end:].strip():
            return (value,)
    return None


def _same_report(mode: Mode, wanted: list[str], got: list[str]) -> bool:
    # Few guides show one.
    from milepost.reading.reports.registry import same_report

    return same_report(mode, wanted, got)


def _nothing(line: str) -> bool:  # noqa: ARG001
    return False


def _align(
    wanted: list[str],
    got: list[str],
    alike: Callable[[str, str], bool],
    volatile: Callable[[str], bool],
) -> tuple[int, int] | None:
    """None if all lines match; else the furthest (expected, seen) indices that were reached.

    Depth first with a memory of what failed, so that the work stays within the product of both
    lengths whatever `...` lines there are.
    """
    stack = [(0, 0)]
    tried: set[tuple[int, int]] = set()
    furthest = (0, 0)
    while stack:
        i, j = stack.pop()
        if (i, j) in tried:
            continue
        tried.add((i, j))
        furthest = max(furthest, (i, j))
        if i == len(wanted) and j == len(got):
            return None
        if i < len(wanted) and wanted[i].strip() in ANY_LINES:
            if j < len(got):
                stack.append((i, j + 1))
            stack.append((i + 1, j))
            continue
        repeated = _REPEATED.search(wanted[i]) if i < len(wanted) else None
        if repeated is not None:
            stack += _repetitions(i, j, wanted[i], repeated, got, alike)
            continue
        if j < len(got) and volatile(got[j]):
            stack.append((i, j + 1))
        if i < len(wanted) and volatile(wanted[i]):
            stack.append((i + 1, j))
        if i < len(wanted) and j < len(got) and alike(wanted[i], got[j]):
            stack.append((i + 1, j + 1))
    return furthest


def _repetitions(
    i: int,
    j: int,
    want: str,
    repeated: re.Match[str],
    got: list[str],
    alike: Callable[[str, str], bool],
) -> list[tuple[int, int]]:
    """Where a line that may be there several times, or not at all, leaves the comparison."""
    kind, times = repeated["kind"], repeated["times"]
    single = want[: repeated.start()] + (f" ({kind})" if kind else "")
    ways = [(i + 1, j)] if times in "?*" else []
    if j < len(got) and alike(single, got[j]):
        ways += [(i + 1, j + 1)] if times == "?" else [(i, j + 1), (i + 1, j + 1)]
    return ways


def _different(wanted: list[str], got: list[str], at: int, seen_at: int, diff: str) -> Comparison:
    want = f"`{wanted[at]}`" if at < len(wanted) else "no further line"
    have = f"`{got[seen_at]}`" if seen_at < len(got) else "nothing more"
    return Comparison(False, f"line {at + 1}: expected {want}, saw {have}", at + 1, diff)


def _stands_for_any_lines(line: str) -> bool:
    return line.strip() in ANY_LINES


def _diff(
    wanted: Sequence[str],
    got: Sequence[str],
    alike: Callable[[str, str], bool] | None = None,
    volatile: Callable[[str], bool] | None = None,
) -> str:
    # Most comparisons find no difference.
    from milepost.reading.difference import difference

    return difference(
        wanted, got, alike or line_matches, volatile or _nothing, _stands_for_any_lines
    )
