"""`milepost doctor`."""

from __future__ import annotations

import sys

import click

from milepost.interfaces.cli.options import examples, format_option
from milepost.interfaces.cli.stream import style_of, write
from milepost.report.exit_status import ExitStatus


@click.command("doctor", epilog=examples("milepost doctor", "milepost doctor --format json"))
@format_option(["pretty", "json"])
def command(format_name: str) -> ExitStatus:
    """Find out whether this machine can run guides.

    A real clean room is started; what is missing is named, with the way to get it.
    """
    from milepost.app.doctor import examine

    record = examine()
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(record)])
    else:
        from milepost.interfaces.cli.pretty_doctor import pretty_doctor

        write(pretty_doctor(record, style_of(sys.stdout)))
    return ExitStatus.OK if record.ready else ExitStatus.COULD_NOT
