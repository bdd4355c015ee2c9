"""Which TCP sockets of a network accept connections, as the kernel tells (proc(5), /proc/net)."""

from __future__ import annotations

import os
import socket
import struct
from typing import TYPE_CHECKING

from milepost.process.place import Listener

if TYPE_CHECKING:
    from pathlib import Path

_LISTEN = "0A"

SOCK_DIAG = 4
"""Protocol number of NETLINKSOCK_DIAG (sock_diag(7))."""
_HEADER = struct.Struct("=IHHII")
"""A netlink message's length, type, flags, sequence number and port (netlink(7))."""
_BY_FAMILY = 20
_DUMP_REQUEST = 0x301
_ERROR, _DONE = 2, 3
_LISTENING = 1 << 10
"""The bit of TCP_LISTEN in a set of states."""
_ADDRESS, _INODE, _ID_BYTES = 8, 68, 48
"""Offsets of the local address and the inode in a `struct inet_diag_msg`, and the size of the
`struct inet_diag_sockid` that a request for all sockets leaves empty."""


def parse_listeners(table: str) -> frozenset[Listener]:
    """The listening sockets of the text of a `/proc/net/tcp` or `/proc/net/tcp6`."""
    found = set()
    for line in table.splitlines()[1:]:
        fields = line.split()
        if len(fields) > 9 and fields[3] == _LISTEN:
            address, _, port = fields[1].partition(":")
            found.add(Listener(int(port, 16), _address(address), int(fields[9])))
    return frozenset(found)


def open_diagnosis() -> socket.socket:
    """A socket that asks the kernel for the sockets of the network in which it was opened.

    Raises OSError where the kernel has no such thing.
    """
    return socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, SOCK_DIAG)


def diagnosed_listeners(diagnosis: socket.socket) -> frozenset[Listener]:
    """The listening sockets, in a hundredth of the time that the tables take. Raises OSError.

    For the tables the kernel walks through all that it has room for.
    """
    found: set[Listener] = set()
    for family in (socket.AF_INET, socket.AF_INET6):
        query = struct.pack("=BBBBI", family, socket.IPPROTO_TCP, 0, 0, _LISTENING)
        query += bytes(_ID_BYTES)
        size = _HEADER.size + len(query)
        diagnosis.send(_HEADER.pack(size, _BY_FAMILY, _DUMP_REQUEST, 1, 0) + query)
        while (answer := parse_diagnosis(diagnosis.recv(1 << 16))) is not None:
            found |= answer
    return frozenset(found)


def parse_diagnosis(data: bytes) -> frozenset[Listener] | None:
    """The sockets of one answer; None for the one that ends them. Raises OSError for a refusal."""
    found = set()
    while data:
        size, kind, *_ = _HEADER.unpack_from(data)
        body = data[_HEADER.size : size]
        if kind == _DONE:
            return None
        if kind == _ERROR:
            number = -struct.unpack_from("=i", body)[0]
            raise OSError(number, os.strerror(number))
        family, port = struct.unpack_from("!B3xH", body)
        width = 4 if family == socket.AF_INET else 16
        address = socket.inet_ntop(family, body[_ADDRESS : _ADDRESS + width])
        (inode,) = struct.unpack_from("=I", body, _INODE)
        found.add(Listener(port, address, inode))
        data = data[(size + 3) & ~3 :]
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
