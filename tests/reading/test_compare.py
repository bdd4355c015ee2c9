"""Expected output against what was seen."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.reading.compare import compare, contains_text
from milepost.reading.masks import EXPRESSIONS
from milepost.reading.normalise import normalise

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

CASES_FILE = Path(__file__).parents[1] / "cases" / "compare" / "compare.toml"
CASES: list[dict[str, Any]] = tomllib.loads(CASES_FILE.read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_output_compares(case: dict[str, Any]) -> None:
    result = compare(
        case["expected"],
        case["seen"],
        case.get("mode", "exact"),
        tuple(case.get("masks", ())),
        case.get("share", 1.0),
    )
    assert result.equal is case["equal"]
    assert bool(result.explanation) is not case["equal"]


def test_explanation_names_the_first_line_that_differs() -> None:
    result = compare("a\nb\nc", "a\nx\nc")
    assert result.expected_line == 2
    assert result.explanation == "line 2: expected `b`, saw `x`"
    assert result.difference == "  a\n- b\n+ x\n  c"


def test_explanation_of_a_missing_line_says_that_nothing_more_came() -> None:
    assert compare("a\nb", "a").explanation.startswith("line 2: expected `b`, saw nothing more")


def test_explanation_of_a_large_difference_is_cut() -> None:
    result = compare("\n".join("abcdef" * 500), "x")
    assert result.difference.count("\n") == 200
    assert result.difference.endswith("\n@")


DIFFERENCES = [
    ("what is masked is equal", "similar", "at 10:00:01\na\nb", "at 11:12:13\na\nc",
     "  at 11:12:13\n  a\n- b\n+ c"),
    ("elided lines are equal", "exact", "a\n...\ny\nz", "a\nb\nc\nd\ny\nx",
     "@\n  ...\n  y\n- z\n+ x"),
    ("the last of the elided lines tells what came instead", "exact", "a\n...\nz", "a\nb\nc",
     "@\n  c\n  ...\n- z"),
    ("a pattern is equal to what it matches", "exact", "v [..]\nb", "v 12\nc",
     "  v 12\n- b\n+ c"),
    ("what surrounds contained lines is equal", "contains", "a\nb", "x\na\nc\ny",
     "@\n  ...\n  a\n- b\n  c\n  y\n@"),
    ("JSON is compared by its values", "json", '{"b": 1, "a": 2}', '{"a": 3, "b": 1}',
     '  {\n-   "a": 2,\n+   "a": 3,\n    "b": 1\n  }'),
    ("a line is missing", "exact", "a\nb", "a", "  a\n- b"),
    ("nothing was seen", "exact", "a\nb", "", "- a\n- b"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "expected", "seen", "lines"),
    [c[1:] for c in DIFFERENCES],
    ids=[c[0] for c in DIFFERENCES],
)
def test_difference_shows_only_what_really_differs(
    mode: Mode, expected: str, seen: str, lines: str
) -> None:
    assert compare(expected, seen, mode).difference == lines


def test_many_wildcards_on_much_output_stay_within_time() -> None:
    expected = "\n".join(["...", "x"] * 20 + ["never"])
    seen = "\n".join(["x"] * 1000)
    begin = time.perf_counter()
    assert not compare(expected, seen).equal
    assert time.perf_counter() - begin < 2


def test_contained_text_folds_blanks_within_a_line() -> None:
    assert contains_text("a   b\n\tc", "a b\nc")
    assert not contains_text("a\nb", "a b")


@given(
    st.text(),
    st.text(),
    st.sampled_from(["exact", "similar", "contains", "regex", "json", "table"]),
)
def test_comparison_never_raises(expected: str, seen: str, mode: Any) -> None:
    compare(expected, seen, mode, tuple(kind for kind, _ in EXPRESSIONS))


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_text_is_similar_to_itself(text: str) -> None:
    assert compare(text, text, "similar", ("hash", "date", "columns")).equal


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
