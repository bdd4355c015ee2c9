"""Runs that go on while an agent does other things; each is polled by its id."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from milepost.app.run import RunRequest, run
from milepost.process.errors import CannotStart
from milepost.result.observer import Silent
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import RunResult

_KEPT = 20
"""Runs that are remembered."""


class Progress(Silent):
    """Knows the step that a run is at."""

    def __init__(self) -> None:
        self.at = "starting"

    def step_started(self, path: str, number: int, name: str, line: int) -> None:  # noqa: ARG002
        self.at = f"{path}, {f'step {number}: ' if number else ''}{name}"


@dataclass(slots=True)
class Run:
    """One run."""

    thread: threading.Thread | None = None
    progress: Progress = field(default_factory=Progress)
    result: RunResult | None = None
    fault: str | None = None
    """Why there is no result, where there will be none."""


class Runs:
    """All runs of a server, one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: dict[str, Run] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def start(self, path: str, network: Literal["on", "off"]) -> str:
        """Begin to run a guide in a clean room; the run's id."""
        one = Run()
        with self._lock:
            number = f"run-{len(self._runs) + 1}"
            self._runs[number] = one
            for old in list(self._runs)[:-_KEPT]:
                if self._runs[old].result is not None:
                    self._runs[old] = Run(fault="too long ago to be remembered")
        request = RunRequest(paths=(path,), folder=self._folder, network=network)
        one.thread = threading.Thread(target=self._carry_out, args=(one, request), daemon=True)
        one.thread.start()
        return number

    def find(self, number: str) -> Run:
        """A run by its id. Raises MilepostError."""
        with self._lock:
            one = self._runs.get(number)
        if one is None:
            raise MilepostError(f"there is no run `{number}`", "Begin one with run.")
        return one

    def _carry_out(self, one: Run, request: RunRequest) -> None:
        # A room lives as long as the thread that spawned it: this one stays to the end.
        with self._turn:
            try:
                one.result = run(request, one.progress)
            except (MilepostError, CannotStart, OSError) as error:
                remedy = getattr(error, "remedy", "")
                one.fault = f"{error}. {remedy}".strip()
