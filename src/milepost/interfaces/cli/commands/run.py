"""`milepost run`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from msgspec.structs import replace

from milepost.interfaces.cli.options import (
    Duration,
    badge_option,
    examples,
    format_option,
    min_coverage_option,
    paths_argument,
    set_option,
    tools_option,
)
from milepost.interfaces.cli.saving import check_folder, save, save_badge
from milepost.interfaces.cli.stream import show, style_of, write
from milepost.report.exit_status import ExitStatus
from milepost.report.registry import format_named
from milepost.report.style import Style
from milepost.report.verdict import judged, of_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.app.run import RunRequest
    from milepost.app.update import Update
    from milepost.result.model import RunResult
    from milepost.roadmap.shard import Shard


_NEEDS = {"check-only": "update", "store": "cluster", "durations": "shard"}
"""What an option is for."""
_APART = {
    "watch": ("update",),
    "only": ("from", "until"),
    "cluster": ("update",),  # which writes what it sees on this machine
    "shard": ("update", "last-failed", "only", "from", "until"),  # it cuts whole roadmaps
}
"""What an option does not go with."""
_KEYS = {"check-only": "check_only", "last-failed": "last_failed", "from": "first", "until": "last"}
"""Parameters that are not named as their options are."""


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> Shard | None:
    """`K/N` as a shard."""
    if value is None:
        return None
    from milepost.roadmap.shard import NoShard, parse_shard

    try:
        return parse_shard(value)
    except NoShard as error:
        raise click.BadParameter(f"{error}.", ctx, param) from error


def _named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A value that is not empty."""
    if value is not None and not value.strip():
        raise click.BadParameter("name a folder, or a URL such as s3://bucket/folder.", ctx, param)
    return value


@click.command(
    "run",
    epilog=examples(
        "milepost run",
        "milepost run 2",
        "milepost run milestones/02-serve.md --keep-going",
        "milepost run --network off --min-coverage 80",
        "milepost run --format junit --output report.xml",
        "milepost run --cluster local:2",
        "milepost run --cluster dask://scheduler:8786 --store s3://bucket/milepost",
        "milepost run --shard 2/3 --durations report.json",
    ),
)
@paths_argument
@click.option("--no-sandbox", is_flag=True, help="Run on this machine itself, without a room.")
@click.option(
    "--network",
    type=click.Choice(["on", "off", "lan"]),
    default="on",
    show_default=True,
    help="What the room reaches: the internet, nothing, or private networks as well.",
)
@click.option("--keep-going", is_flag=True, help="Try the steps that follow a failure.")
@click.option(
    "--try-solutions",
    is_flag=True,
    help="After a failed step, apply the best matching known issue, and go on from what failed.",
)
@click.option(
    "--from", "first", metavar="STEP", help="Run this step and what follows anew: 3, or 2/3."
)
@click.option("--until", "last", metavar="STEP", help="End after this step.")
@click.option("--only", metavar="STEP", help="Run this step anew, and end after it.")
@click.option("--last-failed", is_flag=True, help="Run the guides that did not pass last time.")
@click.option("--no-cache", is_flag=True, help="Recall no step and keep none.")
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="Milestones that run beside each other at most; default: as many as processors.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Run milestones on a Dask cluster: dask://host:port, or local:N for N worker processes.",
)
@click.option(
    "--store",
    metavar="URL",
    callback=_named,
    help="Where files travel between workers: a folder that all see, or s3://… and the like.",
)
@click.option(
    "--shard",
    metavar="K/N",
    callback=_shard,
    help="Run the K-th of N parts of the roadmap, and what it needs.",
)
@click.option(
    "--durations",
    metavar="FILE",
    multiple=True,
    help="Cut shards by the times in an earlier report (--format json); may be repeated.",
)
@set_option
@click.option(
    "--pass-env",
    metavar="NAME",
    multiple=True,
    help="Hand a variable of this environment to the guide; may be repeated.",
)
@tools_option
@click.option(
    "--timeout", metavar="TIME", type=Duration(), help="Longest time for one command, such as 90s."
)
@min_coverage_option
@badge_option
@click.option("--update", is_flag=True, help="Put what is printed in the place of what is shown.")
@click.option(
    "--check-only", is_flag=True, help="With --update: write nothing, fail if anything differs."
)
@click.option("--watch", is_flag=True, help="Run again whenever a file changes, until Ctrl-C.")
@click.option("--strict", is_flag=True, help="Treat warnings, such as vacuous outcomes, as errors.")
@format_option()
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to a file; the pretty one is printed all the same.",
)
def command(
    paths: tuple[str, ...],
    no_sandbox: bool,
    network: Literal["on", "off", "lan"],
    keep_going: bool,
    try_solutions: bool,
    first: str | None,
    last: str | None,
    only: str | None,
    last_failed: bool,
    no_cache: bool,
    jobs: int | None,
    cluster: str | None,
    store: str | None,
    shard: Shard | None,
    durations: tuple[str, ...],
    values: dict[str, str],
    pass_env: tuple[str, ...],
    tools: tuple[str, ...],
    timeout: float | None,
    min_coverage: float | None,
    badge: Path | None,
    update: bool,
    check_only: bool,
    watch: bool,
    strict: bool,
    format_name: str,
    output: Path | None,
) -> ExitStatus:
    """Carry guides out the way a newcomer would, in a clean room.

    PATHS are guides and folders of guides (any Markdown file can be run), or numbers of the
    roadmap's milestones; - is standard input. Without any, the roadmap of the current
    folder is run.
    """
    check_folder(output, "--output")
    check_folder(badge, "--badge")
    _check_only_together(click.get_current_context().params)
    if watch and "-" in paths:
        raise click.UsageError("--watch does not go with standard input.")
    from milepost.app.run import RunRequest, least_coverage, run
    from milepost.interfaces.cli.live import watching

    request = RunRequest(
        paths=paths,
        sandbox=not no_sandbox,
        network=network,
        keep_going=keep_going,
        try_solutions=try_solutions,
        values=values,
        pass_env=pass_env,
        tools=tools,
        timeout=timeout,
        min_coverage=min_coverage,
        strict=strict,
        standard_input=sys.stdin.buffer.read,
        cache=not no_cache,
        jobs=jobs,
        first=only or first,
        last=only or last,
        last_failed=last_failed,
        cluster=cluster,
        store=store,
        shard=shard,
        durations=durations,
    )
    if watch:
        if cluster is not None:
            from milepost.app.cluster import check_cluster

            check_cluster(cluster)  # where saving cannot help, it is not waited for
        from milepost.interfaces.cli.watch import watch as run_again

        return run_again(request, [word for word in sys.argv[1:] if word != "--watch"])
    request = _with_values(request)
    stale = False
    found = None
    with watching(sys.stderr) as observer:
        if update:
            from milepost.app.update import find_updates

            found = find_updates(request, observer)
        result = found.result if found else run(request, observer)
    if found is not None:
        stale = bool(found.refused) or (check_only and bool(found.changes))
        to_error = output is None and format_name != "pretty"
        _update(request, found, write_them=not check_only, to_error=to_error)
    min_coverage = least_coverage(request)
    result = judged(result, min_coverage=min_coverage, strict=strict)
    _report(result, format_name, output)
    if badge is not None:
        save_badge(badge, result.coverage.checked, result.coverage.outcomes)
    status = of_run(result)
    return ExitStatus.NOT_PASSED if stale else status


def _with_values(request: RunRequest) -> RunRequest:
    """The request with the values that a person at the terminal gives for what is left open."""
    if "-" in request.paths or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return request
    from milepost.app.run import open_names
    from milepost.interfaces.cli.person import ask_values

    names = open_names(request)
    given = ask_values(names) if names else {}
    return replace(request, values={**request.values, **given}) if given else request


def _check_only_together(given: Mapping[str, object]) -> None:
    """Raises UsageError for options that need others, or do not go with others."""
    for option, other in _NEEDS.items():
        if given[_KEYS.get(option, option)] and not given[_KEYS.get(other, other)]:
            raise click.UsageError(f"--{option} needs --{other}.")
    for option, others in _APART.items():
        found = [one for one in others if given[_KEYS.get(one, one)]]
        if given[_KEYS.get(option, option)] and found:
            raise click.UsageError(f"--{option} does not go with --{found[0]}.")


def _report(result: RunResult, format_name: str, output: Path | None) -> None:
    """Print the report, or write it and print the pretty one."""
    style = style_of(sys.stdout)
    if output is not None:
        save(output, "\n".join(format_named(format_name).run(result, Style())) + "\n")
        show(format_named("pretty").run(result, style))
        return
    (show if format_name == "pretty" else write)(format_named(format_name).run(result, style))
    if format_name != "pretty":
        for told in (*result.warnings, *result.shortfalls):
            click.echo(f"milepost: {told}", err=True)


def _update(request: RunRequest, found: Update, *, write_them: bool, to_error: bool) -> None:
    """Show the diff, then write the guides."""
    from milepost.app.update import write_updates

    if to_error:
        click.echo(found.diff, err=True, nl=False)
    else:
        write(found.diff.splitlines())
    for told in (*found.refused, *found.varying):
        click.echo(f"milepost: {told}", err=True)
    if write_them:
        write_updates(request, found)
    if found.changes:
        count = len(found.changes)
        done = "rewritten" if write_them else "would be rewritten"
        click.echo(f"{count} {'guide' if count == 1 else 'guides'} {done}", err=True)
