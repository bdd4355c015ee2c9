"""What takes long: runs and verifications, each polled by its id.

Each is a process of its own, `milepost run` or `milepost verify`. So it can be ended at any moment
with all that it has started, and a server that goes leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

import milepost
from milepost.process.spawn import spawn
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Sequence

AT_ONCE = 4
"""Jobs of a server that go on at the same time."""
_KEPT = 20
"""Jobs that are remembered after their end."""
_GRACE = 10.0
"""Seconds in which a job that is ended removes what it has made."""
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
    process: subprocess.Popen[bytes]
    _output: IO[bytes]
    _messages: IO[bytes]
    ended_early: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def goes_on(self) -> bool:
        return self.process.poll() is None

    @property
    def at(self) -> str:
        """What it said last of how far it is."""
        return next((line.strip() for line in reversed(self._lines())), "starting")

    @property
    def output(self) -> bytes:
        """What it wrote, once it has ended."""
        return _read(self._output)

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

    def wait(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return not self.goes_on

    def end(self) -> None:
        """End it with all that it has started, and wait until it is gone."""
        with self._lock:
            if self.goes_on:
                self.ended_early = True
                self.process.terminate()
                if not self.wait(_GRACE):
                    self.process.kill()
                    self.process.wait()

    def close(self) -> None:
        """End it, and let go of what it wrote."""
        self.end()
        self._output.close()
        self._messages.close()

    def _lines(self) -> list[str]:
        text = _read(self._messages).decode("utf-8", "replace")
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
            busy = [job.id for job in self._jobs.values() if job.goes_on]
            if len(busy) >= AT_ONCE:
                raise MilepostError(
                    f"{len(busy)} jobs go on already: {', '.join(busy)}",
                    f"run_status(run={busy[0]!r}), and stop=true there ends it.",
                )
            self._count += 1
            name = f"{kind}-{self._count}"
            output, messages = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115
            argv = [*_COMMAND, kind, *options, "--format", "json", "--", milestone]
            process = spawn(
                argv,
                environment={**os.environ, "PWD": os.fspath(self._folder)},
                folder=self._folder,
                stdout=output.fileno(),
                stderr=messages.fileno(),
            )
            job = self._jobs[name] = Job(name, kind, milestone, process, output, messages)
            self._forget()
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End all that goes on."""
        with self._lock:
            for job in self._jobs.values():
                job.close()
            self._jobs.clear()

    def _forget(self) -> None:
        over = [name for name, job in self._jobs.items() if not job.goes_on][:-_KEPT]
        for name in over:
            self._jobs.pop(name).close()


def _read(file: IO[bytes]) -> bytes:
    """All of a file that another process writes, whose place in it is shared with us."""
    size = os.fstat(file.fileno()).st_size
    return os.pread(file.fileno(), size, 0)
