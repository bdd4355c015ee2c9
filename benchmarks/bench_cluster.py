"""A roadmap on a cluster of two workers, against the same one carried out by this process alone."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from benchmarks.measure import BASE_ENVIRONMENT, Command, Figure, MeasureError, measure
from benchmarks.peers import cache_folder, install_cluster
from benchmarks.report import Options, Report
from benchmarks.table import Target, render, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.peers import Tools

T = TypeVar("T")

MILESTONES = 20
CHANGED = 10
JOBS = 2
SLEEP = 0.3
"""Seconds that each milestone sleeps."""
BYTES = 1_000_000
"""What each milestone leaves behind besides what it began with."""
MEGABYTE = 1_000_000

HERE, STARTED, THERE = (
    f"--jobs {JOBS}",
    f"--cluster local:{JOBS}",
    f"--cluster dask://…, {JOBS} workers",
)
FIRST = "first"
RUNS = {FIRST: "", "second": "", "third": "", f"change in {CHANGED}": "-changed"}
"""Runs of the same roadmap, one after the other: what is added to the code of one milestone."""

GUIDE = """\
# {number}: Milestone {number}

## Prerequisites

{needs}

## Implementation Steps

### Step 1: Work

```bash
sleep {sleep}
head -c {bytes} /dev/urandom >left-{number}{changed}
```

**Expected Outcome**: The file `left-{number}{changed}` exists.
"""


def write_guides(folder: Path, changed: str = "") -> None:
    """Two chains beside each other; `changed` becomes part of one milestone's code."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, MILESTONES + 1):
        needs = f"- [Before]({number - JOBS:02d}.md)" if number > JOBS else "- git"
        text = GUIDE.format(
            number=number,
            needs=needs,
            sleep=SLEEP,
            bytes=BYTES,
            changed=changed if number == CHANGED else "",
        )
        (folder / f"{number:02d}.md").write_text(text)


@dataclass(frozen=True)
class Cluster:
    """A scheduler and workers, as on machines of their own: each with a cache of its own."""

    address: str
    caches: Sequence[Path]

    def fetched(self, store: Path) -> int:
        """Bytes of the store's objects that workers have from there; each was made by one."""
        total = 0
        for path in store.rglob("*"):
            if path.is_file():
                copies = sum(
                    (cache / "objects" / path.name[:2] / path.name).exists()
                    for cache in self.caches
                )
                total += max(copies - 1, 0) * path.stat().st_size
        return total


@contextmanager
def cluster(programs: Path, folder: Path) -> Iterator[Cluster]:
    """A cluster on loopback, with logs and caches in a folder."""
    folder.mkdir()
    file = folder / "scheduler.json"
    caches = [folder / f"cache-{number}" for number in range(JOBS)]
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str, **changes: str) -> None:
        told = ("--no-dashboard", "--scheduler-file", str(file))
        with (folder / f"{len(started)}.log").open("wb") as log:
            started.append(
                subprocess.Popen(
                    [str(programs / "dask"), *words, *told],
                    env={**BASE_ENVIRONMENT, "HOME": str(folder), **changes},
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            )

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0")
        for number, cache in enumerate(caches):
            words = ("--nthreads", "1", "--memory-limit", "0", "--name", str(number))
            start("worker", *words, MILEPOST_CACHE_DIR=str(cache))
        address = awaited("the scheduler", lambda: address_in(file))
        for number in range(1, len(started)):
            awaited(f"worker {number}", partial(registered, folder / f"{number}.log"))
        yield Cluster(address.replace("tcp://", "dask://"), caches)
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(20)


def address_in(file: Path) -> str:
    """Where a scheduler listens that writes it to a file; empty until it has."""
    text = file.read_text() if file.exists() else ""
    return str(json.loads(text)["address"]) if text.endswith("}") else ""


def registered(log: Path) -> bool:
    """Whether a worker has joined."""
    return "Registered to" in log.read_text()


def awaited(what: str, look: Callable[[], T]) -> T:
    """What `look` finds once it finds something. Raises `MeasureError`."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise MeasureError(f"{what} did not start")


@dataclass(frozen=True)
class Row:
    """One way to carry the roadmap out, in a cache that is empty at first."""

    figures: dict[str, Figure]
    sent: dict[str, int]
    """Bytes that workers fetched."""


def bench(tools: Tools, work: Path, options: Options) -> Report:  # noqa: ARG001 - benches' form
    """Each way in turn: from nothing, twice with nothing changed, with one milestone changed."""
    programs = install_cluster(cache_folder())
    folder = work / "cluster"
    folder.mkdir()
    rows = {
        HERE: carried(programs, folder / "here", (), options),
        STARTED: carried(programs, folder / "local", ("--cluster", f"local:{JOBS}"), options),
    }
    with cluster(programs, folder / "dask") as found:
        store = folder / "store"
        words = ("--cluster", found.address, "--store", str(store))
        rows[THERE] = carried(programs, folder / "there", words, options, (found, store))
    header = ["how", *(f"{name}, s" for name in RUNS), *(f"{name}, MB" for name in RUNS)]
    table = render(header, [cells(name, row) for name, row in rows.items()])
    about = (
        f"{MILESTONES} milestones in {JOBS} chains, each in a room; each sleeps {SLEEP} s and "
        f"leaves {BYTES // MEGABYTE} MB behind. MB are what\nworkers with caches of their own "
        "fetched from the store:"
    )
    return Report("cluster", (f"{about}\n\n{table}",), targets(rows))


def carried(
    programs: Path,
    folder: Path,
    words: Sequence[str],
    options: Options,
    seen: tuple[Cluster, Path] | None = None,
) -> Row:
    """All runs of the roadmap in a folder of its own."""
    guides = folder / "milestones"
    milepost = [str(programs / "milepost"), "run", "--network", "off", "--jobs", str(JOBS)]
    run = Command([*milepost, *words], folder, {"MILEPOST_CACHE_DIR": str(folder / "cache")})
    row = Row({}, {})
    before = 0
    for name, changed in RUNS.items():
        write_guides(guides, changed)
        what = f"cluster: {' '.join(words) or HERE}"
        row.figures[name] = measure({name: run}, runs=1, budget=options.budget, what=what)[name]
        if seen is not None:
            total = seen[0].fetched(seen[1])
            row.sent[name], before = total - before, total
    return row


def cells(name: str, row: Row) -> list[str]:
    """A row of the table."""
    sent = [f"{row.sent[when] / MEGABYTE:.1f}" if row.sent else "–" for when in RUNS]
    return [name, *(seconds(figure, 1) for figure in row.figures.values()), *sent]


def targets(rows: dict[str, Row]) -> tuple[Target, ...]:
    """What a cluster may take beside this process alone."""
    here, there = (rows[how].figures[FIRST].seconds for how in (HERE, THERE))
    return (Target(f"{THERE}, against {HERE}", there / here, 2, "times"),)
