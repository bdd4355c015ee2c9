"""`milepost doctor`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from milepost.interfaces.cli.options import (
    examples,
    format_option,
    pass_env_option,
    paths_argument,
    tools_option,
)
from milepost.interfaces.cli.stream import style_of, write
from milepost.report.exit_status import ExitStatus


@click.command(
    "doctor",
    epilog=examples(
        "milepost doctor",
        "milepost doctor milestones",
        "milepost doctor 2 --pass-env API_KEY",
        "milepost doctor --format json",
    ),
)
@paths_argument
@pass_env_option
@tools_option
@format_option(["pretty", "json"])
def command(
    paths: tuple[str, ...], pass_env: tuple[str, ...], tools: tuple[str, ...], format_name: str
) -> ExitStatus:
    """Find out whether this machine can run guides.

    A real clean room is started; what is missing is named, with the way to get it. With PATHS
    (guides, folders of guides, numbers of the roadmap's milestones) also what these guides need.
    """
    from milepost.app.doctor import examine

    record = examine(Path.cwd(), paths, pass_env, tools)
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(record)])
    else:
        from milepost.interfaces.cli.pretty_doctor import pretty_doctor

        write(pretty_doctor(record, style_of(sys.stdout)))
    return ExitStatus.OK if record.ready and not record.unmet else ExitStatus.COULD_NOT
