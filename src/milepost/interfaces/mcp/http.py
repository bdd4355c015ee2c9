"""The streamable HTTP transport, on a port of this machine."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING, Final

from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from mcp.server import MCPServer

_HOST: Final = "127.0.0.1"
_REASONS: Final = {
    errno.EADDRINUSE: ("is taken by another program", "Name another with --port, or end that one."),
    errno.EACCES: ("is not for everybody to use", "Name one from 1024 on with --port."),
}


def serve_http(server: MCPServer, port: int) -> None:
    """Serve until the process is ended. Raises MilepostError for a port that cannot be had."""
    try:
        server.run("streamable-http", host=_HOST, port=port)
    except SystemExit as error:
        # So the SDK's web server ends where it cannot listen; why, it says only in its log.
        raise _no_port(port) from error


def _no_port(port: int) -> MilepostError:
    why, remedy = "cannot be listened on", "Try again, or name another with --port."
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_HOST, port))
        except OSError as error:
            why, remedy = _REASONS.get(error.errno or 0, (f"{why}: {error.strerror}", remedy))
    return MilepostError(f"port {port} {why}", remedy)
