from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from milepost.process.parallel import in_parallel, processors


def place_of(part: str) -> tuple[str, int]:
    return part, os.getpid()


def test_results_are_in_the_order_of_the_parts_and_only_the_first_was_done_here() -> None:
    results = in_parallel(place_of, ["a", "b", "c"])
    assert [part for part, _ in results] == ["a", "b", "c"]
    places = [pid for _, pid in results]
    assert places[0] == os.getpid()
    assert len(set(places)) == 3


def test_no_part_is_no_work() -> None:
    assert in_parallel(place_of, []) == []


def test_a_result_larger_than_a_pipe_arrives_whole() -> None:
    assert in_parallel(lambda size: b"x" * size, [1, 5_000_000])[1] == b"x" * 5_000_000


def test_a_part_that_raises_raises_here() -> None:
    def divide(number: int) -> int:
        return 1 // number

    with pytest.raises(ZeroDivisionError):
        in_parallel(divide, [1, 0])


def test_a_part_whose_process_died_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere(part: str) -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    assert in_parallel(die_elsewhere, ["a", "b"]) == ["a", "b"]


def test_a_failure_here_leaves_no_process_behind() -> None:
    here, before = os.getpid(), _children()

    def fail_here(part: str) -> None:
        if os.getpid() == here:
            raise ValueError(part)
        signal.pause()

    with pytest.raises(ValueError, match="first"):
        in_parallel(fail_here, ["first", "second", "third"])
    assert _children() <= before


def _children() -> set[str]:
    """The processes that this one has started, those that were not waited for among them."""
    tasks = Path("/proc/self/task").iterdir()
    return {pid for task in tasks for pid in (task / "children").read_text().split()}


def test_where_no_process_can_be_started_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    assert {pid for _, pid in in_parallel(place_of, ["a", "b"])} == {os.getpid()}


def test_there_is_at_least_one_processor() -> None:
    assert processors() >= 1
