"""Shards: each milestone in exactly one, about the same length, the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.roadmap.shard import NoShard, Shard, parse_shard, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Graph = tuple[dict[str, float], dict[str, tuple[str, ...]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Costs, and what needs what: always an earlier one."""
    names = [f"{number}.md" for number in range(draw(st.integers(0, 12)))]
    seconds = st.floats(0, 1000, allow_nan=False)
    needs = {
        name: tuple(draw(st.sets(st.sampled_from(names[:index])))) if index else ()
        for index, name in enumerate(names)
    }
    return {name: draw(seconds) for name in names}, needs


def length(
    costs: Mapping[str, float], needs: Mapping[str, Sequence[str]], own: frozenset[str]
) -> float:
    """Seconds of a shard, with what its milestones need."""
    runs, waiting = set(own), list(own)
    while waiting:
        new = set(needs[waiting.pop()]) - runs
        runs |= new
        waiting.extend(new)
    return sum(costs[one] for one in runs)


@given(graphs(), st.integers(1, 6))
def test_every_milestone_is_in_exactly_one_shard(graph: Graph, count: int) -> None:
    costs, needs = graph
    shards = split(costs, needs, count)
    assert len(shards) == count
    assert sorted(path for shard in shards for path in shard) == sorted(costs)


@given(graphs(), st.integers(1, 6))
def test_shards_do_not_depend_on_the_order_of_what_is_given(graph: Graph, count: int) -> None:
    costs, needs = graph
    other = {path: tuple(reversed(needs[path])) for path in reversed(list(needs))}
    assert split(dict(reversed(costs.items())), other, count) == split(costs, needs, count)


@given(graphs(), st.integers(2, 6))
def test_no_shard_is_longer_than_the_whole(graph: Graph, count: int) -> None:
    costs, needs = graph
    whole = sum(costs.values())
    for shard in split(costs, needs, count):
        assert length(costs, needs, shard) <= whole * 1.000001


def test_what_needs_nothing_is_spread_evenly() -> None:
    costs = dict(zip("abcdef", (6.0, 5.0, 4.0, 3.0, 2.0, 1.0), strict=True))
    shards = split(costs, dict.fromkeys(costs, ()), 3)
    assert [sum(costs[one] for one in shard) for shard in shards] == [7.0, 7.0, 7.0]


def test_a_chain_stays_together_since_it_cannot_be_faster_apart() -> None:
    needs = {"a": (), "b": ("a",), "c": ("b",), "d": ("c",)}
    first, second = split(dict.fromkeys(needs, 1.0), needs, 2)
    assert (first, second) == (frozenset("abcd"), frozenset())


def test_what_has_a_cheap_prerequisite_in_common_is_split_all_the_same() -> None:
    needs = {"a": (), "b": ("a",), "c": ("a",)}
    first, second = split({"a": 1.0, "b": 10.0, "c": 10.0}, needs, 2)
    assert (first, second) == (frozenset("ab"), frozenset("c"))


def test_a_long_chain_is_no_trouble() -> None:
    names = [f"{number:05}" for number in range(3000)]
    needs = {name: tuple(names[max(index - 1, 0) : index]) for index, name in enumerate(names)}
    shards = split(dict.fromkeys(names, 1.0), needs, 10)
    assert shards[0] == frozenset(names)


def test_shards_are_the_same_in_another_process() -> None:
    code = (
        "from milepost.roadmap.shard import split\n"
        "names = [f'{n:02}' for n in range(40)]\n"
        "needs = {n: tuple(names[:i:7]) if i % 3 else () for i, n in enumerate(names)}\n"
        "costs = {n: 0.1 * (i % 7) + 0.3 for i, n in enumerate(names)}\n"
        "print([sorted(s) for s in split(costs, needs, 4)])\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_a_shard_is_read() -> None:
    assert parse_shard(" 2/3 ") == Shard(2, 3)


@pytest.mark.parametrize("text", ["", "2", "2/", "/3", "a/b", "2/3/4", "-1/3", "1.5/2", "0/3",
                                  "4/3", "1/0", "0/0", "\u0661/2"])  # fmt: skip
def test_what_is_no_shard_is_told(text: str) -> None:
    with pytest.raises(NoShard, match="shard"):
        parse_shard(text)
