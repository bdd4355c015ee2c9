"""A program with a terminal of its own, at which somebody types."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.interfaces.cli.process import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

_TAKE_IT = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv({0!r}, {1!r})"
)


def typed(words: str, *args: str, cwd: Path, **changes: str) -> tuple[int, str]:
    """Run a command line at a terminal where these words are typed: exit status and all shown."""
    ours, theirs = pty.openpty()
    command = [*COMMAND, *args]
    process = subprocess.Popen(
        [sys.executable, "-c", _TAKE_IT.format(command[0], command)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=environment(**changes),
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, f"{words}\n".encode())
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:
        pass  # The last holder of the other end has closed it.
    finally:
        os.close(ours)
    return process.wait(timeout=60), shown.decode()
