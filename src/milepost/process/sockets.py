"""Which TCP sockets of a network accept connections, as the kernel tells (proc(5), /proc/net)."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

from milepost.process.place import Listener

if TYPE_CHECKING:
    from pathlib import Path

_LISTEN = "0A"


def parse_listeners(table: str) -> frozenset[Listener]:
    """The listening sockets of the text of a `/proc/net/tcp` or `/proc/net/tcp6`."""
    found = set()
    for line in table.splitlines()[1:]:
        fields = line.split()
        if len(fields) > 9 and fields[3] == _LISTEN:
            address, _, port = fields[1].partition(":")
            found.add(Listener(int(port, 16), _address(address), int(fields[9])))
    return frozenset(found)


def listening_sockets(folder: Path) -> frozenset[Listener]:
    """The listening sockets told in `folder`, a `/proc/PID/net`; a missing table holds none."""
    found: frozenset[Listener] = frozenset()
    for name in ("tcp", "tcp6"):
        try:
            table = (folder / name).read_text(encoding="ascii")
        except FileNotFoundError:
            continue
        found |= parse_listeners(table)
    return found


def _address(digits: str) -> str:
    """The kernel prints addresses as 32-bit words in the machine's own byte order."""
    words = [int(digits[i : i + 8], 16) for i in range(0, len(digits), 8)]
    packed = struct.pack(f"={len(words)}I", *words)
    return socket.inet_ntop(socket.AF_INET if len(words) == 1 else socket.AF_INET6, packed)
