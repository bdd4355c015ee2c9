"""The folder for what is temporary."""

from __future__ import annotations

import os
from pathlib import Path


def temporary_folder() -> Path:
    """That of `tempfile`, without a file that is made to try it and that a kill would leave there.

    To import `tempfile` takes longer than to open a place, as well. Where none of the folders can
    be written to, it is asked all the same. Raises FileNotFoundError where it knows none either.
    """
    for named in ("TMPDIR", "TEMP", "TMP"):
        folder = os.environ.get(named)
        if folder and is_writable(folder):
            return Path(os.path.abspath(folder))
    if is_writable("/tmp"):
        return Path("/tmp")
    import tempfile

    return Path(tempfile.gettempdir())


def is_writable(folder: str) -> bool:
    """Whether it is a folder in which we may make files."""
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)
