"""Files of Milepost's own that programs of a place read: each command is written to one."""

from __future__ import annotations

import errno
import os
import threading


class HandedFiles:
    """Writes files into one folder, which only Milepost writes to.

    The file that was written last stays open: to write it anew is one call to the system then,
    where opening, emptying and closing it were three more.
    """

    def __init__(self, folder: str | int, mode: int) -> None:
        """`folder` is a path, or a descriptor that stays the caller's; `mode` holds for files."""
        self._folder = folder
        self._mode = mode
        self._name = ""
        self._descriptor = -1
        self._size = 0
        self._is_closed = False
        # Whoever ends a run closes its places while they are in use; a descriptor's number may be
        # that of another file the next moment.
        self._lock = threading.Lock()

    def write(self, name: str, data: bytes) -> None:
        """Make a file, or write over the one of this name. Raises OSError once it is closed."""
        with self._lock:
            if name != self._name:
                self._open(name)
            # Where the disk is full, a part of it is written.
            before, self._size = self._size, max(self._size, len(data))
            begin = 0
            while begin < len(data):
                begin += os.pwrite(self._descriptor, data[begin:] if begin else data, begin)
            if len(data) < before:
                os.ftruncate(self._descriptor, len(data))
            self._size = len(data)

    def close(self) -> None:
        """Close the file that is open; safe to call twice."""
        with self._lock:
            self._is_closed = True
            self._leave()

    def _leave(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._name, self._descriptor = "", -1

    def _open(self, name: str) -> None:
        if self._is_closed:
            raise OSError(errno.EBADF, "the place is closed", name)
        self._leave()
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        if isinstance(self._folder, int):
            self._descriptor = os.open(name, flags, self._mode, dir_fd=self._folder)
        else:
            self._descriptor = os.open(f"{self._folder}/{name}", flags, self._mode)
        self._name, self._size = name, 0
        os.fchmod(self._descriptor, self._mode)  # the umask may have taken from it
