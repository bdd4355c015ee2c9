"""A real PostgreSQL, started for the tests in a folder of their own and ended after them."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTINGS = ("listen_addresses=127.0.0.1", "max_connections=100", "unix_socket_directories=")


def programs() -> Path:
    """Debian keeps the server's programs off PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(os.path.realpath(found)).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert folders, "PostgreSQL is not installed: make tests installs it"
    return folders[-1]


class Server:
    """A server of one's own, that can be killed and started again."""

    def __init__(self, folder: Path, largest_file: int | None = None) -> None:
        # The server refuses to run as root, and must be able to enter its folder.
        as_other: dict[str, Any] = {"user": "postgres"} if os.getuid() == 0 else {}
        if as_other:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        self._folder = folder
        self._largest_file = largest_file
        self._common: dict[str, Any] = {"cwd": folder, "check": True, **as_other}
        make = ["initdb", "-D", "data", "-U", "ada", "-A", "trust", "--no-sync", "-E", "UTF8"]
        small = ["--wal-segsize=1"] if largest_file else []
        self._call(programs() / make[0], *make[1:], *small)
        self._port = _free_port()
        self.url = f"postgresql://ada@127.0.0.1:{self._port}"
        """Without a database's name."""

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = " ".join(f"-c {one}" for one in (*_SETTINGS, f"port={self._port}"))
        # Its output goes to a file: a server that holds our pipe would keep us waiting.
        self._control("-l", "log", "-o", options, "start")

    def crash(self) -> None:
        """End it at once, as a kill of all its processes does: it recovers at the next start."""
        self._control("-m", "immediate", "stop")

    def _control(self, *arguments: str) -> None:
        self._call(programs() / "pg_ctl", "-D", "data", "-w", *arguments)

    def _call(self, program: Path, *arguments: str) -> None:
        limit = ["prlimit", f"--fsize={self._largest_file}"] if self._largest_file else []
        subprocess.run(
            [*limit, program, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._common,
        )


@contextlib.contextmanager
def running(largest_file: int | None = None) -> Iterator[Server]:
    """A server that runs; `largest_file`, in bytes, is what its disk takes of each file."""
    folder = Path(tempfile.mkdtemp(prefix="milepost-postgres-"))
    try:
        one = Server(folder, largest_file)
        one.start()
        try:
            yield one
        finally:
            one.crash()
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running server; its URL, without a database's name."""
    with running() as one:
        yield one.url


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
