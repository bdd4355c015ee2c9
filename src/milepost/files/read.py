"""Reading files: what is no readable file is a fault with a remedy, never an exception."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from milepost.text.source import SIZE_LIMIT, SourceFault, size_fault

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1024 * 1024

_FAULTS = {
    errno.ENOENT: ("there is no such file", "Check the path; it may have been moved or removed."),
    errno.ENOTDIR: ("a part of the path is a file", "Check the path."),
    errno.EACCES: ("the file may not be read", "Give yourself permission: `chmod u+r FILE`."),
    errno.EISDIR: ("it is a folder", "Name the guides in it."),
    errno.ELOOP: ("the symbolic link leads in a circle", "Mend or remove the link."),
    errno.ENAMETOOLONG: ("the name is too long", "Check the path."),
}
"""Message and remedy by error number."""


def read_bytes(path: Path | str, shown: str) -> bytes | SourceFault:
    """The bytes of a regular file of at most `SIZE_LIMIT`, or why there are none.

    `shown` is the path as the user named it. A pipe or device is refused without waiting for it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return _not_regular(status.st_mode, shown)
            if (fault := size_fault(shown, status.st_size)) is not None:
                return fault
            return _read_all(handle, status.st_size, shown)
        finally:
            os.close(handle)
    except OSError as error:
        return _fault(error, shown)
    except ValueError:
        return SourceFault(shown, "the path holds a NUL character", "Check the path.")


def read_text(path: Path | str, shown: str) -> str | SourceFault:
    """The text of a UTF-8 file, its byte order mark left out, or why there is none."""
    raw = read_bytes(path, shown)
    if isinstance(raw, SourceFault):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return SourceFault(shown, "the file is not UTF-8", "Save it as UTF-8.")


def names_in(folder: Path | str, limit: int = 1000) -> tuple[str, ...]:
    """Names of the entries of a folder, sorted, at most `limit`; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return tuple(
                sorted(entry.name for entry, _ in zip(entries, range(limit), strict=False))
            )
    except OSError:
        return ()


def find_upward(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """What has one of these names in the folder and all above it, nearest first; in one folder in
    the order of `names`. What is no readable file is found too: to be told, not passed over."""
    return [
        parent / name
        for parent in (folder, *folder.parents)
        for name in names
        if os.path.lexists(parent / name)
    ]


def _read_all(handle: int, expected: int, shown: str) -> bytes | SourceFault:
    """All bytes; a file that grows beyond the limit while it is read is a fault."""
    data = os.read(handle, expected + 1)
    if len(data) == expected:
        # The usual case: one more read would only tell what `expected + 1` has told.
        return data
    parts = [data]
    size = len(data)
    while chunk := os.read(handle, _CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > SIZE_LIMIT:
            fault = size_fault(shown, size)
            assert fault is not None
            return fault
    return b"".join(parts)


def _not_regular(mode: int, shown: str) -> SourceFault:
    if stat.S_ISDIR(mode):
        return SourceFault(shown, *_FAULTS[errno.EISDIR])
    return SourceFault(
        shown,
        "it is a pipe or a device, not a file",
        "Name a file, or `-` to read standard input.",
    )


def _fault(error: OSError, shown: str) -> SourceFault:
    known = _FAULTS.get(error.errno or 0)
    if known is not None:
        return SourceFault(shown, *known)
    reason = (error.strerror or str(error)).lower()
    return SourceFault(shown, f"the file cannot be read: {reason}", "Check the disk and the path.")
