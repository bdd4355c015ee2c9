"""Measuring whole processes: wall time and peak memory, medians over interleaved runs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class MeasureError(Exception):
    """A measured program did not do its work, so its time would mean nothing."""


@dataclass(frozen=True)
class Command:
    """A program to measure."""

    argv: Sequence[str]
    """The program, by its absolute path, and its arguments."""
    cwd: Path
    """Folder it is started in."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Added to `BASE_ENVIRONMENT`; nothing else is handed on."""
    accepted: frozenset[int] = frozenset({0})
    """Exit statuses that mean that the work was done."""


@dataclass(frozen=True)
class Sample:
    """One run of a program."""

    seconds: float
    """Wall time from before its start until it was reaped."""
    peak: int
    """Bytes: the largest resident set among the program and the children that it waited for.

    Linux counts the starting process's own memory in it (about 25 MiB), so that smaller
    programs cannot be told apart.
    """


@dataclass(frozen=True)
class Figure:
    """All runs of one program."""

    samples: tuple[Sample, ...]
    """At least one."""

    @property
    def seconds(self) -> float:
        """Median wall time."""
        return statistics.median(sample.seconds for sample in self.samples)

    @property
    def peak(self) -> int:
        """Bytes; the highest of all runs."""
        return max(sample.peak for sample in self.samples)


BASE_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8"}


def run_once(command: Command, home: Path) -> Sample:
    """Run a program with empty input; its output is dropped. Raises `MeasureError`."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.argv,
            cwd=command.cwd,
            env={**BASE_ENVIRONMENT, "HOME": str(home), **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, raw, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = status = os.waitstatus_to_exitcode(raw)
        if status not in command.accepted:
            errors.seek(0)
            said = errors.read()[-2000:].decode(errors="replace")
            shown = " ".join(command.argv)[:200]
            raise MeasureError(f"`{shown}` ended with status {status}:\n{said}")
    return Sample(seconds, usage.ru_maxrss * 1024)


def measure(
    commands: Mapping[str, Command], *, runs: int, budget: float, what: str
) -> dict[str, Figure]:
    """Run every program `runs` times, in turns, so that a busy moment meets all alike.

    A program that has used up `budget` seconds is not run again: the very slow ones get fewer
    runs, and the tables say so. `what` is shown on standard error while this goes on.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as home:
        for turn in range(runs):
            for name, command in commands.items():
                spent = sum(sample.seconds for sample in samples[name])
                if turn and spent >= budget:
                    continue
                say(f"{what}: {name}, run {turn + 1} of {runs}")
                samples[name].append(run_once(command, Path(home)))
    say("")
    return {name: Figure(tuple(taken)) for name, taken in samples.items()}


def say(text: str) -> None:
    """One line of progress on standard error, written over on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)
