"""`milepost prove`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from milepost.interfaces.cli.options import (
    Duration,
    examples,
    format_option,
    paths_argument,
    room_options,
)
from milepost.interfaces.cli.stream import show, style_of, write
from milepost.report.verdict import of_prove

if TYPE_CHECKING:
    from milepost.report.exit_status import ExitStatus


@click.command(
    "prove",
    epilog=examples(
        "milepost prove milestones/02-serve.md",
        "milepost prove --budget 20m --min-score 80",
        "milepost prove --format json > prove.json",
    ),
)
@paths_argument
@click.option(
    "--budget",
    metavar="TIME",
    type=Duration(),
    default="5m",
    show_default=True,
    help="Time after which no further step is left out.",
)
@click.option(
    "--min-score",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="Least share of the steps that must be noticed when left out.",
)
@room_options
@click.option("--no-cache", is_flag=True, help="Recall no step and keep none.")
@format_option(["pretty", "json"])
def command(
    paths: tuple[str, ...],
    budget: float,
    min_score: float | None,
    no_sandbox: bool,
    network: Literal["on", "off", "lan"],
    values: dict[str, str],
    pass_env: tuple[str, ...],
    tools: tuple[str, ...],
    timeout: float | None,
    no_cache: bool,
    format_name: str,
) -> ExitStatus:
    """Leave out each step of a guide in turn, and show what does not notice.

    An outcome, a test or a checklist item that passes without the step proves nothing about it.
    PATHS are guides and folders of guides; without any, those of the current folder's roadmap.
    """
    from milepost.app.prove import prove
    from milepost.app.run import RunRequest
    from milepost.interfaces.cli.live import watching

    request = RunRequest(
        paths=paths,
        sandbox=not no_sandbox,
        network=network,
        values=values,
        pass_env=pass_env,
        tools=tools,
        timeout=timeout,
        cache=not no_cache,
    )
    with watching(sys.stderr) as observer:
        result = prove(request, observer, budget=budget)
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(result)])
    else:
        from milepost.interfaces.cli.pretty_prove import pretty_prove

        show(pretty_prove(result, style_of(sys.stdout)))
    score = result.score
    if min_score is not None and 100 * score.noticed < min_score * score.dropped:
        share = 100 * score.noticed / score.dropped
        click.echo(
            f"milepost: the mutation score is {share:.0f} %, less than the {min_score:g} % asked "
            "for",
            err=True,
        )
    return of_prove(result, min_score=min_score)
