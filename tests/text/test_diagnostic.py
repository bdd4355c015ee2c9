from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.text.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    OverlappingEdits,
    Safety,
    Severity,
    apply_edits,
    choose_fixes,
)
from milepost.text.source import Source
from milepost.text.span import Position, Span


def _edit(start: int, end: int, replacement: str) -> Edit:
    return Edit(Span(start, end), replacement)


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, list[Edit], str]:
    """A text, edits that lie apart, in any order, and the text that they make of it."""
    kept = draw(
        st.lists(st.text(st.sampled_from("aä語🚀\n\r"), min_size=1, max_size=4), min_size=1)
    )
    text, expected, edits = "", "", []
    for part in kept:
        removed = draw(st.text(st.sampled_from("xyß"), max_size=3))
        added = draw(st.text(st.sampled_from("nöq"), max_size=3))
        start = len((text + part).encode())
        edits.append(_edit(start, start + len(removed.encode()), added))
        text += part + removed
        expected += part + added
    return text, draw(st.permutations(edits)), expected


@given(_edited())
def test_edits_change_their_spans_and_no_other_byte(case: tuple[str, list[Edit], str]) -> None:
    text, edits, expected = case
    assert apply_edits(text.encode(), edits) == expected.encode()


def test_no_edits_leave_the_bytes_alone() -> None:
    assert apply_edits(b"a\r\nb\xff", []) == b"a\r\nb\xff"


def test_insertions_at_one_place_keep_their_order_and_go_before_a_replacement() -> None:
    edits = [_edit(1, 2, "X"), _edit(1, 1, "1"), _edit(1, 1, "2")]
    assert apply_edits(b"abc", edits) == b"a12Xc"


@pytest.mark.parametrize("order", [1, -1])
def test_overlapping_edits_are_refused_in_any_order(order: int) -> None:
    edits = [_edit(0, 2, "x"), _edit(1, 3, "y")][::order]
    with pytest.raises(OverlappingEdits) as caught:
        apply_edits(b"abc", edits)
    assert (caught.value.first, caught.value.second) == (_edit(0, 2, "x"), _edit(1, 3, "y"))


@pytest.mark.parametrize(
    "edit", [_edit(0, 1, ""), _edit(1, 2, ""), _edit(3, 4, ""), _edit(2, 1, "")]
)
def test_edit_that_cuts_a_character_or_lies_outside_is_refused(edit: Edit) -> None:
    with pytest.raises(ValueError, match="edit"):
        apply_edits("äb".encode(), [edit])


def test_fixes_that_collide_wait_for_another_round() -> None:
    first = Fix("first", (_edit(0, 2, "x"), _edit(8, 9, "y")))
    second = Fix("second", (_edit(1, 3, "z"),))
    third = Fix("third", (_edit(4, 4, "i"),))
    fourth = Fix("fourth", (_edit(4, 4, "j"),))
    chosen, left = choose_fixes([second, fourth, first, third])
    assert chosen == [first, fourth]
    assert left == [second, third]


def test_diagnostic_resolves_positions_and_shows_its_first_line() -> None:
    source = Source.of_text("# T\n\nä [x] b\n", "g.md")
    start = source.data.index(b"[")
    finding = Diagnostic.at(
        source,
        Span(start, start + 3),
        code="MP203",
        rule="unfilled-placeholder",
        severity=Severity.ERROR,
        message="m",
        remedy="r",
        fix=Fix("Fill it in", (_edit(start, start + 3, "y"),), Safety.UNSAFE),
    )
    assert (finding.start, finding.end) == (Position(3, 3), Position(3, 6))
    assert (finding.path, finding.source_line) == ("g.md", "ä [x] b")


def test_diagnostic_survives_json() -> None:
    source = Source.of_text("ab")
    finding = Diagnostic.at(
        source,
        Span(0, 1),
        code="MP101",
        rule="r",
        severity=Severity.HINT,
        message="m",
        remedy="r",
    )
    assert msgspec.json.decode(msgspec.json.encode(finding), type=Diagnostic) == finding
