"""`milepost mcp`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from milepost.interfaces.cli.options import examples
from milepost.report.exit_status import ExitStatus


@click.command("mcp", epilog=examples("milepost mcp", "milepost mcp --port 8100"))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="Serve streamable HTTP on this port of this machine, at /mcp, instead of standard input.",
)
@click.option("--yes", is_flag=True, help="Trust the guides' commands for all that an agent asks.")
def command(port: int | None, yes: bool) -> ExitStatus:
    """Serve the roadmap to coding agents over the Model Context Protocol.

    Agents can read, run and verify; none can mark anything done, sign or override.
    """
    # Interfaces are independent of each other: the server is looked up when it is asked for.
    server = import_module("milepost.interfaces.mcp.server")
    try:
        server.serve(server.ServeRequest(Path.cwd(), yes=yes, port=port))
    except KeyboardInterrupt:
        # A signal is the usual end of a server, and nothing to tell of.
        return ExitStatus.INTERRUPTED
    return ExitStatus.OK
