"""Milestones begin once all that they need have ended, the plan's first first."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.run.test_supply import plan

from milepost.run.ready import Ready

if TYPE_CHECKING:
    from milepost.plan.model import MilestonePlan


def plans(**needs: str) -> list[MilestonePlan]:
    return [replace(plan(path), needs=tuple(words.split())) for path, words in needs.items()]


def taken(ready: Ready) -> list[str]:
    found = []
    while ready:
        found.append(ready.take().path)
    return found


def test_one_begins_when_all_that_it_needs_have_ended() -> None:
    ready = Ready(plans(a="", b="a", c="a b", d="", e="a a"))
    assert taken(ready) == ["a", "d"]
    ready.ended("d")
    assert not ready
    ready.ended("a")
    assert taken(ready) == ["b", "e"]
    ready.ended("b")
    assert taken(ready) == ["c"]
    assert not ready


def test_the_first_of_the_plan_goes_first_whenever_it_became_free() -> None:
    ready = Ready(plans(a="", b="a", c="", d=""))
    assert ready.take().path == "a"
    ready.ended("a")
    assert taken(ready) == ["b", "c", "d"]


@pytest.mark.parametrize("seed", range(5))
def test_any_graph_is_walked_whole_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"m{number}" for number in range(60)]
    needs = {
        name: " ".join(chance.sample(names[:number], min(number, chance.randrange(4))))
        for number, name in enumerate(names)
    }
    ready = Ready(plans(**needs))
    ended: list[str] = []
    running: list[str] = []
    while ready or running:
        while ready and len(running) < 3:
            running.append(ready.take().path)
            assert set(needs[running[-1]].split()) <= set(ended)
        ended.append(running.pop(chance.randrange(len(running))))
        ready.ended(ended[-1])
    assert sorted(ended) == sorted(names)
