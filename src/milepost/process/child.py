"""A program that goes on beside us, and what it writes meanwhile."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
from typing import IO, TYPE_CHECKING

from milepost.process.spawn import spawn
from milepost.process.temporary import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

GRACE = 10.0
"""Seconds in which a program that is ended removes what it has made."""


class Child:
    """A program with its output and its messages in files. Close it, whatever happened."""

    def __init__(
        self, argv: Sequence[str], *, environment: Mapping[str, str], folder: Path
    ) -> None:
        """Start it in a session of its own. Raises `CannotStart`."""
        self._lock = threading.Lock()
        with contextlib.ExitStack() as files:
            self._output: IO[bytes] = files.enter_context(
                tempfile.TemporaryFile(dir=temporary_folder())
            )
            self._messages: IO[bytes] = files.enter_context(
                tempfile.TemporaryFile(dir=temporary_folder())
            )
            self._process = spawn(
                argv,
                environment=environment,
                folder=folder,
                stdout=self._output.fileno(),
                stderr=self._messages.fileno(),
            )
            self._files = files.pop_all()

    @property
    def goes_on(self) -> bool:
        return self._process.poll() is None

    @property
    def output(self) -> bytes:
        """What it has written to standard output so far."""
        return _read(self._output)

    @property
    def messages(self) -> bytes:
        """What it has written to standard error so far."""
        return _read(self._messages)

    def wait(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return not self.goes_on

    def end(self) -> bool:
        """End it and wait until it is gone; whether it had to be ended."""
        with self._lock:
            if not self.goes_on:
                return False
            self._process.terminate()
            if not self.wait(GRACE):
                self._process.kill()
                self._process.wait()
            return True

    def close(self) -> None:
        """End it, and let go of what it wrote."""
        self.end()
        self._files.close()


def _nameless_file() -> IO[bytes]:
    return tempfile.TemporaryFile(dir=temporary_folder())


def _read(file: IO[bytes]) -> bytes:
    """All of a file that another process writes, whose place in it is shared with us."""
    return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0)
