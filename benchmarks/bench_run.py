"""`run` of trivial command blocks, beside the tools that carry out blocks of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.blocks import write_files
from benchmarks.measure import Command, Figure, measure, run_once
from benchmarks.report import Options, Report
from benchmarks.table import Target, render, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.peers import Tools

LOADS = {"1 block": (1, 1), "200 blocks": (1, 200), "20 x 20": (20, 20)}
"""Name of a load to the number of files and the blocks in each."""

JOBS = 2
"""Guides that Milepost carries out beside each other."""
ROOM = "milepost run"
HOST = "milepost run --no-sandbox"
NEITHER_ISOLATE_NOR_STOP = ("bash", "cram", "prysk")
"""Tools that turn a file into one script; Milepost need not be faster than they are."""


def commands(
    tools: Tools, folder: Path, files: int, count: int, *, wrong: bool = False
) -> dict[str, Command]:
    """Every tool on its own form of the same blocks, written into `folder`."""
    paths = {
        tool: [str(path) for path in write_files(folder / tool, tool, files, count, wrong=wrong)]
        for tool in ("bash", "cram", "prysk", "byexample", "sybil", "milepost")
    }
    python, milepost = tools.python, str(tools.milepost / "milepost")
    guides = paths["milepost"] if files == 1 else [str(folder / "milepost")]
    run = [milepost, "run", "--no-cache", "--jobs", str(JOBS)]
    path = {"PATH": f"{python}:/usr/local/bin:/usr/bin:/bin"}
    return {
        "bash": Command(
            ["/bin/bash", "-c", 'for f; do bash "$f"; done', "bash", *paths["bash"]], folder
        ),
        ROOM: Command([*run, *guides], folder),
        HOST: Command([*run, "--no-sandbox", *guides], folder),
        "cram": Command([str(python / "cram"), *paths["cram"]], folder, path),
        "prysk": Command([str(python / "prysk"), *paths["prysk"]], folder, path),
        "byexample": Command(
            [str(python / "byexample"), "-l", "shell", *paths["byexample"]], folder, path
        ),
        "sybil": Command(
            [str(python / "pytest"), "-q", "-p", "no:cacheprovider", str(folder / "sybil")],
            folder / "sybil",
            path,
        ),
    }


def bench(tools: Tools, work: Path, options: Options) -> Report:
    compare_outputs(chosen(commands(tools, work / "run-wrong", 1, 2, wrong=True), options), work)
    figures: dict[tuple[str, str], Figure] = {}
    for load, (files, count) in LOADS.items():
        folder = work / f"run-{files}-{count}"
        found = measure(
            chosen(commands(tools, folder, files, count), options),
            runs=options.runs,
            budget=options.budget,
            what=f"run, {load}",
        )
        figures |= {(name, load): figure for name, figure in found.items()}
    return Report("run", (table(figures, options),), targets(figures))


def chosen(commands: Mapping[str, Command], options: Options) -> dict[str, Command]:
    """The commands of the tools that were asked for."""
    return {
        name: command
        for name, command in commands.items()
        if not options.only or name.split()[0] in options.only
    }


def compare_outputs(wrong: Mapping[str, Command], home: Path) -> None:
    """See to it that every tool notices a wrong output: else it would be measured for nothing.

    Raises `MeasureError`.
    """
    for name, command in wrong.items():
        if name != "bash":
            run_once(replace(command, accepted=frozenset({1})), home)


def per_block(figures: dict[tuple[str, str], Figure], name: str) -> float:
    """Milliseconds that one more block takes, from the loads of 1 and of 200 blocks."""
    few, many = figures[name, "1 block"], figures[name, "200 blocks"]
    return (many.seconds - few.seconds) / 199 * 1000


def table(figures: dict[tuple[str, str], Figure], options: Options) -> str:
    names = dict.fromkeys(name for name, _ in figures)
    header = ["tool", *(f"{load} s" for load in LOADS), "ms per block"]
    rows = [
        [
            name,
            *(seconds(figures[name, load], options.runs) for load in LOADS),
            f"{per_block(figures, name):.2f}",
        ]
        for name in names
    ]
    about = "`echo` blocks whose output is compared (bash alone compares nothing)"
    return f"{about}; only `{ROOM}` isolates them:\n\n{render(header, rows)}"


def targets(figures: dict[tuple[str, str], Figure]) -> tuple[Target, ...]:
    """The targets whose figures were measured."""
    found = []
    names = dict.fromkeys(name for name, _ in figures)
    slower_peers = [name for name in names if name not in (*NEITHER_ISOLATE_NOR_STOP, ROOM, HOST)]
    for name, many, several in ((ROOM, 0.4, 0.8), (HOST, 0.2, 0.3)):
        if name not in names:
            continue
        for load, limit in (("200 blocks", many), ("20 x 20", several)):
            found.append(Target(f"{name}, {load}", figures[name, load].seconds, limit, "s"))
        if "bash" in names:
            beyond = per_block(figures, name) - per_block(figures, "bash")
            found.append(Target(f"{name}, per block beyond bash", beyond, 0.3, "ms"))
        for peer in slower_peers:
            for load in ("200 blocks", "20 x 20"):
                ratio = figures[peer, load].seconds / figures[name, load].seconds
                what = f"{name}, {load}, faster than {peer}"
                found.append(Target(what, ratio, 1, "times", "at least"))
    return tuple(found)
