"""Shard: the part of a roadmap that one of several machines runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from milepost.plan.model import Plan
from milepost.result.model import RunResult, Status
from milepost.roadmap.shard import split
from milepost.run.roadmap import outcome
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.plan.model import MilestonePlan
    from milepost.result.model import MilestoneResult
    from milepost.roadmap.shard import Shard


@dataclass(frozen=True, slots=True)
class Part:
    """What a shard runs, and what of it it speaks for."""

    plan: Plan
    """Its milestones, and those that they need."""
    own: frozenset[str]
    """Paths of its milestones: each is in one shard."""
    warnings: tuple[str, ...] = ()

    def reported(self, result: RunResult) -> RunResult:
        """The run of the plan, with the shard's own milestones alone. An empty shard passes."""
        if not self.own:
            return replace(result, status=Status.PASSED)
        own = [one for one in result.milestones if one.path in self.own]
        return outcome(own, result.seconds)


def cut(plan: Plan, shard: Shard, durations: Sequence[str]) -> Part:
    """Cut a shard out of a plan, by the durations that reports of earlier runs have.

    Raises MilepostError for a report that cannot be read.
    """
    known: dict[str, float] = {}
    for name in durations:
        for path, seconds in read_durations(name).items():
            known[path] = max(seconds, known.get(path, 0.0))
    needs = {milestone.path: milestone.needs for milestone in plan.milestones}
    own = split(estimate(plan, known), needs, shard.count)[shard.number - 1]
    runs = set(own)
    for milestone in reversed(plan.milestones):
        if milestone.path in runs:
            runs.update(milestone.needs)
    warnings = []
    if not own:
        warnings.append(
            f"shard {shard.number}/{shard.count} has no milestone: the others have them all"
        )
    if durations and not known.keys() & needs.keys():
        warnings.append(
            f"{', '.join(durations)} times none of these milestones: shards are cut by estimates"
        )
    own_plan = Plan(tuple(one for one in plan.milestones if one.path in runs))
    return Part(own_plan, own, tuple(warnings))


def estimate(plan: Plan, known: Mapping[str, float]) -> dict[str, float]:
    """Seconds for each milestone: what is known, else as many as its blocks take elsewhere."""
    blocks = {milestone.path: _blocks(milestone) for milestone in plan.milestones}
    rates = [seconds / blocks[path] for path, seconds in known.items() if path in blocks]
    rate = median(rates) if rates else 1.0
    return {path: known.get(path, rate * count) for path, count in blocks.items()}


def read_durations(name: str) -> dict[str, float]:
    """Seconds of the milestones of a report of `run --format json`, by path.

    Those that were recalled or did not pass took another time than they would: they are left out.
    Raises MilepostError.
    """
    try:
        result = msgspec.json.decode(Path(name).read_bytes(), type=RunResult)
    except OSError as error:
        raise MilepostError(
            f"the durations cannot be read: {error.strerror}",
            "Write them with `milepost run --format json --output FILE`.",
            path=name,
        ) from error
    except msgspec.DecodeError as error:
        raise MilepostError(
            f"it is no report of a run: {error}",
            "Name what `milepost run --format json --output FILE` has written.",
            path=name,
        ) from error
    return {one.path: one.seconds for one in result.milestones if _ran_whole(one)}


def _ran_whole(result: MilestoneResult) -> bool:
    cached = [step.cached for step in result.steps]
    if result.testing is not None:
        cached.append(result.testing.cached)
    return result.status is Status.PASSED and not any(cached)


def _blocks(milestone: MilestonePlan) -> int:
    parts = (*milestone.steps, milestone.testing, milestone.cleanup)
    return 1 + sum(
        perform.block.executed for part in parts if part is not None for perform in part.performs
    )
