from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.report.samples import diagnostic

from milepost.report.cells import width
from milepost.report.findings import Findings
from milepost.report.pretty_check import check
from milepost.report.style import Style
from milepost.text.span import Position


def excerpt(text: str, piece: str, cells: int) -> tuple[str, str]:
    """The source line and the caret line of a finding, printed to so many cells."""
    lines = list(check(Findings(1, (diagnostic(piece, text=text),)), Style(width=cells)))
    return lines[1], lines[2]


LONG = "word " * 60

CUT = [
    ("a caret near the start", f"- [x] {LONG}", "[x]"),
    ("a caret in the middle", f"{LONG}[x] {LONG}", "[x]"),
    ("a caret at the end", f"{LONG}[x]", "[x]"),
    ("wide characters before it", f"{'日本' * 60}[x]{'語' * 60}", "[x]"),
    ("tabs before it", "\t" * 40 + "[x]", "[x]"),
]


@pytest.mark.parametrize(
    ("text", "piece"), [case[1:] for case in CUT], ids=[case[0] for case in CUT]
)
def test_a_long_line_is_cut_around_its_caret(text: str, piece: str) -> None:
    source, caret = excerpt(text, piece, 60)
    assert width(source) <= 60
    column = caret.index("^")
    before = 0
    shown = ""
    for char in source:
        if column <= before < column + len(piece):
            shown += char
        before += width(char)
    assert shown == piece
    assert caret.count("^") == len(piece)


def test_a_span_longer_than_the_line_is_underlined_as_far_as_it_is_shown() -> None:
    source, caret = excerpt(f"[{LONG}]", f"[{LONG}]", 60)
    assert width(source) <= 60
    assert len(caret) <= 60


def test_a_finding_at_the_end_of_a_line_has_a_caret_behind_it() -> None:
    found = diagnostic("\n## Objectives")
    lines = list(check(Findings(1, (found,)), Style()))
    assert lines[1:2] != []
    assert "^" in lines[2] or not found.source_line


def test_nothing_found_is_said_in_one_line() -> None:
    assert list(check(Findings(1, ()), Style())) == ["1 guide checked, nothing to report."]


def test_many_placeholders_of_a_guide_are_one_finding_with_their_lines() -> None:
    text = "".join(f"[Objective {number}]\n\n" * (number != 4) for number in range(1, 8))
    several = tuple(
        replace(diagnostic("[", text=text), code="MP203", start=Position(line, 1))
        for line in (1, 2, 3, 5, 7, 7)
    )
    lines = list(
        check(Findings(1, (*several, replace(diagnostic("x", text="x"), code="MP301"))), Style())
    )
    assert "     = 5 more like it, at the lines 2, 3, 5, 7" in lines
    assert sum(": error[" in line for line in lines) == 2


def test_few_placeholders_are_told_one_by_one() -> None:
    several = (replace(diagnostic("[", text="[a]"), code="MP203"),) * 4
    assert sum("MP203" in line for line in check(Findings(1, several), Style())) == 4


def test_a_remedy_wraps_at_words() -> None:
    long = replace(diagnostic("a", text="a"), remedy="word " * 30 + "end")
    lines = list(check(Findings(1, (long,)), Style(width=40)))
    assert all(width(line) < 40 for line in lines[1:])
    assert lines[-3].endswith("end")


def test_a_line_feed_in_a_path_stays_on_its_line() -> None:
    odd = replace(diagnostic("a", text="a"), path="a\nb.md")
    assert next(iter(check(Findings(1, (odd,)), Style()))).startswith("a\\nb.md:")
