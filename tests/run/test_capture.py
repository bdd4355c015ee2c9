"""Output over the cap keeps its head and its tail."""

from __future__ import annotations

import pytest

from milepost.run.capture import Capture

CASES = [
    ("under the cap", [b"ab", b"cd"], "abcd"),
    ("just the cap", [b"0123456789"], "0123456789"),
    ("over the cap", [b"0123456789xyz"], "01234\n[... 3 bytes of output left out ...]\n89xyz"),
    ("in small pieces", [b"%d" % (i % 10) for i in range(30)], None),
]


@pytest.mark.parametrize(("title", "pieces", "expected"), CASES, ids=[case[0] for case in CASES])
def test_head_and_tail_are_kept(title: str, pieces: list[bytes], expected: str | None) -> None:
    capture = Capture(10)
    for piece in pieces:
        capture.add(piece)
    whole = "01234\n[... 20 bytes of output left out ...]\n56789"
    assert capture.text() == (expected or whole), title


@pytest.mark.parametrize(("mark", "expected"), [(0, "01234567"), (3, "34567"), (7, "7"), (8, "")])
def test_output_is_read_since_a_mark(mark: int, expected: str) -> None:
    capture = Capture(10)
    capture.add(b"0123")
    capture.add(b"4567")
    assert capture.text_since(mark) == expected


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (2, "234\n[... 10 bytes of output left out ...]\n56789"),
        (12, "56789"),
        (18, "89"),
        (20, ""),
    ],
)
def test_a_mark_in_what_was_left_out_reads_the_tail(mark: int, expected: str) -> None:
    capture = Capture(10)
    capture.add(b"01234567890123456789")
    assert capture.text_since(mark) == expected
