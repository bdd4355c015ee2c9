"""A team's progress: `status` and `next` over a store that has grown, and people who write at once.

Each store holds the evidence of 20 people on 1,000 milestones. PostgreSQL is a server of its own,
on loopback, with its settings as they are shipped: a write is on the disk when it returns.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from typing import TYPE_CHECKING

import sqlalchemy as sa
from tests.progress import postgres
from tests.progress.engines import engine_of
from tests.progress.statements import statement

from benchmarks.evidence import fill, lay_out, person
from benchmarks.measure import Command, Figure, MeasureError, Sample, measure, say
from benchmarks.peers import ROOT
from benchmarks.report import Options, Report
from benchmarks.table import Target, render
from milepost.progress.store import open_store
from milepost.progress.tables import chain, evidence

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from benchmarks.peers import Tools

MILESTONES = 1_000
PEOPLE = 20
WRITERS = 50
WRITES = 20
"""Of each writer."""
IMPORTS = "imports alone"
COMMANDS = (["status"], ["status", "--everyone"], ["next"])
MODULES = {
    "SQLite": ("milepost.interfaces.cli.commands.status", "milepost.app.status"),
    "PostgreSQL": ("sqlalchemy.dialects.postgresql.psycopg", "psycopg"),
}
"""What a command imports, in the second case beside the first."""
PACED, BURST = "each about once a second", "all in the same moment"

Key = tuple[str, str]
"""Store, and what was measured."""


def bench(_tools: Tools, work: Path, options: Options) -> Report:
    """Measure both stores; `options.only` may name them."""
    figures: dict[Key, Figure] = {}
    with postgres.server() as server:
        for name, setting in (("SQLite", None), ("PostgreSQL", f"{server}/postgres")):
            if options.only and name not in options.only:
                continue
            folder = work / name
            lay_out(folder, setting, MILESTONES)
            say(f"progress: {options.records:,} records in {name}")
            fill(setting, folder, PEOPLE, options.records)
            figures |= {(name, what): one for what, one in _reading(name, folder, options).items()}
            figures |= {(name, what): one for what, one in _writing(setting, folder).items()}
    return Report("progress", _tables(figures, options), targets(figures))


def targets(figures: dict[Key, Figure]) -> tuple[Target, ...]:
    """What the figures have to be."""
    found = []
    for (name, what), figure in figures.items():
        if what.startswith("milepost"):
            beyond = (figure.seconds - figures[name, IMPORTS].seconds) * 1000
            found.append(Target(f"{name}: {what}, beyond imports", beyond, 300, "ms"))
    for what in (PACED, BURST):
        if ("PostgreSQL", what) in figures:
            slowest = percentile(figures["PostgreSQL", what], 99) * 1000
            found.append(
                Target(f"PostgreSQL: {WRITERS} people write, {what}, p99", slowest, 50, "ms")
            )
    return tuple(found)


def percentile(figure: Figure, percent: int) -> float:
    """The time in seconds that so many of a hundred do not exceed."""
    times = sorted(sample.seconds for sample in figure.samples)
    return times[min(len(times) * percent // 100, len(times) - 1)]


def _tables(figures: dict[Key, Figure], options: Options) -> tuple[str, str]:
    stores = list(dict.fromkeys(name for name, _ in figures))
    read = [what for what in dict.fromkeys(what for _, what in figures) if "mil" in what]
    rows = [
        [what, *(f"{figures[name, what].seconds * 1000:.0f}" for name in stores)]
        for what in (IMPORTS, *read)
    ]
    about = (
        f"{MILESTONES:,} milestones, {options.records:,} records of {PEOPLE} people; "
        "whole processes:"
    )
    written = [
        [f"{name}, {what}"]
        + [f"{percentile(figures[name, what], p) * 1000:.1f}" for p in (50, 90, 99, 100)]
        for name in stores
        for what in (PACED, BURST)
    ]
    writes = (
        f"{WRITERS} people, {WRITES} writes each, a process for each of them on this machine, "
        "all kept:"
    )
    return (
        f"{about}\n\n{render(['ms', *stores], rows)}",
        f"{writes}\n\n{render(['ms a write', 'p50', 'p90', 'p99', 'slowest'], written)}",
    )


def _reading(name: str, folder: Path, options: Options) -> dict[str, Figure]:
    environment = {
        "MILEPOST_USER": person(7),
        "MILEPOST_CACHE_DIR": str(folder / "cache"),
        "MILEPOST_STATE_DIR": str(folder / "state"),
        "PYTHONPATH": str(ROOT / "src"),
    }
    named = dict.fromkeys(("milepost.progress.store", *MODULES["SQLite"], *MODULES[name]))
    argv = {IMPORTS: ["-c", f"import {', '.join(named)}"]}
    argv |= {f"milepost {' '.join(one)}": ["-m", "milepost", *one] for one in COMMANDS}
    commands = {
        what: Command([sys.executable, *arguments], folder, environment)
        for what, arguments in argv.items()
    }
    measure(commands, runs=1, budget=options.budget, what="progress: warm")
    return measure(commands, runs=options.runs, budget=options.budget, what=f"progress: {name}")


def _writing(setting: str | None, folder: Path) -> dict[str, Figure]:
    """Let everybody write. Raises MeasureError if something of it was lost."""
    figures = {}
    for what in (PACED, BURST):
        say(f"progress: {WRITERS} people write, {what}")
        before = _kept(setting, folder)
        context = multiprocessing.get_context("fork")
        barrier, queue = context.Barrier(WRITERS), context.Queue()
        people = [
            context.Process(target=_write, args=(setting, folder, number, what, barrier, queue))
            for number in range(WRITERS)
        ]
        for one in people:
            one.start()
        times = [seconds for _ in people for seconds in queue.get(timeout=300)]
        for one in people:
            one.join()
        if (kept := _kept(setting, folder) - before) != WRITERS * (WRITES + 1):
            raise MeasureError(f"{kept} of {WRITERS * (WRITES + 1)} records were kept")
        figures[what] = Figure(tuple(Sample(seconds, 0) for seconds in times))
    say("")
    return figures


def _write(
    setting: str | None,
    folder: Path,
    number: int,
    what: str,
    barrier: Barrier,
    queue: Queue[list[float]],
) -> None:
    """One of the writers; the first record, which begins a chain, is not measured."""
    who = f"writer{number}"
    times = []
    with open_store(setting, folder) as store:
        store.append(statement(who=who))
        barrier.wait()
        for turn in range(WRITES):
            if what == BURST:
                barrier.wait()
            else:
                time.sleep(0.5 + (number * 7 + turn * 3) % WRITERS / WRITERS)
            started = time.perf_counter()
            store.append(statement(who=who))
            times.append(time.perf_counter() - started)
    queue.put(times)


def _kept(setting: str | None, folder: Path) -> int:
    """Records of all writers."""
    count = sa.select(sa.func.count()).select_from(evidence.join(chain))
    with engine_of(setting, folder) as engine, engine.connect() as connection:
        kept = connection.execute(count.where(chain.c.who.like("writer%"))).scalar_one()
    return int(kept)
