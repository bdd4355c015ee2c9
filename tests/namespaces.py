"""Namespaces of programs, and who lives in them once the programs are said to have ended.

The kernel gives the number of a namespace that is gone to the next one. While one of ours is held
by a descriptor its number stays its own, so that no other program's namespace is taken for it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.programs import await_that

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS = ("user", "net", "mnt", "pid", "ipc", "uts")


class Namespaces:
    """Those that processes were in, without those that the test itself is in."""

    def __init__(self, held: contextlib.ExitStack) -> None:
        self._held = held
        self._own = {os.stat(f"/proc/self/ns/{kind}").st_ino for kind in _KINDS}
        self._found: set[int] = set()

    def __len__(self) -> int:
        return len(self._found)

    def hold(self, processes: Iterable[int]) -> None:
        """Add those of processes."""
        for pid in processes:
            for kind in _KINDS:
                try:
                    descriptor = os.open(f"/proc/{pid}/ns/{kind}", os.O_RDONLY | os.O_CLOEXEC)
                except OSError:
                    continue  # it has just ended
                number = os.fstat(descriptor).st_ino
                if number in self._own or number in self._found:
                    os.close(descriptor)
                else:
                    self._found.add(number)
                    self._held.callback(os.close, descriptor)

    def inhabited(self) -> list[str]:
        """Which of them processes are still in: the paths that say so."""
        found = []
        for kind in _KINDS:
            for link in Path("/proc").glob(f"[0-9]*/ns/{kind}"):
                with contextlib.suppress(OSError):
                    if link.stat().st_ino in self._found:
                        found.append(str(link))
        return found

    def await_end(self, what: str = "") -> None:
        """Wait until no process is in any of them."""
        await_that(lambda: not self.inhabited(), f"nobody is left in the namespaces {what}")


@contextlib.contextmanager
def namespaces() -> Iterator[Namespaces]:
    """Held until the context ends."""
    with contextlib.ExitStack() as held:
        yield Namespaces(held)
