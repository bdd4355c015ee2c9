"""`milepost status`."""

from __future__ import annotations

import sys

import click

from milepost.interfaces.cli.options import examples, format_option
from milepost.interfaces.cli.stream import show, style_of, write
from milepost.report.exit_status import ExitStatus


@click.command(
    "status", epilog=examples("milepost status", "milepost status --everyone --format json")
)
@click.option("--everyone", is_flag=True, help="Show where everybody is, and who is stuck.")
@click.option("--audit", is_flag=True, help="Look at every record of the store, not the newest.")
@format_option(["pretty", "json"])
def command(everyone: bool, audit: bool, format_name: str) -> ExitStatus:
    """Show how every milestone stands, and how many were left day by day.

    Fails where the evidence itself is not as it was written.
    """
    from milepost.app.status import StatusRequest, status

    result = status(StatusRequest(everyone=everyone, audit=audit))
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(result)])
    else:
        from milepost.interfaces.cli.pretty_status import pretty_status

        show(pretty_status(result, style_of(sys.stdout)))
    tampered = result.faults or any(one.state == "tampered" for one in result.milestones)
    unreadable = any(one.unreadable for one in result.left_out)
    if tampered:
        return ExitStatus.NOT_PASSED
    return ExitStatus.COULD_NOT if unreadable else ExitStatus.OK
