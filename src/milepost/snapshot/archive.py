"""A tar stream cut into records while it is written to a file; see tar(5), pax and ustar headers.

GNU tar writes the stream inside the place, with long names, fractions of seconds and sparse files
in pax headers. Here only the boundaries of its records are looked at, and each content's digest,
to which the extended attributes belong.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

BLOCK: Final = 512
_RECORD: Final = 20 * BLOCK
"""What tar reads at once: it waits for the rest of one."""

_EXTENDED: Final = b"x"
_RECORDED: Final = re.compile(rb"(\d+) ")
_ATTRIBUTE: Final = b"SCHILY.xattr."
"""Begins the names of records of extended attributes."""


def end(size: int) -> bytes:
    """What ends an archive whose records are `size` bytes together."""
    return bytes(2 * BLOCK + -(size + 2 * BLOCK) % _RECORD)


class BadArchive(Exception):  # noqa: N818 - it names what it is
    """The stream is not what GNU tar writes."""


class Recorder:
    """Writes those records of a stream to a file that are wanted."""

    def __init__(self, file: BinaryIO, keep: Callable[[int, bytes, int, int], bool]) -> None:
        """`keep` is asked for each record: its number from 0, its content's digest, its offset
        in the file and its length; what it answers decides whether the record stays."""
        self._file = file
        self._keep = keep
        self._whole = hashlib.sha256()
        self._buffer = bytearray()
        self._extension: bytearray | None = None
        self._begin(0)
        self.records = 0
        self.ended = False

    @property
    def digest(self) -> hashlib._Hash:
        """SHA-256 of all that was written so far, to be gone on with."""
        return self._whole

    @property
    def size(self) -> int:
        """Bytes that were kept."""
        return self._start

    def feed(self, data: bytes) -> None:
        """Take in more of the stream. Raises `BadArchive`."""
        if self.ended:
            return  # tar pads its last block
        self._buffer += data
        at = 0
        view = bytes(self._buffer)
        while not self.ended:
            if self._left:
                piece = view[at : at + self._left]
                if not piece:
                    break
                at += len(piece)
                self._body(piece)
            elif len(view) - at >= BLOCK:
                self._header(view[at : at + BLOCK])
                at += BLOCK
            else:
                break
            if not self._left and self._is_last:
                self._finish()
        del self._buffer[:at]

    def _begin(self, start: int) -> None:
        self._start = start
        self._before = self._whole.copy()
        self._content = hashlib.sha256()
        self._unhashed = 0
        self._left = 0
        self._is_last = False
        self._length = 0
        self._size: int | None = None

    def _header(self, header: bytes) -> None:
        if not header.strip(b"\0"):
            self.ended = True
            return
        kind = header[156:157]
        size = _number(header[124:136])
        self._write(header)
        if kind == _EXTENDED:
            self._extension = bytearray()
        else:
            if self._size is not None:
                size = self._size
            self._is_last = True
            if kind in b"12345":  # links, pipes and folders have no content
                size = 0
        self._unhashed = size
        self._left = -(-size // BLOCK) * BLOCK

    def _body(self, piece: bytes) -> None:
        self._left -= len(piece)
        self._write(piece)
        content = piece[: self._unhashed]
        self._unhashed -= len(content)
        if self._extension is None:
            self._content.update(content)
            return
        self._extension += content
        if not self._left:
            self._extended(bytes(self._extension))
            self._extension = None

    def _extended(self, records: bytes) -> None:
        attributes: list[bytes] = []
        while found := _RECORDED.match(records):
            record, records = records[: int(found[1])], records[int(found[1]) :]
            name, _, value = record[found.end() : -1].partition(b"=")
            if name == b"size":
                self._size = int(value)
            elif name.startswith(_ATTRIBUTE):
                attributes.append(record)
        for record in sorted(attributes):
            self._content.update(record)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._whole.update(data)
        self._length += len(data)

    def _finish(self) -> None:
        kept = self._keep(self.records, self._content.digest(), self._start, self._length)
        self.records += 1
        if kept:
            self._begin(self._start + self._length)
            return
        self._file.seek(self._start)
        self._file.truncate()
        self._whole = self._before
        self._begin(self._start)


def _number(field: bytes) -> int:
    """A number of a header: octal digits, or base 256 where its first bit is set."""
    if field[0] & 0x80:
        return int.from_bytes(field, "big") & ~(0xFF << (8 * (len(field) - 1)))
    try:
        return int(field.strip(b"\0 ") or b"0", 8)
    except ValueError as error:
        raise BadArchive("a header holds no size") from error
