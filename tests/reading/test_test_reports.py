"""Numbers of tests out of the words of runners."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.reading.test_reports import TestCount, count_tests

CASES_FILE = Path(__file__).parents[1] / "cases" / "test_reports" / "reports.toml"
CASES: list[dict[str, Any]] = tomllib.loads(CASES_FILE.read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_runner_is_counted(case: dict[str, Any]) -> None:
    numbers = (case.get("skipped", 0), case.get("expected", 0))
    wanted = TestCount(case.get("executed"), case.get("failed"), case["runner"], *numbers)
    assert count_tests(case["output"]) == wanted
    assert wanted.passed == case.get("passed", wanted.passed)


def test_runs_of_several_runners_add_up() -> None:
    assert count_tests("2 passed in 0.1s\nRan 1 test in 0.0s\n\nOK\n") == TestCount(
        3, 0, "pytest, unittest"
    )


@given(st.text())
def test_counting_never_raises(text: str) -> None:
    count_tests(text)
