"""What takes long: runs and verifications, each polled by its id.

Each is a process of its own, `milepost run` or `milepost verify`. So it can be ended at any moment
with all that it has started, and a server that goes leaves nothing behind.
"""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import milepost
from milepost.process.child import Child
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Sequence

AT_ONCE = 4
"""Jobs of a server that go on at the same time."""
_KEPT = 20
"""Jobs that are remembered after their end."""
_FOLDER = os.fspath(Path(milepost.__file__).parents[1])
# With -P nothing in the workspace can stand in for a module of ours.
_COMMAND = (
    sys.executable,
    "-P",
    "-c",
    f"import sys; sys.path.insert(0, {_FOLDER!r}); "
    "from milepost.interfaces.cli.main import main; main()",
)


@dataclass(slots=True)
class Job:
    """A command of Milepost on its way, or what it has left behind."""

    id: str
    kind: str
    """`run` or `verify`."""
    milestone: str
    child: Child
    stopped: bool = False
    """Whether it was ended before it was done."""

    @property
    def at(self) -> str:
        """What it said last of how far it is."""
        return next((line.strip() for line in reversed(self._lines())), "starting")

    @property
    def fault(self) -> str:
        """Why it could not be carried out, in its own words."""
        lines = self._lines()
        start = next((i for i, line in enumerate(lines) if line.startswith("milepost: ")), None)
        if start is None:
            return "it ended without a word"
        message, *remedy = lines[start:]
        words = "\nNext: ".join(filter(None, (message, " ".join(map(str.strip, remedy)))))
        return words.removeprefix("milepost: ")

    def end(self) -> None:
        """End it with all that it has started, and wait until it is gone."""
        self.stopped = self.child.end() or self.stopped

    def _lines(self) -> list[str]:
        text = self.child.messages.decode("utf-8", "replace")
        return [line for line in text.splitlines() if line.strip()]


class Jobs:
    """All jobs of a server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._jobs: dict[str, Job] = {}
        self._count = 0
        self._lock = threading.Lock()

    def start(self, kind: str, milestone: str, options: Sequence[str] = ()) -> Job:
        """Begin to run or to verify a milestone. Raises MilepostError if too much goes on."""
        with self._lock:
            busy = [job.id for job in self._jobs.values() if job.child.goes_on]
            if len(busy) >= AT_ONCE:
                raise MilepostError(
                    f"{len(busy)} jobs go on already: {', '.join(busy)}",
                    f"run_status(run={busy[0]!r}), and stop=true there ends it.",
                )
            self._count += 1
            name = f"{kind}-{self._count}"
            argv = [*_COMMAND, kind, *options, "--format", "json", "--", milestone]
            environment = {**os.environ, "PWD": os.fspath(self._folder)}
            child = Child(argv, environment=environment, folder=self._folder)
            job = self._jobs[name] = Job(name, kind, milestone, child)
            self._forget_old()
        return job

    def find(self, name: str) -> Job:
        """A job by its id. Raises MilepostError."""
        with self._lock:
            job = self._jobs.get(name)
            known = ", ".join(self._jobs)
        if job is None:
            raise MilepostError(
                f"there is no run `{name[:40]}`",
                f"There are: {known}." if known else "Begin one with run(milestone=...).",
            )
        return job

    def forget(self, job: Job) -> None:
        """Take a job that has ended out of the account, and its number if it is the last."""
        with self._lock:
            self._jobs.pop(job.id).child.close()
            if job.id == f"{job.kind}-{self._count}":
                self._count -= 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End all that goes on."""
        with self._lock:
            for job in self._jobs.values():
                job.child.close()
            self._jobs.clear()

    def _forget_old(self) -> None:
        ended = [name for name, job in self._jobs.items() if not job.child.goes_on]
        for name in ended[: max(len(ended) - _KEPT, 0)]:
            self._jobs.pop(name).child.close()
