"""Start-up: `--version` of every tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import Command, measure
from benchmarks.report import Options, Report
from benchmarks.table import Target, render

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.peers import Tools


def commands(tools: Tools, folder: Path) -> dict[str, Command]:
    python = tools.python
    peers = ("rumdl", "cram", "prysk", "byexample", "mdformat", "pytest")
    return {
        "milepost": Command([str(tools.milepost / "milepost"), "--version"], folder),
        "python -c pass": Command([str(python / "python"), "-c", "pass"], folder),
        **{name: Command([str(python / name), "--version"], folder) for name in peers},
        # It has no --version; --help ends as early.
        "markdownlint-cli2": Command(
            [str(tools.node), str(tools.markdownlint), "--help"],
            folder,
            accepted=frozenset({0, 2}),
        ),
    }


def bench(tools: Tools, work: Path, options: Options) -> Report:
    chosen = {
        name: command
        for name, command in commands(tools, work).items()
        if not options.only or name in options.only
    }
    # Cheap, and near the noise: more runs.
    runs = options.runs * 4
    figures = measure(chosen, runs=runs, budget=options.budget, what="start-up")
    rows = [[name, f"{figure.seconds * 1000:.0f}"] for name, figure in figures.items()]
    targets = [
        Target("milepost --version", figure.seconds * 1000, 60, "ms")
        for name, figure in figures.items()
        if name == "milepost"
    ]
    return Report("start-up", (render(["--version of", "ms"], rows),), tuple(targets))
