"""A program with a terminal of its own, at which somebody types."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Any

from tests.interfaces.cli.process import COMMAND, environment
from tests.programs import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TAKE_IT = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv({0!r}, {1!r})"
)


class Seat:
    """A terminal, seen from the person at it."""

    def __init__(self, ours: int, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.shown = ""
        """All that the terminal has shown."""
        self._ours = ours
        self._seen = 0

    def type(self, keys: str) -> None:
        """Press keys; `\\r` is Enter."""
        os.write(self._ours, keys.encode())

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def modes(self) -> list[Any]:
        """Its settings, as termios(3) has them."""
        return termios.tcgetattr(self._ours)

    def see(self, words: str) -> None:
        """Wait until words are shown after those that were seen last."""
        deadline = time.monotonic() + PATIENCE
        while (found := self.shown.find(words, self._seen)) < 0:
            assert time.monotonic() < deadline, self.shown
            assert self.look(0.05), self.shown
        self._seen = found + len(words)

    def end(self) -> int:
        """Look on until the program has ended: its exit status."""
        while self.look(PATIENCE):
            pass
        return self.process.wait(timeout=60)

    def look(self, seconds: float) -> bool:
        """Take what is shown; False if nothing ever will be."""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        if ready:
            try:
                piece = os.read(self._ours, 1 << 16)
            except OSError:
                return False  # The last holder of the other end has closed it.
            self.shown += piece.decode("utf-8", "replace")
        return True


@contextlib.contextmanager
def seated(*args: str, cwd: Path, **changes: str) -> Iterator[Seat]:
    """A command line that runs at a terminal."""
    ours, theirs = pty.openpty()
    command = [*COMMAND, *args]
    with subprocess.Popen(
        [sys.executable, "-c", _TAKE_IT.format(command[0], command)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=environment(**changes),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            yield Seat(ours, process)
        except BaseException:
            process.kill()
            raise
        finally:
            os.close(ours)


def typed(words: str, *args: str, cwd: Path, **changes: str) -> tuple[int, str]:
    """Run a command line at a terminal where these words are typed: exit status and all shown."""
    with seated(*args, cwd=cwd, **changes) as seat:
        seat.type(f"{words}\n")
        return seat.end(), seat.shown
