from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.text.source import SIZE_LIMIT, Source, SourceFault
from milepost.text.span import Position, Span


def test_source_knows_text_and_slices_by_bytes() -> None:
    source = Source.decode("g.md", "ä b".encode())
    assert isinstance(source, Source)
    assert source.text == "ä b"
    assert source.slice(Span(0, 2)) == "ä"
    assert source.position(3) == Position(1, 3)
    assert source.index is source.index


def test_byte_order_mark_is_kept_apart_and_put_back() -> None:
    raw = b"\xef\xbb\xbf# T\n"
    source = Source.decode("g.md", raw)
    assert isinstance(source, Source)
    assert source.data == b"# T\n"
    assert source.encode(source.data) == raw


@given(st.binary(max_size=60))
def test_any_bytes_are_a_source_that_encodes_back_or_a_fault(raw: bytes) -> None:
    result = Source.decode("g.md", raw)
    if isinstance(result, SourceFault):
        assert result.remedy
    else:
        assert result.encode(result.data) == raw


@pytest.mark.parametrize(
    ("raw", "message", "position"),
    [
        (b"\x89PNG\0\1", "binary", None),
        (b"\xff\xfe#\0", "UTF-16", None),
        (b"a\n\xc3\xa4b\xff", "byte 0xff at line 2, column 3", Position(2, 3)),
        (b"a\xc3", "byte 0xc3 at line 1, column 2", Position(1, 2)),
        (b"\xed\xa0\x80", "byte 0xed at line 1, column 1", Position(1, 1)),
        (b"\xef\xbb\xbfa\xff", "byte 0xff at line 1, column 2", Position(1, 2)),
    ],
)
def test_bytes_that_are_no_text_have_a_fault_with_a_remedy(
    raw: bytes, message: str, position: Position | None
) -> None:
    fault = Source.decode("g.md", raw)
    assert isinstance(fault, SourceFault)
    assert message in fault.message
    assert fault.position == position
    assert fault.remedy
    assert fault.path == "g.md"


def test_file_above_the_limit_is_refused_with_both_sizes() -> None:
    fault = Source.decode("g.md", b"a" * (SIZE_LIMIT + 1))
    assert isinstance(fault, SourceFault)
    assert "5 MiB" in fault.message
    assert isinstance(Source.decode("g.md", b"a" * SIZE_LIMIT), Source)


@pytest.mark.parametrize("text", ["", "a", "a\nb\n\nc", "a\r\nb\rc\n", "é\n" * 40_000])
def test_lines_are_those_of_the_index(text: str) -> None:
    source = Source.of_text(text)
    for offset in {0, len(source.data) // 2, len(source.data), *range(min(9, len(source.data)))}:
        assert source.line(offset) == source.index.line(offset)
