"""The clean room: a fresh workspace, home, network and process space."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from milepost.process.errors import CannotStart
from milepost.process.handed import HandedFiles
from milepost.room import inhabitants
from milepost.room.handover import Handover, gather
from milepost.room.layout import EXCHANGE
from milepost.room.opening import Opening
from milepost.room.resolving import resolve
from milepost.room.settings import WORKSPACE, RoomSettings

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from milepost.process.place import Listener
    from milepost.room.doorway import Doorway
    from milepost.room.supervisor import Pipes

DEFAULT: Final = RoomSettings()
_PATIENCE: Final = 5.0
"""Seconds in which the processes of a session are gone that were killed."""


class RoomProcess:
    """A program in a room; see `milepost.process.place.Process`."""

    def __init__(self, opening: Opening, number: str, pid: int, pipes: Pipes) -> None:
        """Use `Room.start_program`."""
        self._opening = opening
        self._number = number
        self._pid = pid
        self._pipes = pipes
        self._gone = False
        """Whether its session is known to have ended; its number may be another's by now."""

    @property
    def pid(self) -> int:
        """Process id as programs in the room see it."""
        return self._pid

    @property
    def control(self) -> int:
        """Descriptor to write to the program's descriptor 3."""
        return self._pipes.control

    @property
    def reports(self) -> int:
        """Descriptor to read what the program writes to its descriptor 4."""
        return self._pipes.reports

    @property
    def output(self) -> int:
        """Descriptor to read the program's standard output and error."""
        return self._pipes.output

    def poll(self) -> int | None:
        """Its exit status if it has ended (128 + N for signal N), else None."""
        return self._opening.supervisor.status(self._number)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process of its session; no error if all are gone."""
        first = self._opening.first_process()
        if first is not None and not self._gone:
            inhabitants.signal_session(first, self._pid, number)

    def end(self, grace: float = 2.0) -> None:
        """TERM to the whole session, KILL after `grace` seconds, then wait until it is gone."""
        first = self._opening.first_process()
        if first is not None and not self._gone:
            # What is stopped would not take note of the first.
            for number in (signal.SIGTERM, signal.SIGCONT):
                inhabitants.signal_session(first, self._pid, number)
            deadline = time.monotonic() + grace + _PATIENCE
            if not inhabitants.await_end(first, self._pid, grace):
                while inhabitants.signal_session(first, self._pid, signal.SIGKILL):
                    inhabitants.await_end(first, self._pid, 0.05)
                    if time.monotonic() > deadline:
                        break  # it hangs in the kernel, and ends with the room
        self._gone = True
        self._opening.supervisor.await_status(self._number)

    def close(self) -> None:
        """Close the descriptors of this side."""
        self._pipes.close()


class Room:
    """A clean room; see `milepost.process.place.Place`."""

    def __init__(
        self, settings: RoomSettings = DEFAULT, environ: Mapping[str, str] | None = None
    ) -> None:
        """Open a room and fill its workspace.

        PATH, registry settings and passed variables come from `environ` (default: Milepost's own
        environment). Raises `CannotStart`, with cause and remedy, if this machine does not
        allow such a room; nothing is left of it then.
        """
        self._handover = gather(settings, os.environ if environ is None else environ)
        self._lock = threading.Lock()
        self._doorway: Doorway | None = None
        self._diagnosis: socket.socket | None = None
        self._looked = False
        """Whether somebody asked for listeners once already."""
        self._opening = Opening(settings, self._handover)
        self._handed = HandedFiles(self._opening.exchange, 0o644)
        self._closed = False
        try:
            if settings.fill is not None:
                from milepost.room.filling import fill  # tarfile takes its time to load

                fill(self, settings.fill)
        except BaseException:
            self.close()
            raise

    @property
    def isolated(self) -> bool:
        """Whether this is a room: always."""
        return True

    @property
    def workspace(self) -> str:
        """Absolute path of the workspace, the same in every room."""
        return WORKSPACE

    @property
    def environment(self) -> Mapping[str, str]:
        """The complete environment that programs of the room are started with."""
        return self._handover.environment

    @property
    def handover(self) -> Handover:
        """What this machine has handed in."""
        return self._handover

    @property
    def holder(self) -> int:
        """The process, on this machine, whose end is the end of the room."""
        return self._opening.holder

    def put(self, name: str, data: bytes) -> str:
        """Make a file that programs in the room can read and cannot change.

        Returns its absolute path as they see it. A file of the same `name` is written over, also
        for who still reads it. `name` holds no slash.
        """
        if "/" in name or name in ("", ".", ".."):
            raise ValueError(f"not a file name: {name!r}")
        self._handed.write(name, data)
        return f"{EXCHANGE}/{name}"

    def start(self, argv: Sequence[str], *, cwd: str | None = None) -> RoomProcess:
        """Start a program in `cwd` (default: the workspace). Raises `CannotStart`."""
        if self._closed:
            raise CannotStart(f"cannot start {argv[0]}: the room is closed")
        number, pid, pipes = self._opening.supervisor.start(argv, cwd or WORKSPACE)
        return RoomProcess(self._opening, number, pid, pipes)

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A TCP connection made from inside the room's network. Raises OSError as usual."""
        import socket  # few guides ask for one

        failure: OSError = socket.gaierror(socket.EAI_NONAME, f"no address for {host} in the room")
        for address in self._addresses(host):
            try:
                return self._door().connect(address, port, timeout)
            except OSError as error:
                failure = error
        raise failure

    def _door(self) -> Doorway:
        with self._lock:
            if self._closed:
                raise ConnectionAbortedError("the room is closed")
            if self._doorway is None:
                from milepost.room.doorway import Doorway

                self._doorway = Doorway(self._opening.entrance())
            return self._doorway

    def _addresses(self, host: str) -> list[str]:
        """Numeric addresses of a host, as the room resolves its name."""
        if "\0" in host:
            return []
        if host.rstrip(".").lower() == "localhost":
            return ["127.0.0.1", "::1"]
        import socket

        numeric = host.strip("[]")
        for family in (socket.AF_INET, socket.AF_INET6):
            with contextlib.suppress(OSError):
                socket.inet_pton(family, numeric)
                return [numeric]
        return resolve(self, host)

    def listeners(self) -> frozenset[Listener]:
        """All TCP sockets of the room's network that accept connections now."""
        # Most commands serve nothing.
        from milepost.process.sockets import diagnosed_listeners, listening_sockets

        try:
            if self._looked and self._diagnosis is None:
                self._diagnosis = self._door().diagnosis()
            if self._diagnosis is not None:
                return diagnosed_listeners(self._diagnosis)
        except OSError:
            pass  # A kernel without it: the tables hold the same.
        # The first look by the tables: to start the helper takes longer than to read them.
        self._looked = True
        return listening_sockets(Path(f"/proc/{self.holder}/net"))

    def close(self) -> None:
        """End every process of the room; nothing of it is left. Safe to call twice."""
        with self._lock:
            self._closed = True
            if self._diagnosis is not None:
                self._diagnosis.close()
                self._diagnosis = None
            if self._doorway is not None:
                self._doorway.close()
                self._doorway = None
            self._handed.close()
            self._opening.close()
