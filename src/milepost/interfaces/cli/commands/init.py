"""`milepost init`."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from milepost.interfaces.cli.options import examples
from milepost.report.cells import one_line
from milepost.report.exit_status import ExitStatus


@click.command(
    "init", epilog=examples("milepost init", "milepost init course --name 'Build a notes API'")
)
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", metavar="NAME", help="The roadmap's name.  [default: the folder's]")
@click.option(
    "--agents", is_flag=True, help="Print a section for AGENTS.md instead, for coding agents."
)
def command(folder: Path, name: str | None, agents: bool) -> ExitStatus:
    """Lay out a roadmap: milepost.toml and a folder for its guides.

    Nothing that is there already is touched.
    """
    if agents:
        from milepost.app.init import AGENTS

        click.echo(AGENTS, nl=False)
        return ExitStatus.OK
    from milepost.app.init import InitRequest, init

    report = init(InitRequest(folder=folder, name=name))
    for path in report.created:
        click.echo(f"created {one_line(str(folder / path))}{'/' if path.endswith('/') else ''}")
    for path in report.kept:
        click.echo(f"kept    {one_line(str(folder / path))}{'/' if path.endswith('/') else ''}")
    where = "" if folder == Path() else f"cd {one_line(quote(str(folder)))} && "
    following = "milepost check" if report.guides else "milepost new 'The first milestone'"
    click.echo(f"Next: {where}{following}")
    return ExitStatus.OK
