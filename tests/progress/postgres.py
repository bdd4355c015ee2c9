"""A real PostgreSQL, started for the tests in a folder of their own and ended after them."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
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


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running server; its URL, without a database's name."""
    # The server refuses to run as root, and must be able to enter its folder.
    as_other: dict[str, Any] = {"user": "postgres"} if os.getuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="milepost-postgres-"))
    if as_other:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    data = folder / "data"
    common: dict[str, Any] = {"cwd": folder, "check": True, "capture_output": True, **as_other}
    try:
        subprocess.run(
            [
                programs() / "initdb",
                "-D",
                data,
                "-U",
                "ada",
                "-A",
                "trust",
                "--no-sync",
                "-E",
                "UTF8",
            ],
            **common,
        )
        port = _free_port()
        options = " ".join(f"-c {one}" for one in (*_SETTINGS, f"port={port}"))
        control = [str(programs() / "pg_ctl"), "-D", str(data), "-w"]
        # Its output goes to a file: a server that holds our pipe would keep us waiting.
        subprocess.run(
            [*control, "-l", str(folder / "log"), "-o", options, "start"], **common | _quiet()
        )
        try:
            yield f"postgresql://ada@127.0.0.1:{port}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **common | _quiet())
    finally:
        shutil.rmtree(folder)


def _quiet() -> dict[str, Any]:
    return {"capture_output": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
