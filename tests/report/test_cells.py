from __future__ import annotations

import pytest

from milepost.report.cells import crop, expand, harmless, plain_output, width, window


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("🚀", 2), ("ｆ", 2), ("a\u200bb", 2)],
)
def test_a_text_takes_as_many_cells_as_a_terminal_gives_it(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("line", "shown", "starts"),
    [
        ("a\tb", "a   b", [0, 1, 4, 5]),
        ("日\tb", "日  b", [0, 2, 4, 5]),
        ("\x1bx", "\\x1bx", [0, 4, 5]),
        ("", "", [0]),
    ],
)
def test_an_expanded_line_knows_the_cell_of_every_character(
    line: str, shown: str, starts: list[int]
) -> None:
    assert expand(line) == (shown, starts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("a\u202eb", "a\\u202eb"),
        ("\udce9", "\\udce9"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\x9b31m", "\\x9b31m"),
    ],
)
def test_what_could_move_a_cursor_is_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        ("\x1b[32mok\x1b[0m\r\n", "ok\n"),
        ("10 %\r50 %\r100 %\n", "100 %\n"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x07!", "link!"),
        ("bell\x07", "bell\\x07"),
        ("\x1b(Bplain", "plain"),
    ],
)
def test_a_programs_output_is_shown_as_a_terminal_would_leave_it(output: str, shown: str) -> None:
    assert plain_output(output) == shown


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("日本語", 4, "日…"), ("abc", 0, "…")],
)
def test_a_cropped_text_fits_and_says_that_it_was_cut(text: str, cells: int, shown: str) -> None:
    assert crop(text, cells) == shown


def test_a_window_leaves_out_a_wide_character_that_straddles_its_edge() -> None:
    assert window("日本語x", 1, 7) == ("本語x", 2)
    assert window("abc", 9, 12) == ("", 0)
