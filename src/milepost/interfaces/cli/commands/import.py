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

    FILE was written by milepost export; - is standard input. Where a record in it was changed,
    nothing is added.
    """
    from milepost.app.transfer import import_

    merged = import_(Path.cwd(), file, str(file.name))
    click.echo(f"{merged.added} added, {merged.known} known already")
    if not merged.refused:
        return ExitStatus.OK
    click.echo(
        f"milepost: {merged.refused} refused: they continue what is kept in this store, and were "
        "not written in it. Verify again; or, if they are yours and this machine has forgotten "
        "them, move the store away and import into a new one, where they show as imported.",
        err=True,
    )
    return ExitStatus.NOT_PASSED
