"""Copying a folder of this machine into a room, by a program in the room that writes it there."""

from __future__ import annotations

import contextlib
import io
import os
import select
import stat
import tarfile
from typing import TYPE_CHECKING, Final

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import Buffer

    from milepost.process.place import Place, Process

UNPACK: Final = ("bash", "-c", "exec tar -x --no-same-owner -f - <&3 3<&- 4>&-")


def fill(place: Place, folder: Path) -> None:
    """Copy what the folder holds into the place's workspace.

    Links stay links, wherever they lead; sockets, pipes and devices are left out. Raises
    `CannotStart` if the folder cannot be read or the room cannot hold it.
    """
    process = place.start(UNPACK)
    try:
        words = _feed(process, folder)
        if process.poll() != 0:
            raise CannotStart(f"cannot copy {folder} into the room: {words.strip()}")
    except OSError as error:
        raise CannotStart(
            f"cannot copy {folder} into the room: {error.strerror or error}",
            f"see whether {error.filename or folder} can be read",
        ) from error
    finally:
        process.end(0)
        process.close()


def _feed(process: Process, folder: Path) -> str:
    """Send the folder to the unpacking program; what that says, when it has ended."""
    sink = _Sink(process)
    with (
        contextlib.suppress(BrokenPipeError),
        tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        for entry in sorted(os.listdir(folder)):
            archive.add(folder / entry, arcname=f"./{entry}", filter=_keep)
    while process.poll() is None:
        sink.listen(0.05)
    sink.listen(0)
    return sink.heard.decode("utf-8", "replace")


def _keep(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """The member, if it is a file, a folder or a link."""
    if not (member.isreg() or member.isdir() or member.issym() or member.islnk()):
        return None
    member.mode |= stat.S_IRUSR | stat.S_IWUSR
    return member


class _Sink(io.RawIOBase):
    """A file whose content goes to a program's control pipe, while its output is heard."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.heard = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        rest = memoryview(data)
        total = len(rest)
        while rest:
            select.select([self._process.output], [self._process.control], [], 1)
            try:
                rest = rest[os.write(self._process.control, rest) :]
            except BlockingIOError:
                self.listen(0.01)
        return total

    def listen(self, timeout: float) -> None:
        """Take in what the program says within `timeout` seconds."""
        poller = select.poll()
        poller.register(self._process.output, select.POLLIN)
        if poller.poll(timeout * 1000):
            with contextlib.suppress(BlockingIOError):
                self.heard += os.read(self._process.output, 1 << 16)
