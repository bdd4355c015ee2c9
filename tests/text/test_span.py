from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.text.span import LineIndex, Position, Span

_TEXTS = st.text(st.sampled_from("ab ä語🚀\n\r\t"), max_size=40)


@given(_TEXTS)
def test_position_and_offset_are_inverses_at_every_character(text: str) -> None:
    index = LineIndex(text.encode())
    for count in range(len(text) + 1):
        offset = len(text[:count].encode())
        assert index.offset(index.position(offset)) == offset


@given(_TEXTS)
def test_positions_grow_with_offsets(text: str) -> None:
    data = text.encode()
    index = LineIndex(data)
    places = [index.position(len(text[:count].encode())) for count in range(len(text) + 1)]
    assert places == sorted(set(places))
    assert places[0] == Position(1, 1)
    assert places[-1].line == index.line_count


@given(_TEXTS)
def test_lines_and_their_endings_make_up_the_text(text: str) -> None:
    data = text.encode()
    index = LineIndex(data)
    spans = [index.line_span(line) for line in range(1, index.line_count + 1)]
    endings = [data[one.end : other.start] for one, other in itertools.pairwise(spans)]
    assert set(endings) <= {b"\n", b"\r\n", b"\r"}
    assert (
        b"".join(
            data[span.start : span.end] + ending
            for span, ending in zip(spans, [*endings, b""], strict=True)
        )
        == data
    )
    for line, span in enumerate(spans, 1):
        assert index.line_text(line) == data[span.start : span.end].decode()
        assert "\n" not in index.line_text(line)
        assert "\r" not in index.line_text(line)


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, Position(1, 1)),
        ("a\nb", 2, Position(2, 1)),
        ("a\r\nb", 3, Position(2, 1)),
        ("a\rb", 2, Position(2, 1)),
        ("a\n", 2, Position(2, 1)),
        ("äb", 2, Position(1, 2)),
        ("🚀b", 4, Position(1, 2)),
        ("x\näb", 4, Position(2, 2)),
    ],
)
def test_column_counts_characters(text: str, offset: int, position: Position) -> None:
    assert LineIndex(text.encode()).position(offset) == position


def test_utf16_column_counts_an_astral_character_twice() -> None:
    index = LineIndex("x\nä🚀b".encode())
    assert [index.utf16_column(offset) for offset in (2, 4, 8)] == [0, 1, 3]


@pytest.mark.parametrize("offset", [-1, 4])
def test_offset_outside_the_source_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        LineIndex(b"abc").position(offset)


@pytest.mark.parametrize(
    "position", [Position(0, 1), Position(2, 1), Position(1, 0), Position(1, 5)]
)
def test_position_outside_the_source_is_refused(position: Position) -> None:
    with pytest.raises(ValueError, match="line"):
        LineIndex(b"abc").offset(position)


@pytest.mark.parametrize("line", [0, 2])
def test_line_outside_the_source_is_refused(line: int) -> None:
    with pytest.raises(ValueError, match="line"):
        LineIndex(b"abc").line_text(line)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert Span(0, 2).overlaps(Span(1, 3))
    assert Span(1, 2) in Span(0, 2)
    assert Span(1, 3) not in Span(0, 2)
