"""Guides that were renamed are recognised, where only one can be meant."""

from __future__ import annotations

import pytest

from milepost.progress.renames import Named, renamed


def named(said: str) -> Named:
    """`guide name number checks`."""
    guide, name, number, checks = said.split()
    return Named(guide, name, None if number == "-" else number, lambda: checks)


@pytest.mark.parametrize(
    ("gone", "here", "found"),
    [
        ({"a": "g Add 1 c"}, {"b": "g Add 1 c"}, {"a": "b"}),
        ({"a": "g Add 1 c"}, {"b": "h add 2 d"}, {"a": "b"}),
        ({"a": "g Add 1 c"}, {"b": "h Sum 2 c"}, {"a": "b"}),
        ({"a": "g Add 1 c"}, {"b": "h Sum 1 d"}, {"a": "b"}),
        ({"a": "g Add 1 c"}, {"b": "h Sum 2 d"}, {}),
        ({"a": "g Add - c"}, {"b": "h Sum - d"}, {}),
        ({"a": "g Add 1 c"}, {}, {}),
        # The bytes come before the name, and the name before the checks and the number.
        ({"a": "g Add 1 c"}, {"b": "h Add 1 c", "x": "g Sum 2 d"}, {"a": "x"}),
        ({"a": "g Add 1 c"}, {"b": "h Add 2 d", "x": "k Sum 1 c"}, {"a": "b"}),
        # What two could be is neither.
        ({"a": "g Add 1 c"}, {"b": "g Add 1 c", "x": "g Add 1 c"}, {}),
        ({"a": "g Add 1 c", "z": "g Add 1 c"}, {"b": "g Add 1 c"}, {}),
        ({"a": "g Add 1 c", "z": "k Sub 2 d"}, {"b": "g Sub 2 d"}, {"a": "b"}),
    ],
)
def test_a_guide_is_recognised_by_what_only_it_has(
    gone: dict[str, str], here: dict[str, str], found: dict[str, str]
) -> None:
    then = {key: named(said) for key, said in gone.items()}
    now = {key: named(said) for key, said in here.items()}
    assert renamed(then, now) == found


def test_many_guides_are_not_read_to_find_one() -> None:
    def never() -> str:
        raise AssertionError("it was read")

    here = {f"{n}.md": Named(f"g{n}", f"Name {n}", str(n), never) for n in range(100)}
    assert renamed({"a": named("x Other 200 c")}, here) == {}
