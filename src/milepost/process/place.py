"""Where programs of a guide run: this machine, or a room.

A place starts programs, hands them files and reaches their ports. All that a guide causes goes
through its place, so that a room really holds everything. Two implementations exist:
`milepost.process.host.Host` (this machine, for `--no-sandbox`) and `milepost.room.room.Room`.
Both pass one conformance suite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import msgspec

if TYPE_CHECKING:
    import signal
    import socket
    from collections.abc import Mapping, Sequence

UMASK: Final = 0o022
"""Of all that a rehearsal runs, whatever Milepost's caller has."""


class Listener(msgspec.Struct, frozen=True):
    """A TCP socket in the place that accepts connections."""

    port: int
    """Port number, 1 to 65535."""
    address: str
    """Address it is bound to, as text: `127.0.0.1`, `0.0.0.0`, `::1` or `::`."""
    inode: int
    """The socket's inode; with it, a listener that was replaced is told from one that stayed."""


class Process(Protocol):
    """A program started in a place, leader of a session of its own.

    Its standard input is empty, its standard output and error are one pipe (`output`), its file
    descriptor 3 reads what is written to `control`, and what it writes to its descriptor 4 is
    read from `reports`. The three descriptors on this side are non-blocking and are closed by
    `close`. A daemon may hold the pipes open for ever: their end says nothing.
    """

    @property
    def pid(self) -> int:
        """Process id as programs in the same place see it."""

    @property
    def control(self) -> int:
        """Descriptor to write to the program's descriptor 3."""

    @property
    def reports(self) -> int:
        """Descriptor to read what the program writes to its descriptor 4."""

    @property
    def output(self) -> int:
        """Descriptor to read the program's standard output and error."""

    def poll(self) -> int | None:
        """Its exit status if it has ended (128 + N for signal N), else None."""

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process of its session; no error if all are gone."""

    def end(self, grace: float = 2.0) -> None:
        """TERM to the whole session, KILL after `grace` seconds, then wait until it is gone."""

    def close(self) -> None:
        """Close the descriptors of this side."""


class Place(Protocol):
    """A machine, as a guide sees it: a workspace, a home, a network, processes."""

    @property
    def isolated(self) -> bool:
        """Whether this is a room."""

    @property
    def workspace(self) -> str:
        """Absolute path of the workspace, as programs in the place see it."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The complete environment that programs of the place are started with."""

    def put(self, name: str, data: bytes) -> str:
        """Make a file that programs in the place can read and cannot change.

        Returns its absolute path as they see it. A file of the same `name` is written over, also
        for who still reads it.
        """

    def start(self, argv: Sequence[str], *, cwd: str | None = None) -> Process:
        """Start a program with the place's environment in `cwd` (default: the workspace).

        Raises `milepost.process.errors.CannotStart` if it cannot be started.
        """

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A TCP connection made from inside the place's network. Raises OSError as usual."""

    def listeners(self) -> frozenset[Listener]:
        """All TCP sockets of the place's network that accept connections now."""

    def close(self) -> None:
        """End every process of the place and remove what it left; safe to call twice."""
