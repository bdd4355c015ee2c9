"""Another Milepost, started by this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from milepost.process.spawn import spawn

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAIN: Final = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() == int(sys.argv.pop(1)):
    from milepost.interfaces.cli.main import main
    main(tells_interrupt=False)
"""
"""Asks to be ended when this process ends (PR_SET_PDEATHSIG, see prctl(2)), unless it has."""

PATIENCE: Final = 5.0
"""Seconds that it has to end what it has started."""


class Milepost:
    """A command line on its way. Its output goes where ours does; it hears nothing of Ctrl-C."""

    def __init__(self, args: Sequence[str]) -> None:
        """Start it; `args` are the words after `milepost`. Raises `CannotStart`."""
        self._process = spawn(
            [sys.executable, "-P", "-c", _MAIN, str(os.getpid()), *args],
            environment=os.environ,
            stdout=sys.stdout.fileno(),
            stderr=sys.stderr.fileno(),
        )

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def end(self) -> None:
        """Ask it to end what it has started and itself, and wait; kill it if it does not."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once; its rooms end with it."""
        self._process.kill()
        self._process.wait()
