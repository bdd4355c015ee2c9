"""`check` of 5 KB guides, without any cache, beside the style checkers of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.guides import SIZE, write_roadmap
from benchmarks.measure import Command, Figure, measure
from benchmarks.report import Options, Report
from benchmarks.table import Target, mebibytes, render, seconds

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.peers import Tools

FOUND_SOMETHING = frozenset({0, 1})
"""A style checker may dislike a guide; its work was done all the same."""


def commands(tools: Tools, folder: Path) -> dict[str, Command]:
    """Every tool on the guides in `folder / "milestones"`."""
    python = tools.python
    return {
        "milepost check": Command([str(tools.milepost / "milepost"), "check", "."], folder),
        "rumdl --no-cache": Command(
            [str(python / "rumdl"), "check", "--no-cache", "-s", "milestones"],
            folder,
            accepted=FOUND_SOMETHING,
        ),
        "markdownlint-cli2": Command(
            [str(tools.node), str(tools.markdownlint), "milestones/*.md"],
            folder,
            accepted=FOUND_SOMETHING,
        ),
        "mdformat --check": Command(
            [str(python / "mdformat"), "--check", "milestones"],
            folder,
            accepted=FOUND_SOMETHING,
        ),
    }


def bench(tools: Tools, work: Path, options: Options) -> Report:
    """Measure all sizes; the guides are written into `work`."""
    figures: dict[tuple[str, int], Figure] = {}
    for size in options.sizes:
        folder = work / f"check-{size}"
        write_roadmap(folder / "milestones", size)
        chosen = {
            name: command
            for name, command in commands(tools, folder).items()
            if not options.only or name.split()[0] in options.only
        }
        found = measure(
            chosen, runs=options.runs, budget=options.budget, what=f"check of {size} guides"
        )
        figures |= {(name, size): figure for name, figure in found.items()}
    return Report("check", (table(figures, options),), targets(figures))


def table(figures: dict[tuple[str, int], Figure], options: Options) -> str:
    names = dict.fromkeys(name for name, _ in figures)
    largest = max(options.sizes)
    header = ["tool", *(f"{size:,} s" for size in options.sizes), f"peak MiB at {largest:,}"]
    rows = [
        [
            name,
            *(seconds(figures.get((name, size)), options.runs) for size in options.sizes),
            mebibytes(figures.get((name, largest))),
        ]
        for name in names
    ]
    return f"Guides of {SIZE:,} bytes, whole process, no tool's cache:\n\n{render(header, rows)}"


def targets(figures: dict[tuple[str, int], Figure]) -> tuple[Target, ...]:
    """The targets whose figures were measured."""
    found = []
    for size, limit in ((1, 0.08), (1_000, 1.0), (10_000, 10.0)):
        figure = figures.get(("milepost check", size))
        if figure:
            guides = "guide" if size == 1 else "guides"
            found.append(Target(f"check of {size:,} {guides}", figure.seconds, limit, "s"))
    ours = figures.get(("milepost check", 1_000))
    theirs = figures.get(("markdownlint-cli2", 1_000))
    if ours and theirs:
        ratio = theirs.seconds / ours.seconds
        what = "check of 1,000 guides, faster than markdownlint-cli2"
        found.append(Target(what, ratio, 12, "times", "at least"))
    largest = figures.get(("milepost check", 10_000))
    if largest:
        found.append(Target("check of 10,000 guides, peak", largest.peak / 1e6, 300, "MB"))
    return tuple(found)
