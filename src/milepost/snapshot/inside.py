"""Programs in a place that take or give bytes, and which of its folders hold what a guide made."""

from __future__ import annotations

import os
import posixpath
import select
import time
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO

    from milepost.process.place import Place, Process

_TIMEOUT: Final = 300.0
"""Seconds that one of these programs may take."""
_CHUNK: Final = 1 << 20
_WORDS: Final = 4000
"""Bytes of a program's own words that are kept."""
_SYSTEM: Final = "PATH=/usr/bin:/bin:$PATH\n"
"""A guide may have installed a `tar` or `find` of its own; the system's goes before it."""


class Folders(msgspec.Struct, frozen=True):
    """Where the files of a place lie."""

    base: str
    """The folder that paths are relative to."""
    names: tuple[str, ...]
    """Folders in it that programs of the place write to."""


class Range(msgspec.Struct, frozen=True):
    """Bytes of an open file that a program is given."""

    file: BinaryIO
    offset: int
    length: int


def folders_of(place: Place) -> Folders:
    """All that programs of a room can write to; on this machine, home and workspace alone."""
    if place.isolated:
        return Folders("/", ("home", "tmp", "var", "dev/shm"))
    home = place.environment.get("HOME", place.workspace)
    base = posixpath.commonpath([posixpath.dirname(home), posixpath.dirname(place.workspace)])
    names = dict.fromkeys(posixpath.relpath(path, base) for path in (home, place.workspace))
    return Folders(base, tuple(names))


def ask(place: Place, script: str, *arguments: str) -> bytes:
    """What a bash script writes to its descriptor 4. Raises `CannotStart` if it fails."""
    answer = bytearray()
    converse(place, script, arguments, take=answer.extend)
    return bytes(answer)


def converse(
    place: Place,
    script: str,
    arguments: Iterable[str] = (),
    *,
    take: Callable[[bytes], object] | None = None,
    give: Iterable[Range | bytes] = (),
) -> None:
    """Run a bash script: `take` gets what it writes to descriptor 4, `give` is read from 3.

    Raises `CannotStart` with its words where it does not end well.
    """
    process = place.start(
        ["bash", "--norc", "--noprofile", "-c", _SYSTEM + script, "milepost", *arguments]
    )
    try:
        words = _Exchange(process, take, give).run()
        status = process.poll()
        if status != 0:
            said = words.decode("utf-8", "replace").strip()
            raise CannotStart(
                f"the files of the place could not be kept or put back: {said or status}",
                "see whether the disk or the room's size limit is full",
            )
    finally:
        process.end(0.0)
        process.close()


class _Exchange:
    """One conversation."""

    def __init__(
        self,
        process: Process,
        take: Callable[[bytes], object] | None,
        give: Iterable[Range | bytes],
    ) -> None:
        self._process = process
        self._take = take
        self._give = iter(give)
        self._rest: Range | bytes | None = None
        self._words = b""

    def run(self) -> bytes:
        """Carry it on until the program has ended; its own words."""
        process = self._process
        deadline = time.monotonic() + _TIMEOUT
        poll = select.poll()
        poll.register(process.reports, select.POLLIN)
        poll.register(process.output, select.POLLIN)
        waiting = {process.reports, process.output}
        self._rest = next(self._give, None)
        if self._rest is not None:
            poll.register(process.control, select.POLLOUT)
            waiting.add(process.control)
        while waiting - {process.control}:
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"the files of the place were not kept or put back within {_TIMEOUT:.0f} s",
                    "let the guide remove what it does not need",
                )
            for descriptor, _ in poll.poll(1000):
                going_on = (
                    self._send() if descriptor == process.control else self._receive(descriptor)
                )
                if not going_on:
                    poll.unregister(descriptor)
                    waiting.discard(descriptor)
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.0005)
        return self._words

    def _receive(self, descriptor: int) -> bool:
        try:
            data = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return True
        if descriptor == self._process.output:
            self._words = (self._words + data)[-_WORDS:]
        elif self._take is not None and data:
            self._take(data)
        return bool(data)

    def _send(self) -> bool:
        """Hand over what the pipe holds; whether there is more."""
        try:
            while self._rest is not None:
                if isinstance(self._rest, bytes):
                    count = os.write(self._process.control, self._rest)
                    self._rest = self._rest[count:] or None
                else:
                    source = self._rest
                    count = os.sendfile(
                        self._process.control, source.file.fileno(), source.offset, source.length
                    )
                    left = source.length - count
                    if not count:
                        raise CannotStart("a kept file is shorter than it was")
                    self._rest = Range(source.file, source.offset + count, left) if left else None
                if self._rest is None:
                    self._rest = next(self._give, None)
        except BlockingIOError:
            return True
        except BrokenPipeError:
            return False  # its status tells why
        return False
