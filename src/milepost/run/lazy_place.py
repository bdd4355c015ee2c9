"""A place that opens when it is first used: a run that is all from the cache needs none."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING, Final

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping, Sequence

    from milepost.process.place import Listener, Place, Process

HASTE: Final = 0.2
"""Seconds that programs have to end by themselves when the run is ended."""
_CALLED_OFF: Final = "it was called off"
_PAUSE: Final = 0.005
"""Seconds between two looks whether something has ended."""


class LazyPlace:
    """See `milepost.process.place.Place`; every member may raise `CannotStart` at first."""

    def __init__(self, open_place: Callable[[], Place]) -> None:
        self._open = open_place
        self._opened: Place | None = None
        self._processes: list[Process] = []
        self._ended = False
        self._closed = False
        self._lock = threading.Lock()

    def _place(self) -> Place:
        if self._ended:
            raise CannotStart(_CALLED_OFF)
        if self._opened is None:
            opened = self._open()
            with self._lock:
                if not self._closed:
                    self._opened = opened
            if self._opened is None:  # another thread has closed it meanwhile
                opened.close()
                raise CannotStart(_CALLED_OFF)
        return self._opened

    @property
    def is_open(self) -> bool:
        """Whether it was used."""
        return self._opened is not None

    @property
    def isolated(self) -> bool:
        return self._place().isolated

    @property
    def workspace(self) -> str:
        return self._place().workspace

    @property
    def environment(self) -> Mapping[str, str]:
        return self._place().environment

    def put(self, name: str, data: bytes) -> str:
        return self._place().put(name, data)

    def start(self, argv: Sequence[str], *, cwd: str | None = None) -> Process:
        process = self._place().start(argv, cwd=cwd)
        self._processes.append(process)
        if self._ended:  # meanwhile
            process.signal(signal.SIGKILL)
        return process

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._place().connect(host, port, timeout)

    def listeners(self) -> frozenset[Listener]:
        return self._place().listeners()

    def end(self) -> None:
        """Called from another thread: kill what was started, and let nothing more be.

        Whoever uses the place finds that out, and closes it.
        """
        self._ended = True
        for process in list(self._processes):
            process.signal(signal.SIGKILL)

    def hurry(self, grace: float) -> None:
        """Ask all that was started to end, let nothing more be, and end it after `grace` seconds.

        Whoever uses the place finds that out, and closes it. May be called from another thread.
        """
        self._ended = True
        deadline = time.monotonic() + grace
        going = [process for process in list(self._processes) if process.poll() is None]
        for process in going:
            # What is stopped would not take note of the first.
            process.signal(signal.SIGTERM)
            process.signal(signal.SIGCONT)
        while going and time.monotonic() < deadline:
            time.sleep(_PAUSE)
            going = [process for process in going if process.poll() is None]
        if self._opened is not None and self._opened.isolated:
            self._opened.close()  # which ends whatever there is in it
        else:
            self.end()

    def close(self) -> None:
        with self._lock:
            self._closed = True
        if self._opened is not None:
            self._opened.close()
