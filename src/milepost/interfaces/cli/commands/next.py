"""`milepost next`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from milepost.interfaces.cli.options import examples, format_option
from milepost.interfaces.cli.stream import show, style_of, write
from milepost.report.exit_status import ExitStatus


@click.command("next", epilog=examples("milepost next", "milepost next --format json"))
@format_option(["pretty", "json"])
def command(format_name: str) -> ExitStatus:
    """Say what to work on now, and why the rest is locked."""
    from milepost.app.status import next_up

    result = next_up(Path.cwd())
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(result)])
    else:
        from milepost.interfaces.cli.pretty_progress import pretty_next

        show(pretty_next(result, style_of(sys.stdout)))
    unreadable = any(one.unreadable for one in result.left_out)
    return ExitStatus.COULD_NOT if unreadable else ExitStatus.OK
