"""Real servers of a roadmap, and real clients that talk to them over both transports."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any

from mcp import Client, StdioServerParameters, stdio_client
from tests.interfaces.cli.process import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


async def said(client: Client, tool: str, **arguments: Any) -> str:
    """What a tool answers; an error begins with `error: `."""
    result = await client.call_tool(tool, arguments)
    text = "".join(getattr(part, "text", "") for part in result.content)
    return f"error: {text}" if result.is_error else text


def over_standard_streams(folder: Path, *options: str) -> Client:
    """A client of a server that it starts itself."""
    server = StdioServerParameters(
        command=COMMAND[0],
        args=[*COMMAND[1:], "mcp", *options],
        env=environment(),
        cwd=folder,
    )
    return Client(stdio_client(server))


@contextlib.contextmanager
def served_over_http(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server over streamable HTTP: its address, and its process."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "mcp", "--port", str(port), *options],
        cwd=folder,
        env=environment(),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            break
        except OSError:
            os.sched_yield()
    try:
        yield f"http://127.0.0.1:{port}/mcp", process
    finally:
        process.terminate()
        process.wait(timeout=20)
