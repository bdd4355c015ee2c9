"""Scheduling: many milestones beside each other, against the least time that they can take."""

from __future__ import annotations

import json
import random
import subprocess
from typing import TYPE_CHECKING

from benchmarks.measure import BASE_ENVIRONMENT, Command, MeasureError, measure, say
from benchmarks.report import Options, Report
from benchmarks.table import Target, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.peers import Tools

MILESTONES = 200
JOBS = 2
SEED = 20_240_607
SHORTEST, LONGEST = 0.1, 0.7
"""Seconds that a milestone sleeps."""
SIMULATED = (100, 1_000, 10_000)
"""Milestones whose rooms and steps do nothing."""

SIMULATION = """\
import json, random, resource, sys, time
from unittest import mock
from milepost.plan.model import MilestonePlan, Plan
from milepost.result.model import MilestoneResult, Status
from milepost.result.observer import Silent
from milepost.run.executors import local
from milepost.run.memory import Left
from milepost.run.roadmap import run_roadmap
from milepost.run.settings import RunSettings
from milepost.run.task import Done


class Nowhere:
    workspace = "/nowhere"
    def close(self):
        pass


def carry_out(task, settings, supply, observer, memory):
    plan = task.milestone
    place = supply.place(plan)
    assert place.workspace == "/nowhere"
    supply.give_back(place)
    result = MilestoneResult(path=plan.path, number=None, name=plan.name, status=Status.PASSED)
    return Done(result, Left((), ""))


chance = random.Random(1)
count = int(sys.argv[1])
plans = [
    MilestonePlan(
        path=f"{n}.md", number=str(n), name=f"Milestone {n}",
        needs=(f"{chance.randrange(max(0, n - 50), n)}.md",) if n else (),
        prerequisites=(), steps=(), testing=None, checklist=(), issues=(), cleanup=None,
        coverage=(0, 0),
    )
    for n in range(count)
]
begin = time.perf_counter()
plan = Plan(tuple(plans))
executor = local.LocalExecutor(
    plan, RunSettings(), lambda path, *, begins: Nowhere(), Silent(), None, jobs=int(sys.argv[2])
)
with mock.patch.object(local, "carry_out", carry_out), executor:
    result = run_roadmap(plan, executor, Silent())
assert result.status is Status.PASSED and len(result.milestones) == count
seconds = time.perf_counter() - begin
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))
"""

GUIDE = """\
# {number}: Milestone {number}

## Prerequisites

{needs}

## Implementation Steps

### Step 1: Work

```bash
sleep {sleep}
seq 2000 | sort -r | tail -n 1 > last-{number}.txt
```

**Expected Outcome**: The file `last-{number}.txt` contains `1`.
"""


def roadmap() -> tuple[dict[int, float], dict[int, list[int]]]:
    """Seconds that each milestone sleeps, and the numbers of those that it needs."""
    chance = random.Random(SEED)
    sleeps = {n: round(chance.uniform(SHORTEST, LONGEST), 2) for n in range(1, MILESTONES + 1)}
    needs = {
        n: sorted(chance.sample(range(max(1, n - 40), n), min(n - 1, chance.choice((0, 1, 1, 2)))))
        for n in sleeps
    }
    return sleeps, needs


def bound(seconds: Mapping[int, float], needs: Mapping[int, Sequence[int]], jobs: int) -> float:
    """Least seconds: the longest chain, or all work shared among the jobs."""
    ends: dict[int, float] = {}
    for number, taken in seconds.items():
        ends[number] = taken + max((ends[need] for need in needs[number]), default=0.0)
    return max(max(ends.values()), sum(seconds.values()) / jobs)


def taken(result: Path) -> dict[int, float]:
    """Seconds that each milestone took in its room, by its number."""
    milestones = json.loads(result.read_text())["milestones"]
    return {int(one["number"]): one["seconds"] for one in milestones}


def write_guides(folder: Path) -> None:
    """Write the roadmap's guides."""
    folder.mkdir(parents=True)
    sleeps, needs = roadmap()
    for number, sleep in sleeps.items():
        links = [f"- [Milestone {need}]({need:03d}.md)" for need in needs[number]]
        text = GUIDE.format(number=number, sleep=sleep, needs="\n".join(links or ["- git"]))
        (folder / f"{number:03d}.md").write_text(text)


def bench(tools: Tools, work: Path, options: Options) -> Report:
    """The roadmap once in rooms; the simulations once each."""
    folder = work / "roadmap"
    write_guides(folder / "milestones")
    milepost = str(tools.milepost / "milepost")
    result = folder / "result.json"
    told = ["--format", "json", "--output", str(result)]
    run = Command([milepost, "run", "--no-cache", "--jobs", str(JOBS), *told], folder)
    name = f"{MILESTONES} milestones, --jobs {JOBS}"
    wall = measure({name: run}, runs=1, budget=options.budget, what="roadmap")[name].seconds
    sleeps, needs = roadmap()
    least = bound(taken(result), needs, JOBS)
    asleep = bound(sleeps, needs, JOBS)
    rows = [[name, f"{wall:.2f}", f"{least:.2f}", f"{asleep:.2f}", "–"]]
    simulated = {count: simulate(tools, count, JOBS) for count in SIMULATED}
    rows += [
        [f"{count:,} that do nothing", f"{seconds:.2f}", "–", "–", f"{peak / 1e6:.0f}"]
        for count, (seconds, peak) in simulated.items()
    ]
    table = render(["roadmap", "s", "least s", "asleep s", "peak MB"], rows)
    about = (
        "Milestones that sleep, work a little and need each other, each in a room; `least` is the "
        "longest chain,\nor all of their time shared among the jobs where that is longer, and "
        "`asleep` the same of their sleep alone:"
    )
    return Report("roadmap", (f"{about}\n\n{table}",), targets(wall / least, simulated))


def simulate(tools: Tools, count: int, jobs: int) -> tuple[float, int]:
    """Seconds and peak bytes of the real scheduler with milestones that do nothing."""
    say(f"roadmap: {count} milestones that do nothing")
    done = subprocess.run(
        [str(tools.milepost / "python"), "-c", SIMULATION, str(count), str(jobs)],
        env=BASE_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise MeasureError(f"the simulation failed:\n{done.stderr[-2000:]}")
    say("")
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def targets(ratio: float, simulated: Mapping[int, tuple[float, int]]) -> tuple[Target, ...]:
    """Against the least time; and what scheduling itself takes."""
    few, many = sorted(simulated)[-2:]
    each = {count: 1000 * seconds / count for count, (seconds, _) in simulated.items()}
    grows = each[many] / each[few]
    peak = max(peak for _, peak in simulated.values())
    return (
        Target("wall time, of the least that it can take", ratio, 1.1, "times"),
        Target("scheduling of a milestone", max(each.values()), 10, "ms"),
        Target(f"one of {many:,} milestones against one of {few:,}", grows, 2, "times"),
        Target("peak memory of scheduling", peak / 1e6, 500, "MB"),
    )
