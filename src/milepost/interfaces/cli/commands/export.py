"""`milepost export`."""

from __future__ import annotations

from pathlib import Path

import click

from milepost.interfaces.cli.options import examples
from milepost.interfaces.cli.stream import write, write_bytes
from milepost.report.exit_status import ExitStatus


@click.command(
    "export",
    epilog=examples("milepost export > evidence.jsonl", "milepost export --output e.jsonl"),
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to a file, whole or not at all.",
)
def command(output: Path | None) -> ExitStatus:
    """Write all evidence of the roadmap as lines of JSON."""
    from milepost.app.transfer import export

    if output is None:
        for line in export(Path.cwd(), _tell):
            write_bytes(line + b"\n")
        write([])
        return ExitStatus.OK
    from milepost.files.write import create_file, replace_file

    data = b"".join(line + b"\n" for line in export(Path.cwd(), _tell))
    if not create_file(output, data, shown=str(output)):
        replace_file(output, data, shown=str(output))
    return ExitStatus.OK


def _tell(note: str) -> None:
    click.echo(f"milepost: {note}", err=True)
