"""Long lines of a report at a terminal."""

from __future__ import annotations

import pytest

from milepost.report.cells import width
from milepost.report.fold import folded

CASES = [
    ("as long as it may be", "a b c d e", 9, ["a b c d e"]),
    ("at a blank", "one two three", 8, ["one two", "three"]),
    ("below its text", "  - one two three", 12, ["  - one two", "    three"]),
    ("below its number", "    12  one two three", 16, ["    12  one two", "     three"]),
    ("below an arrow", "     → one two three four", 18, ["     → one two", "      three four"]),
    ("a long word", "a https://example.org/b c", 8, ["a", "https://example.org/b", "c"]),
    ("a long word first", "  https://example.org c", 8, ["  https://example.org", "  c"]),
    ("wide characters", "你好 你好 你好", 9, ["你好 你好", "你好"]),
    ("blanks within", "ab  cd  ef", 7, ["ab  cd", "ef"]),
    ("what was printed", "    | one two three", 12, ["    | one two three"]),
    ("what is typed", "    $ one two three", 12, ["    $ one two three"]),
    ("a difference", "      - one two three", 12, ["      - one two three"]),
    ("a colour", "\x1b[32mone two\x1b[0m three", 8, ["\x1b[32mone two\x1b[0m", "three"]),
    ("nothing", "", 8, [""]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "cells", "shown"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_line_is_folded(line: str, cells: int, shown: list[str]) -> None:
    assert list(folded([line], cells)) == shown


def test_words_and_their_order_stay() -> None:
    text = " ".join(f"word{'s' * (n % 9)}{n}" for n in range(60))
    for cells in range(12, 90):
        lines = list(folded([f"  ! {text}"], cells))
        assert " ".join(" ".join(lines).split()) == f"! {text}"
        assert max(map(width, lines)) <= max(cells, 20)
