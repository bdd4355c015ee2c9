"""Connections made from inside a room's network by Milepost itself.

A helper process that has entered the room's network connects and hands the connected socket over
(SCM_RIGHTS, see unix(7)). It runs Milepost's own interpreter and nothing of the room's.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from milepost.process.sockets import SOCK_DIAG
from milepost.process.spawn import spawn, wait_for

if TYPE_CHECKING:
    from collections.abc import Sequence

_HELPER: Final = Path(__file__).with_name("doorkeeper.py").read_text("utf-8")

_ANSWER: Final = struct.Struct("=i")
_PATIENCE: Final = 1.0
"""Seconds in which a helper that was killed is gone."""


class Doorway:
    """A helper in a room's network. It ends when the doorway is closed, or Milepost ends."""

    def __init__(self, enter: Sequence[str]) -> None:
        """Start the helper; `enter` is the command that goes before its own."""
        self._lock = threading.Lock()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = spawn(
                [*enter, sys.executable, "-I", "-S", "-c", _HELPER, str(theirs.fileno())],
                environment={},
                pass_fds=(theirs.fileno(),),
            )
        except BaseException:
            self._socket.close()
            raise
        finally:
            theirs.close()

    def diagnosis(self) -> socket.socket:
        """A socket that asks the kernel for the sockets of the room's network. Raises OSError."""
        return self.connect("diagnosis", SOCK_DIAG, 0)

    def connect(self, address: str, port: int, timeout: float) -> socket.socket:
        """A connection to a numeric address. Raises OSError as `connect` does."""
        with self._lock:
            self._socket.send(f"{address} {port} {timeout}".encode())
            data, descriptors, _, _ = socket.recv_fds(self._socket, _ANSWER.size, 1)
        if not data:
            raise ConnectionAbortedError("the room has ended")
        (number,) = _ANSWER.unpack(data)
        if number:
            raise OSError(number, os.strerror(number), f"{address}:{port}")
        return socket.socket(fileno=descriptors[0])

    def close(self) -> None:
        """End the helper, also one that is just connecting; whoever waits for it learns that the
        room has ended."""
        self._socket.close()
        self._process.kill()
        wait_for(self._process, _PATIENCE)
