from __future__ import annotations

import pytest

from milepost.report.diff import LIMIT, difference

CASES = [
    ("one line differs", "a\nb\nc", "a\nX\nc", [" a", "-b", "+X", " c"]),
    ("a line is missing", "a\nb", "a", [" a", "-b"]),
    ("nothing was seen", "a", "", ["-a", "+"]),
    (
        "equal lines far away are left out",
        "1\n2\n3\n4\n5\n6",
        "1\n2\n3\n4\n5\nsix",
        ["@…", " 4", " 5", "-6", "+six"],
    ),
    ("blanks at the end are shown", "a  \nb", "a\nb\t", ["-a··", "-b", "+a", "+b→"]),
    ("equal texts differ in nothing", "a\n", "a", []),
]


@pytest.mark.parametrize(
    ("expected", "seen", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_difference_shows_what_was_expected_and_what_was_seen(
    expected: str, seen: str, lines: list[str]
) -> None:
    assert [mark + line for mark, line in difference(expected, seen)] == lines


def test_a_long_difference_is_cut_and_says_so() -> None:
    pairs = list(difference("\n".join(map(str, range(500))), "nothing"))
    assert len(pairs) == LIMIT + 1
    assert pairs[-1] == ("@", "…")
