"""Opening and closing a clean room, with network and without."""

from __future__ import annotations

import json
import statistics
import subprocess
from typing import TYPE_CHECKING

from benchmarks.measure import BASE_ENVIRONMENT, MeasureError, say
from benchmarks.report import Options, Report
from benchmarks.table import Target, render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.peers import Tools

ROOMS = 20
LIMITS = {"on": 60, "off": 20}
"""Milliseconds until the first program of a room can be started, by its network."""

SCRIPT = """\
import json, sys, time
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

found = []
for _ in range(int(sys.argv[2])):
    begin = time.perf_counter()
    room = Room(RoomSettings(network=sys.argv[1]))
    opened = time.perf_counter()
    process = room.start(["true"])
    while process.poll() is None:
        time.sleep(0.0002)
    ran = time.perf_counter()
    process.end()
    process.close()
    room.close()
    found.append([opened - begin, ran - opened, time.perf_counter() - ran])
print(json.dumps(found))
"""
PARTS = ("opening", "a first program", "closing")


def bench(tools: Tools, work: Path, options: Options) -> Report:  # noqa: ARG001 - as every bench
    """Measure within one process, as a run opens its rooms; medians of `ROOMS` for each run."""
    figures = {network: measured(tools, network, options.runs) for network in LIMITS}
    rows = [
        [f"network={network}", *(f"{1000 * part:.1f}" for part in parts)]
        for network, parts in figures.items()
    ]
    table = render(["room", *(f"{part}, ms" for part in PARTS)], rows)
    return Report("room", (table,), targets(figures))


def measured(tools: Tools, network: str, runs: int) -> tuple[float, ...]:
    """Seconds of each of `PARTS`. Raises `MeasureError`."""
    say(f"rooms, network={network}")
    done = subprocess.run(
        [str(tools.milepost / "python"), "-c", SCRIPT, network, str(ROOMS * runs // 5 or 1)],
        env=BASE_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    say("")
    if done.returncode:
        raise MeasureError(f"rooms could not be opened:\n{done.stderr[-2000:]}")
    return tuple(map(statistics.median, zip(*json.loads(done.stdout), strict=True)))


def targets(figures: Mapping[str, tuple[float, ...]]) -> tuple[Target, ...]:
    """A room starts when it is open."""
    return tuple(
        Target(f"room start, network={network}", 1000 * parts[0], LIMITS[network], "ms")
        for network, parts in figures.items()
    )
