from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.guides import SIZE, guide, write_roadmap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("number", [1, 2, 999, 10_000])
def test_a_guide_is_five_kilobytes_whatever_its_number(number: int) -> None:
    assert SIZE - 15 <= len(guide(number, 10_000).encode()) <= SIZE


def test_the_same_guide_is_written_every_time() -> None:
    assert guide(7, 10) == guide(7, 10)


def test_guides_differ() -> None:
    assert len({guide(number, 50).partition("\n\n")[2] for number in range(1, 51)}) == 50


def test_guides_form_a_chain(tmp_path: Path) -> None:
    write_roadmap(tmp_path, 3)
    first, middle, last = (path.read_text() for path in sorted(tmp_path.iterdir()))
    assert "](00002-guide.md)" in first
    assert "](00001-guide.md)" in middle
    assert "](00003-guide.md)" in middle
    assert "next guide](" not in last


def test_no_line_of_prose_is_longer_than_style_checkers_allow() -> None:
    text = guide(5_000, 10_000)
    too_long = [line for line in text.splitlines() if len(line) > 80]
    assert too_long == []
