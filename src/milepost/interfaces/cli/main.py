"""The `milepost` command: from the process's arguments to its exit status.

Nothing heavy is imported here: `milepost --version` answers before click is.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import milepost

if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> None:
    """Run the command line and leave the process with its exit status."""
    try:
        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        # While modules were still being imported; later ones are caught where they are told.
        status = 130
    try:
        sys.stdout.flush()
    except OSError:
        # Whoever read our output has gone; the interpreter's own flush at exit must not say so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def run(args: Sequence[str]) -> int:
    """Carry a command line out and return its exit status; messages go to standard error."""
    if list(args) == ["--version"]:
        with suppress(BrokenPipeError):
            print(f"milepost {milepost.__version__}")
        return 0
    from milepost.interfaces.cli.errors import guarded

    return guarded(args)
