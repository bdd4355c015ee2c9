"""`milepost new`."""

from __future__ import annotations

import click

from milepost.interfaces.cli.options import examples
from milepost.report.cells import harmless, one_line
from milepost.report.exit_status import ExitStatus


@click.command(
    "new", epilog=examples("milepost new 'Serve the notes'", "milepost new 'Set up' --number 0")
)
@click.argument("name")
@click.option(
    "--number", metavar="NUMBER", help="The milestone's number.  [default: after the highest]"
)
def command(name: str, number: str | None) -> ExitStatus:
    """Write the next guide from the template.

    Number, name and the link to the guide before it are filled in; that guide's Next Steps links to
    the new one, where it was still a placeholder.
    """
    from milepost.app.new import NewRequest, new

    report = new(NewRequest(name=name, number=number))
    click.echo(f"created {one_line(report.path)}: {harmless(report.title)}")
    if report.previous is not None:
        linked = " and its Next Steps links to it" if report.linked else ""
        click.echo(f"its prerequisite is {harmless(report.previous)}{linked}")
    click.echo("Next: fill in the [placeholders], then milepost check")
    return ExitStatus.OK
