"""All that the programs of a test leave running, and nothing of anybody else's.

While orphans are adopted (PR_SET_CHILD_SUBREAPER, see prctl(2)), a process whose parent has ended
becomes a child of the test, whatever session, namespace or environment it has.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.programs import await_that

from milepost.room.inhabitants import descendants

if TYPE_CHECKING:
    from collections.abc import Iterator

_SET_CHILD_SUBREAPER = 36


class Orphans:
    """What has come from this process since the object was made."""

    def __init__(self) -> None:
        self._before = {process.pid for process in descendants(os.getpid())}

    def alive(self) -> list[str]:
        """The commands of all that runs."""
        return [
            _command(process.pid)
            for process in descendants(os.getpid())
            if process.alive and process.pid not in self._before
        ]

    def await_end(self) -> None:
        """Wait until nothing runs any more."""
        await_that(lambda: not self.alive(), f"these end: {self.alive()}")

    def reap(self) -> None:
        """Take note of the end of those that were adopted."""
        for process in list(descendants(os.getpid())):
            if process.pid not in self._before:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(process.pid, os.WNOHANG)


@contextlib.contextmanager
def adopted() -> Iterator[Orphans]:
    """Adopt the orphans of all that is started until the context ends."""
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    orphans = Orphans()
    try:
        yield orphans
    finally:
        assert libc.prctl(_SET_CHILD_SUBREAPER, 0, 0, 0, 0) == 0
        orphans.reap()


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return "gone"
