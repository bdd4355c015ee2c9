from __future__ import annotations

import pytest
from tests.report.samples import diagnostic

from milepost.report.cells import width
from milepost.report.findings import Findings
from milepost.report.pretty_check import check
from milepost.report.style import Style


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
