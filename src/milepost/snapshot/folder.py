"""A digest of a folder of this machine that a roadmap ships."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def folder_digest(folder: Path) -> str:
    """Names, kinds, permissions and contents of all that it holds; links are not followed.

    Raises OSError.
    """
    whole = hashlib.sha256()
    for path, folders, files in os.walk(os.fsencode(folder)):
        folders.sort()
        for name in sorted((*folders, *files)):
            entry = os.path.join(path, name)
            state = os.lstat(entry)
            content = b""
            if stat.S_ISLNK(state.st_mode):
                content = os.readlink(entry)
            elif stat.S_ISREG(state.st_mode):
                with open(entry, "rb") as file:
                    content = hashlib.file_digest(file, "sha256").digest()
            shown = os.path.relpath(entry, os.fsencode(folder))
            head = f"{state.st_mode:o} {len(shown)} {len(content)} ".encode()
            whole.update(head + shown + content)
    return whole.hexdigest()
