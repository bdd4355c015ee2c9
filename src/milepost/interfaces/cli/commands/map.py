"""`milepost map`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from milepost.interfaces.cli.options import examples
from milepost.interfaces.cli.stream import show, style_of, write
from milepost.report.exit_status import ExitStatus


@click.command("map", epilog=examples("milepost map", "milepost map --svg roadmap.svg"))
@click.option(
    "--svg",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write an SVG drawing to a file instead.",
)
def command(svg: Path | None) -> ExitStatus:
    """Draw the roadmap with the state of every milestone."""
    from milepost.app.map import map_of
    from milepost.interfaces.cli.pretty_status import note_lines
    from milepost.report import map as drawing

    found = map_of(Path.cwd())
    if svg is None:
        style = style_of(sys.stdout)
        write(drawing.draw(found.places, style))
        show(note_lines(found.notes, style))
        return ExitStatus.OK
    for note in found.notes:
        click.echo(f"milepost: {note}", err=True)
    from milepost.files.write import create_file, replace_file

    data = drawing.svg(found.places).encode()
    if not create_file(svg, data, shown=str(svg)):
        replace_file(svg, data, shown=str(svg))
    return ExitStatus.OK
