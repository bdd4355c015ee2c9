"""Expected output against what was seen."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.reading.compare import compare, contains_text
from milepost.reading.masks import EXPRESSIONS
from milepost.reading.normalise import normalise

CASES_FILE = Path(__file__).parents[1] / "cases" / "compare" / "compare.toml"
CASES: list[dict[str, Any]] = tomllib.loads(CASES_FILE.read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_output_compares(case: dict[str, Any]) -> None:
    result = compare(
        case["expected"], case["seen"], case.get("mode", "exact"), tuple(case.get("masks", ()))
    )
    assert result.equal is case["equal"]
    assert bool(result.explanation) is not case["equal"]


def test_explanation_names_the_first_line_that_differs() -> None:
    result = compare("a\nb\nc", "a\nx\nc")
    assert result.expected_line == 2
    assert result.explanation.startswith("line 2: expected `b`, saw `x`\n--- expected\n+++ seen\n")
    assert "-b\n+x" in result.explanation


def test_explanation_of_a_missing_line_says_that_nothing_more_came() -> None:
    assert compare("a\nb", "a").explanation.startswith("line 2: expected `b`, saw nothing more")


def test_explanation_of_a_large_difference_is_cut() -> None:
    result = compare("\n".join("abcdef" * 500), "x")
    assert result.explanation.endswith("more lines")


def test_many_wildcards_on_much_output_stay_within_time() -> None:
    expected = "\n".join(["...", "x"] * 20 + ["never"])
    seen = "\n".join(["x"] * 1000)
    begin = time.perf_counter()
    assert not compare(expected, seen).equal
    assert time.perf_counter() - begin < 2


def test_contained_text_folds_blanks_within_a_line() -> None:
    assert contains_text("a   b\n\tc", "a b\nc")
    assert not contains_text("a\nb", "a b")


@given(st.text(), st.text(), st.sampled_from(["exact", "similar", "contains", "regex", "json"]))
def test_comparison_never_raises(expected: str, seen: str, mode: Any) -> None:
    compare(expected, seen, mode, tuple(kind for kind, _ in EXPRESSIONS))


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_text_is_similar_to_itself(text: str) -> None:
    assert compare(text, text, "similar", ("hash", "date", "columns")).equal


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
