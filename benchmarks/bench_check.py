"""`check` of 5 KB guides beside the style checkers of Markdown: with no cache, and unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.guides import SIZE, write_roadmap
from benchmarks.measure import Command, Figure, measure
from benchmarks.report import Options, Report
from benchmarks.table import Target, mebibytes, render, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.peers import Tools

COLD, WARM = "milepost check --no-cache", "milepost check (unchanged)"
FOUND_SOMETHING = frozenset({0, 1})
"""A style checker may dislike a guide; its work was done all the same."""


def commands(tools: Tools, folder: Path) -> dict[str, Command]:
    """Every tool on the guides in `folder / "milestones"`, without a cache."""
    python = tools.python
    return {
        COLD: Command([str(tools.milepost / "milepost"), "check", "--no-cache", "."], folder),
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


def cached(tools: Tools, folder: Path) -> dict[str, Command]:
    """The tools that have a cache, with it."""
    return {
        WARM: Command(
            [str(tools.milepost / "milepost"), "check", "."],
            folder,
            {"MILEPOST_CACHE_DIR": str(folder / "kept")},
        ),
        "rumdl (unchanged)": Command(
            [
                str(tools.python / "rumdl"),
                "check",
                "--cache-dir",
                str(folder / "rumdl"),
                "-s",
                "milestones",
            ],
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
        what = f"check of {size} guides"
        found = measure(
            chosen(commands(tools, folder), options),
            runs=options.runs,
            budget=options.budget,
            what=what,
        )
        warm = chosen(cached(tools, folder), options)
        # The first fills the cache; the second finds that the guides were not written just now.
        measure(warm, runs=2, budget=options.budget, what=f"{what}, filling caches")
        found |= measure(warm, runs=options.runs, budget=options.budget, what=f"{what}, unchanged")
        figures |= {(name, size): figure for name, figure in found.items()}
    return Report("check", (table(figures, options),), targets(figures))


def chosen(commands: Mapping[str, Command], options: Options) -> dict[str, Command]:
    """The commands of the tools that were asked for."""
    return {
        name: command
        for name, command in commands.items()
        if not options.only or name.split()[0] in options.only
    }


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
    about = f"Guides of {SIZE:,} bytes, whole process; without a cache unless it says `unchanged`:"
    return f"{about}\n\n{render(header, rows)}"


def targets(figures: dict[tuple[str, int], Figure]) -> tuple[Target, ...]:
    """The targets whose figures were measured."""
    found = []
    limits = [(COLD, 1, 0.08), (COLD, 1_000, 0.8), (COLD, 10_000, 10.0)]
    for name, size, limit in [*limits, (WARM, 1_000, 0.1), (WARM, 10_000, 0.4)]:
        figure = figures.get((name, size))
        if figure:
            guides = "guide" if size == 1 else "guides"
            unchanged = " unchanged" if name == WARM else ""
            what = f"check of {size:,}{unchanged} {guides}"
            found.append(Target(what, figure.seconds, limit, "s"))
            peer = figures.get(("rumdl (unchanged)", size))
            if peer and name == WARM:
                ratio = peer.seconds / figure.seconds
                found.append(Target(f"{what}, faster than rumdl", ratio, 1, "times", "at least"))
    ours = figures.get((COLD, 1_000))
    theirs = figures.get(("markdownlint-cli2", 1_000))
    if ours and theirs:
        ratio = theirs.seconds / ours.seconds
        what = "check of 1,000 guides, faster than markdownlint-cli2"
        found.append(Target(what, ratio, 12, "times", "at least"))
    largest = figures.get((COLD, 10_000))
    if largest:
        found.append(Target("check of 10,000 guides, peak", largest.peak / 1e6, 300, "MB"))
    return tuple(found)
