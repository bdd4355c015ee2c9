"""`milepost explain`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from milepost.interfaces.cli.options import examples, format_option, paths_argument, set_option
from milepost.interfaces.cli.stream import show, style_of, write
from milepost.report.exit_status import ExitStatus


@click.command(
    "explain",
    epilog=examples(
        "milepost explain milestones/01-start.md", "milepost explain --format json README.md"
    ),
)
@paths_argument
@set_option
@format_option(["pretty", "json"])
def command(paths: tuple[str, ...], values: dict[str, str], format_name: str) -> ExitStatus:
    """Show how every block and every sentence of a guide is read.

    What could not be read is manual: a person has to judge it. PATHS are guides, folders of
    guides or numbers of milestones, - is standard input; without any, the roadmap of the current
    folder is explained.
    """
    from milepost.app.explain import explain
    from milepost.app.milestones import load_milestones
    from milepost.app.project import load_project
    from milepost.reading.read import ReadSettings

    project = load_project(Path.cwd())
    settings = ReadSettings(values=values)
    read = sys.stdin.buffer.read
    guides = load_milestones(project, paths, settings, standard_input=read)
    record = explain((guide.milestone, guide.reading) for guide in guides)
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(record)])
    else:
        from milepost.interfaces.cli.pretty_explain import pretty_explain

        show(pretty_explain(record, style_of(sys.stdout)))
    return ExitStatus.OK
