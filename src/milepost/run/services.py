"""Services: commands that keep running until the guide ends."""

from __future__ import annotations

import errno
import os
import threading
import time
from typing import TYPE_CHECKING

import msgspec

from milepost.run.readiness import is_ready
from milepost.run.shell import GRACE

if TYPE_CHECKING:
    from milepost.process.place import Place
    from milepost.run.readiness import Readiness
    from milepost.run.shell import Shell

_TICK = 1.0
_PAUSE = 0.02


class Ready(msgspec.Struct, frozen=True):
    """How waiting for a service ended."""

    ready: bool
    seconds: float
    exit_status: int | None = None
    """Exit status if the service ended before it was ready; None with `ready` False: timeout."""


class Service:
    """A command that goes on in a shell of its own; its output is read by a thread as it comes."""

    def __init__(self, place: Place, shell: Shell) -> None:
        self._place = place
        self._shell = shell
        self._lock = threading.Lock()
        self._stopped = False
        self._wake = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self._ended = False
        self._reader = threading.Thread(target=self._read, name="service output", daemon=True)
        self._reader.start()

    @property
    def exit_status(self) -> int | None:
        """Its exit status once it has ended by itself, else None."""
        with self._lock:
            if self._ended:
                return self._shell.report.exit_status if self._shell.report else None
            if self._shell.report is None and self._shell.process.poll() is not None:
                return self._shell.process.poll()
            return self._shell.report.exit_status if self._shell.report else None

    @property
    def alive(self) -> bool:
        """Whether it is still running."""
        return not self._ended and self.exit_status is None

    def mark(self) -> int:
        """The amount of output so far, in bytes, for `output_since`."""
        with self._lock:
            return self._shell.capture.total

    def output_since(self, mark: int = 0) -> str:
        """The output after `mark` (0: all of it), as far as it is kept."""
        with self._lock:
            return self._shell.capture.text_since(mark)

    def wait_until_ready(self, readiness: Readiness, timeout: float) -> Ready:
        """Probe until it is ready, it ends, or `timeout` seconds have passed."""
        began = time.monotonic()
        deadline = began + timeout
        while True:
            if is_ready(readiness, self._place, self.output_since(0), deadline):
                return Ready(True, time.monotonic() - began)
            status = self.exit_status
            now = time.monotonic()
            if status is not None or now >= deadline:
                return Ready(False, now - began, status)
            time.sleep(min(_PAUSE, deadline - now))

    def end(self, grace: float = GRACE) -> None:
        """TERM to all its processes, KILL after `grace` seconds, and wait until they are gone."""
        if self._ended:
            return
        self._stopped = True
        os.eventfd_write(self._wake, 1)
        self._reader.join(_TICK)
        if not self._reader.is_alive():
            os.close(self._wake)
        self._ended = True
        self._shell.finish(grace)

    def _read(self) -> None:
        try:
            while not self._stopped:
                self._shell.await_input(self._wake, _TICK)
                with self._lock:
                    self._shell.pump(0.0)
        except OSError as error:
            # A run that is ended closes its places while their services are still read.
            if error.errno != errno.EBADF:
                raise
