"""Tests in files, and among what runners say has passed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.reading.test_names import (
    Pass,
    TestFile,
    files_in,
    find_tests,
    passes_in,
    passes_of_report,
    unproven,
)

FOLDER = Path(__file__).parents[1] / "cases" / "test_names"
FILES: list[dict[str, Any]] = tomllib.loads((FOLDER / "files.toml").read_text())["case"]
OUTPUTS: list[dict[str, Any]] = tomllib.loads((FOLDER / "outputs.toml").read_text())["case"]


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["title"])
def test_tests_of_a_file_are_found(case: dict[str, Any]) -> None:
    names = tuple(case.get("names", ()))
    wanted = TestFile(case["path"], names, case.get("may_skip", False)) if names else None
    assert find_tests(case["path"], case["code"]) == wanted


@pytest.mark.parametrize("case", OUTPUTS, ids=lambda case: case["title"])
def test_passes_are_found(case: dict[str, Any]) -> None:
    found = [f"{one.place} {one.name}".strip() for one in passes_in(case["output"])]
    assert found == case["passes"]


@pytest.mark.parametrize(
    ("path", "place", "held"),
    [
        ("tests/test_a.py", "tests.test_a", True),
        ("tests/test_a.py", "test_a.TestIt", True),
        ("app/tests/test_a.py", "tests/test_a.py", True),
        ("test_a.py", "...test_a", True),
        ("test_a.py", "__main__.It", True),
        ("test_a.py", "", True),
        ("test_a.py", "other.test_a", False),
        ("test_a.py", "mytest_a", False),
        ("tests/test_a.py", "tests.test_b", False),
    ],
)
def test_a_pass_counts_for_the_file_that_it_is_in(path: str, place: str, held: bool) -> None:
    assert (unproven(TestFile(path, ("a", "b"), False), [Pass("a", place)]) == ("b",)) is held


def test_a_title_may_end_as_a_time_does() -> None:
    file = TestFile("a.js", ("takes 3 ms", "goes a > b"), False)
    assert unproven(file, passes_in("✔ takes 3 ms (1ms)\n")) == ("takes 3 ms", "goes a > b")
    assert unproven(file, passes_in("✔ takes 3 ms\n✔ goes a > b (2 ms)\n")) == ()


def test_a_report_tells_what_passed() -> None:
    report = (
        '<testsuite><testcase classname="test_a" name="test_1[x&gt;]" time="0" />'
        '<testcase classname="test_a" name="test_2"><skipped type="pytest.xfail">no</skipped>'
        '</testcase><testcase classname="test_a.T" name="test_3"><failure>x</failure></testcase>'
        '<testcase classname="test_a.T" name="test_4"><system-out>x</system-out></testcase>'
    )
    assert passes_of_report(report) == [Pass("test_1", "test_a"), Pass("test_4", "test_a.T")]


def test_files_that_vitest_and_jest_list_are_known() -> None:
    output = (
        " ✓ test/a.test.js (2 tests) 3ms\n ✓ |web| b.test.ts (3 tests | 1 skipped) 9ms\n"
        " ❯ c.test.js (1 test | 1 failed)\nPASS ./src/d.test.js\nFAIL ./e.test.js\n"
    )
    assert files_in(output) == {"test/a.test.js": 2, "b.test.ts": 2, "src/d.test.js": None}


@given(st.text())
def test_looking_never_raises(text: str) -> None:
    passes_in(text)
    files_in(text)
    passes_of_report(text)
    for ending in ("py", "js", "go", "rs"):
        find_tests(f"a.{ending}", text)
