"""`milepost adopt`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from milepost.interfaces.cli.options import examples
from milepost.interfaces.cli.stream import write_bytes
from milepost.report.cells import harmless
from milepost.report.exit_status import ExitStatus
from milepost.text.argument import as_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.app.adopt import AdoptReport


@click.command(
    "adopt",
    epilog=examples(
        "milepost adopt old-guide.md > milestones/03-routes.md",
        "milepost adopt milestones/03-routes.md --write",
        "milepost adopt --number 3 - < old-guide.md",
    ),
)
@click.argument("file", type=click.Path(path_type=str, allow_dash=True))
@click.option("--write", is_flag=True, help="Put the result in the file's place.")
@click.option(
    "--number",
    metavar="NUMBER",
    help="The milestone's number.  [default: the title's, else the file name's]",
)
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration.  [default: the nearest milepost.toml or pyproject.toml]",
)
def command(file: str, write: bool, number: str | None, config: Path | None) -> ExitStatus:
    """Bring a guide of any shape into the template's form.

    FILE is a guide, - is standard input. The result is printed; every line that does not stand in
    it word for word is listed on standard error, as it was and as it is now.
    """
    from milepost.app.adopt import AdoptRequest, adopt_guide

    report = adopt_guide(
        AdoptRequest(
            path=file,
            write=write,
            number=number,
            config=config,
            standard_input=sys.stdin.buffer.read,
        )
    )
    if not write:
        write_bytes(report.data)
    for line in _told(report, write=write):
        click.echo(harmless(line), err=True)
    return ExitStatus.OK


def _told(report: AdoptReport, *, write: bool) -> Iterator[str]:
    """What became of the lines, and what to do next."""
    for change in report.changes:
        yield f"{report.path}:{change.line}: {'changed' if change.became else 'dropped'}"
        yield f"- {change.text}"
        yield from (f"+ {text}" for text in change.became)
    if not report.differs:
        yield f"{report.path} has the template's form already: `milepost check` tells what it lacks"
        return
    changed = sum(1 for change in report.changes if change.became)
    dropped = len(report.changes) - changed
    yield f"{_lines(changed)} changed, {_lines(dropped)} dropped; all others stand as they were"
    if not report.numbered:
        yield "its number is not known: give it with --number"
    if write:
        yield f"Next: fill in the [placeholders], then milepost check {as_argument(report.path)}"


def _lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"
