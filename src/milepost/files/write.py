"""Writing files: all or nothing, whatever happens on the way."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room, and try again; the file is as it was."),
    errno.EDQUOT: ("the quota is used up", "Make room, and try again; the file is as it was."),
    errno.EACCES: ("the folder may not be written to", "Give yourself permission to write there."),
    errno.EPERM: ("writing is not permitted", "Give yourself permission to write there."),
    errno.EROFS: ("the file system is read-only", "Copy the guides to where you may write."),
    errno.ENOENT: ("its folder is gone", "Make the folder, and try again."),
}


def replace_file(path: Path, data: bytes, *, shown: str, expected: bytes | None = None) -> None:
    """Put `data` in the place of a file, which at every moment is either the old or the new one.

    The mode is kept, and a symbolic link stays one. With `expected`, a file that no longer holds
    these bytes is left alone. Raises MilepostError with the reason.
    """
    target = Path(os.path.realpath(path))
    try:
        status = os.stat(target)
        if expected is not None and target.read_bytes() != expected:
            raise MilepostError(
                "the file changed while it was being checked",
                "Run the command again; nothing was written.",
                path=shown,
            )
        if os.statvfs(target).f_flag & os.ST_RDONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if not os.access(target, os.W_OK):
            raise MilepostError(
                "the file is read-only",
                "Give yourself permission: `chmod u+w FILE`.",
                path=shown,
            )
        with _temporary(target) as temporary:
            _write(temporary, data, status.st_mode & 0o7777)
            os.replace(temporary, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _failure(error, shown) from error


def create_file(path: Path, data: bytes, *, shown: str) -> bool:
    """Make a file, folders above it included, unless something of that name is there.

    Returns whether it was made; it appears whole or not at all. Raises MilepostError.
    """
    made: list[Path] = []
    try:
        made = _make_folders(path.parent)
        if os.path.lexists(path):
            return False
        with _temporary(path) as temporary:
            _write(temporary, data, 0o666 & ~_umask())
            try:
                os.link(temporary, path)
            except FileExistsError:
                return False
            except OSError:
                # A file system without hard links: the name was free a moment ago.
                os.rename(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise _failure(error, shown) from error
    return True


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were not there, the outermost first."""
    missing: list[Path] = []
    while not folder.exists():
        missing.insert(0, folder)
        folder = folder.parent
    for one in missing:
        one.mkdir(exist_ok=True)
    return missing


def make_folder(path: Path, *, shown: str) -> bool:
    """Make a folder and those above it; whether it was made. Raises MilepostError."""
    if path.is_dir():
        return False
    try:
        path.mkdir(parents=True)
    except FileExistsError as error:
        raise MilepostError(
            "a file is in the place of the folder", "Move it, and try again.", path=shown
        ) from error
    except OSError as error:
        raise _failure(error, shown) from error
    return True


@contextlib.contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    """A free name beside the target; what has that name at the end is removed.

    An interrupt may come between any two instructions, so the name is there before the file.
    """
    temporary = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}.tmp")
    try:
        yield temporary
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _write(path: Path, data: bytes, mode: int) -> None:
    """Make a file that holds the data, on the disk for good."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fchmod(handle, mode)
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    # Some file systems cannot sync a folder; the file itself is on the disk already.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _failure(error: OSError, shown: str) -> MilepostError:
    reason, remedy = _REASONS.get(
        error.errno or 0,
        ((error.strerror or str(error)).lower(), "Check the disk and the path."),
    )
    return MilepostError(f"cannot write: {reason}", remedy, path=shown)
