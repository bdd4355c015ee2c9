"""`milepost import`."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from milepost.interfaces.cli.options import examples
from milepost.report.exit_status import ExitStatus


@click.command("import", epilog=examples("milepost import evidence.jsonl"))
@click.argument("file", type=click.File("rb"))
def command(file: IO[bytes]) -> ExitStatus:
    """Merge exported evidence into the store; what is there already is left out.

    FILE was written by milepost export; - is standard input. All of it is added or nothing.
    """
    from milepost.app.transfer import import_

    merged = import_(Path.cwd(), file, str(file.name))
    click.echo(f"{merged.added} added, {merged.known} known already")
    return ExitStatus.OK
