"""Splitting a roadmap into shards of about the same length, for machines that know nothing of each
other. Pure: who has the same roadmap and the same durations gets the same shards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several parts."""

    number: int
    """From 1."""
    count: int


class NoShard(ValueError):  # noqa: N818 - it names what it is
    """The text names no shard; the message says why."""


def parse_shard(text: str) -> Shard:
    """`2/3` is the second of three. Raises `NoShard`."""
    match = re.fullmatch(r"(\d+)/(\d+)", text.strip(), re.ASCII)
    if match is None:
        raise NoShard(f"{text!r} is no shard; write it as K/N, such as 2/3 for the second of three")
    number, count = int(match[1]), int(match[2])
    if count == 0:
        raise NoShard("there is no shard of none; write it as K/N, such as 2/3")
    if not 1 <= number <= count:
        raise NoShard(f"of {count} shards there is no {number}; they are numbered from 1")
    return Shard(number, count)


def split(
    costs: Mapping[str, float], needs: Mapping[str, Sequence[str]], count: int
) -> tuple[frozenset[str], ...]:
    """Give each milestone to exactly one of `count` shards.

    `costs` are seconds. A shard runs what its milestones need as well, so that costs it too. The
    longest milestones are given away first, each to where the longest shard stays shortest, and
    among those to where it adds least.
    """
    bits = {path: 1 << number for number, path in enumerate(sorted(costs))}
    seconds = [costs[path] for path in sorted(costs)]
    whole = {path: bits[path] | mask for path, mask in _before(needs, bits).items()}
    length = {path: _sum(seconds, mask) for path, mask in whole.items()}
    runs = [0] * count
    totals = [0.0] * count
    given: list[list[str]] = [[] for _ in range(count)]
    for path in sorted(costs, key=lambda one: (-length[one], one)):
        missing = [whole[path] & ~run for run in runs]
        if 0 in missing:
            index = missing.index(0)  # it is run there anyway
        else:
            added = [_sum(seconds, mask) for mask in missing]
            longest = max(totals)
            index = min(
                range(count), key=lambda one: (max(longest, totals[one] + added[one]), added[one])
            )
            totals[index] += added[index]
            runs[index] |= whole[path]
        given[index].append(path)
    return tuple(map(frozenset, given))


def _sum(seconds: Sequence[float], mask: int) -> float:
    """Seconds of the milestones of a mask: the same in whatever order they are added."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(seconds[lowest.bit_length() - 1])
        mask ^= lowest
    return fsum(found)


def _before(needs: Mapping[str, Sequence[str]], bits: Mapping[str, int]) -> dict[str, int]:
    """All that must have been run before each milestone, as a mask. `needs` has no cycles."""
    found: dict[str, int] = {}
    waiting = list(needs)
    while waiting:
        path = waiting[-1]
        unknown = [one for one in needs[path] if one not in found]
        if unknown:
            waiting.extend(unknown)
            continue
        waiting.pop()
        found[path] = 0
        for one in needs[path]:
            found[path] |= bits[one] | found[one]
    return found
