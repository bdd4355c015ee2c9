"""`python -m benchmarks`: install the peers, measure, print the tables."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    bench_cache,
    bench_check,
    bench_cluster,
    bench_progress,
    bench_read,
    bench_roadmap,
    bench_room,
    bench_run,
    bench_startup,
)
from benchmarks.measure import MeasureError
from benchmarks.peers import InstallError, cache_folder, install
from benchmarks.report import Options
from benchmarks.table import verdicts

BENCHES = {
    "startup": bench_startup.bench,
    "check": bench_check.bench,
    "read": bench_read.bench,
    "run": bench_run.bench,
    "room": bench_room.bench,
    "roadmap": bench_roadmap.bench,
    "cache": bench_cache.bench,
    "cluster": bench_cluster.bench,
    "progress": bench_progress.bench,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("bench", nargs="*", metavar="|".join(BENCHES), help="default: all")
    parser.add_argument("--runs", type=int, default=5, help="runs of each program (default: 5)")
    parser.add_argument(
        "--budget",
        type=float,
        default=60.0,
        help="seconds after which a program is not run again for one figure (default: 60)",
    )
    parser.add_argument(
        "--sizes", default="1,100,1000,10000", help="numbers of guides to check, with commas"
    )
    parser.add_argument(
        "--records", type=int, default=1_000_000, help="records of evidence in a store"
    )
    parser.add_argument(
        "--only", default="", help="names of tools or stores, with commas (default: all)"
    )
    chosen = parser.parse_args()
    unknown = set(chosen.bench) - set(BENCHES)
    if unknown:
        parser.error(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    return chosen


def main() -> int:
    chosen = arguments()
    options = Options(
        runs=chosen.runs,
        budget=chosen.budget,
        sizes=tuple(int(size) for size in chosen.sizes.split(",")),
        records=chosen.records,
        only=frozenset(filter(None, chosen.only.split(","))),
    )
    try:
        tools = install(cache_folder())
        with tempfile.TemporaryDirectory(prefix="milepost-bench-") as work:
            names = chosen.bench or BENCHES
            reports = [BENCHES[name](tools, Path(work), options) for name in names]
    except (InstallError, MeasureError) as error:
        print(error, file=sys.stderr)
        return 2
    cores = len(os.sched_getaffinity(0))
    print(
        f"\n{cores} cores, Python {platform.python_version()}, {platform.system()}; medians of "
        f"{options.runs} runs (start-up {options.runs * 4}), fewer where it says (Nx)."
    )
    for report in reports:
        print(f"\n## {report.title}\n")
        print("\n\n".join(report.tables))
        if report.targets:
            print(f"\n{verdicts(report.targets)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
