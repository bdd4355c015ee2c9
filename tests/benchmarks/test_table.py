from __future__ import annotations

from typing import Literal

import pytest
from benchmarks.measure import Figure, Sample
from benchmarks.table import MIB, Target, mebibytes, render, seconds, verdicts

FIGURE = Figure((Sample(0.25, 3 * MIB), Sample(0.5, 4 * MIB)))


def test_columns_are_aligned() -> None:
    assert render(["tool", "s"], [["cram", "0.058"], ["byexample", "1"]]) == (
        "| tool      |     s |\n| --------- | ----: |\n| cram      | 0.058 |\n| byexample |     1 |"
    )


@pytest.mark.parametrize(
    ("runs", "text"), [(2, "0.375"), (5, "0.375 (2x)"), (1, "0.375")]
)  # fmt: skip
def test_fewer_runs_than_asked_for_are_said(runs: int, text: str) -> None:
    assert seconds(FIGURE, runs) == text


def test_what_was_not_measured_is_a_dash() -> None:
    assert (seconds(None, 5), mebibytes(None)) == ("–", "–")


def test_the_peak_is_in_mebibytes() -> None:
    assert mebibytes(FIGURE) == "4"


@pytest.mark.parametrize(
    ("value", "side", "met"),
    [
        (0.9, "at most", True),
        (1.0, "at most", True),
        (1.1, "at most", False),
        (0.9, "at least", False),
        (1.0, "at least", True),
    ],
)
def test_a_bound_may_be_reached_and_not_passed(
    value: float, side: Literal["at most", "at least"], met: bool
) -> None:
    assert Target("it", value, 1.0, "s", side).met is met


def test_a_missed_target_is_called_so() -> None:
    table = verdicts([Target("check", 2.0, 1.0, "s"), Target("ratio", 13, 12, "times", "at least")])
    assert table.splitlines()[2:] == [
        "| check  |      2 s |       at most 1 s | not met |",
        "| ratio  | 13 times | at least 12 times |     met |",
    ]
