"""The sockets that accept connections, out of `/proc/PID/net/tcp` and `tcp6` (see proc(5))."""

from __future__ import annotations

import socket
import struct
from typing import Final

from milepost.process.place import Listener

_LISTEN: Final = "0A"


def listening(table: str) -> list[Listener]:
    """The listeners in the text of one such file."""
    rows = (line.split() for line in table.splitlines()[1:])
    return [_listener(row) for row in rows if row[3] == _LISTEN]


def _listener(row: list[str]) -> Listener:
    address, _, port = row[1].partition(":")
    return Listener(port=int(port, 16), address=_address(address), inode=int(row[9]))


def _address(digits: str) -> str:
    """An address from its 32-bit words in hexadecimal, each in the machine's byte order."""
    words = [int(digits[at : at + 8], 16) for at in range(0, len(digits), 8)]
    family = socket.AF_INET if len(words) == 1 else socket.AF_INET6
    return socket.inet_ntop(family, struct.pack(f"={len(words)}I", *words))
