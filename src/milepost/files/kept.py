"""Small files that keep what can be computed anew: whole or not there, and the user's own.

Whatever is wrong with one, it is as if nothing were kept.
"""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIGEST: Final = 32
_DAY: Final = 24 * 3600.0
_OTHERS_WRITE: Final = 0o022


def load(path: Path) -> memoryview | None:
    """What was kept there; None unless it is whole, and only the user could have written it."""
    from hashlib import sha256

    try:
        found = os.stat(path)
        if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
            return None
        if os.name == "posix" and found.st_mode & _OTHERS_WRITE:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_DIGEST:]
    if sha256(body).digest() != data[:_DIGEST]:
        return None
    if time.time() - found.st_mtime > _DAY:
        with contextlib.suppress(OSError):
            os.utime(path)  # The least recently used ones are removed first.
    return body


def save(path: Path, body: bytes, *, limit: int) -> None:
    """Keep it; what was used last longest ago makes room where the folder has over `limit` bytes.

    Where that cannot be, nothing is kept.
    """
    from hashlib import sha256

    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(sha256(body).digest())
                file.write(body)
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _make_room(path, limit)
    except OSError:
        return


def sizes(folder: Path) -> dict[str, int]:
    """Name -> bytes of the files in a folder of kept ones."""
    return {entry.name: entry.stat().st_size for entry in _entries(folder)}


def remove(folder: Path) -> None:
    """Forget all that is kept in a folder."""
    for entry in _entries(folder):
        with contextlib.suppress(OSError):
            os.unlink(entry.path)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if entry.is_file(follow_symlinks=False):
                yield entry


def _make_room(kept: Path, limit: int) -> None:
    found = [(entry.stat(), entry) for entry in _entries(kept.parent)]
    total = 0
    for state, entry in sorted(found, key=lambda one: one[0].st_mtime, reverse=True):
        total += state.st_size
        if total > limit and entry.name != kept.name:
            with contextlib.suppress(FileNotFoundError):  # another Milepost was quicker
                os.unlink(entry.path)
