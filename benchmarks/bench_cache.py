"""`run` of a guide that ran before: unchanged, and with a change in its last step but one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import Command, Figure, Sample, measure
from benchmarks.report import Options, Report
from benchmarks.table import Target, render, seconds

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.peers import Tools

STEPS = 15
CHANGED = 14
FILES, BYTES = 5_000, 10_000
"""What the second step writes, as an installation of packages does: 50 MB."""
PACE = 1.2
"""Seconds that each step before the changed one takes, as downloads and builds do."""

WHOLE, UNCHANGED, AGAIN = "whole guide, no cache", "unchanged", f"change in step {CHANGED}"

INSTALL = f"""\
mkdir -p packages
head -c {BYTES} /dev/urandom | base64 -w 0 | head -c {BYTES} >piece
for i in $(seq {FILES}); do
  d=packages/p$((i / 50)); [ -d $d ] || mkdir $d
  {{ echo $i; cat piece; }} >$d/$i.js
done"""


def guide(changed: str = "") -> str:
    """The guide; `changed` is added to the code of one step."""
    parts = ["# 1: Cached\n\n## Implementation Steps\n"]
    for number in range(1, STEPS + 1):
        code = f"echo step {number} >>log"
        if number < CHANGED:
            code = f"sleep {PACE}\n{code}"
        if number == 2:
            code = f"{INSTALL}\n{code}"
        if number == CHANGED:
            code += f"\necho changed {changed}"
        parts.append(
            f"### Step {number}: Part {number}\n\n```bash\n{code}\n```\n\n"
            f"**Expected Outcome**: The file `log` exists.\n"
        )
    return "\n".join(parts)


def bench(tools: Tools, work: Path, options: Options) -> Report:
    """Measure in a cache of its own; a change is a new one in every run."""
    folder = work / "cache"
    folder.mkdir()
    path = folder / "guide.md"
    path.write_text(guide(), "utf-8")
    milepost = str(tools.milepost / "milepost")
    environment = {"MILEPOST_CACHE_DIR": str(folder / "kept")}
    run = Command([milepost, "run", str(path)], folder, environment)
    measure({"fill the cache": run}, runs=1, budget=options.budget, what="cache")
    figures = measure({UNCHANGED: run}, runs=options.runs, budget=options.budget, what="cache")
    samples: list[Sample] = []
    for turn in range(options.runs):
        path.write_text(guide(str(turn)), "utf-8")
        samples += measure({AGAIN: run}, runs=1, budget=options.budget, what="cache")[AGAIN].samples
    figures[AGAIN] = Figure(tuple(samples))
    whole = Command([milepost, "run", "--no-cache", str(path)], folder, environment)
    figures |= measure({WHOLE: whole}, runs=1, budget=options.budget, what="cache")
    rows = [[name, seconds(figure, options.runs)] for name, figure in figures.items()]
    about = (
        f"A guide of {STEPS} steps whose second writes {FILES} files, "
        f"{FILES * BYTES // 1_000_000} MB, in a room:"
    )
    return Report("cache", (f"{about}\n\n{render(['run', 's'], rows)}",), targets(figures))


def targets(figures: dict[str, Figure]) -> tuple[Target, ...]:
    """What the figures have to be."""
    again = figures[AGAIN].seconds
    return (
        Target(AGAIN, again, 1, "s"),
        Target(UNCHANGED, figures[UNCHANGED].seconds, 0.3, "s"),
        Target(
            "a change against the whole", figures[WHOLE].seconds / again, 20, "times", "at least"
        ),
    )
