"""Folders that last as long as a run, also where it is killed: the next one removes them."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUN: Final = "milepost-run-"
"""Begins the names of folders for what a run keeps for itself."""
START: Final = "milepost-start-"
"""Begins the names of folders from which milestones start."""
OF_MILESTONES: Final = (RUN, START)


@contextlib.contextmanager
def run_folder(
    parent: Path, prefix: str, *, end: Callable[[str], None] | None = None
) -> Iterator[Callable[[], Path]]:
    """What makes a folder of this process's own, if it is called; the folder is removed at the end.

    What processes of this machine that were killed have left beside it is removed as well; see
    `sweep_folders`.
    """
    folder = parent / f"{prefix}{os.getpid()}-{os.urandom(8).hex()}"

    def make() -> Path:
        sweep_folders(parent, prefix, end=end)
        folder.mkdir(mode=0o700, parents=True)
        return folder

    try:
        yield make
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_folders(parent: Path, prefix: str, *, end: Callable[[str], None] | None = None) -> None:
    """Remove what processes of this machine that were killed have left in a folder.

    `end` gets the name of each before it is removed, and ends what may still write to it.
    """
    for other in parent.glob(f"{glob.escape(prefix)}*"):
        match = re.fullmatch(r"(\d+)-[0-9a-f]{16}", other.name.removeprefix(prefix))
        if match is not None and not Path("/proc", match[1]).exists():
            if end is not None:
                end(other.name)
            shutil.rmtree(other, ignore_errors=True)
