"""`milepost hint`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from milepost.interfaces.cli.options import examples, format_option
from milepost.interfaces.cli.stream import style_of, write
from milepost.report.exit_status import ExitStatus


@click.command("hint", epilog=examples("milepost hint 3", "milepost hint 3 --grade 3"))
@click.argument("milestone")
@click.option(
    "--grade",
    type=click.IntRange(1, 3),
    default=1,
    show_default=True,
    help="1: what is missing; 2: also the known issue; 3: also the step's own commands.",
)
@format_option(["pretty", "json"])
def command(milestone: str, grade: int, format_name: str) -> ExitStatus:
    """Help with what the last verification of a milestone saw failing, as much as you want."""
    from milepost.app.hint import hint

    result = hint(Path.cwd(), milestone, grade)
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(result)])
    else:
        from milepost.interfaces.cli.pretty_progress import pretty_hint

        write(pretty_hint(result, milestone, style_of(sys.stdout)))
    return ExitStatus.OK
