"""`milepost cache`."""

from __future__ import annotations

import sys

import click

from milepost.interfaces.cli.options import examples, format_option
from milepost.interfaces.cli.stream import style_of, write
from milepost.report.exit_status import ExitStatus


@click.group(
    "cache",
    invoke_without_command=True,
    epilog=examples("milepost cache", "milepost cache --format json", "milepost cache clear"),
)
@format_option(["pretty", "json"])
@click.pass_context
def command(ctx: click.Context, format_name: str) -> ExitStatus | None:
    """Show what is kept of steps that passed and of checks: size, age and hits.

    It lies in the user's cache folder, or in MILEPOST_CACHE_DIR; MILEPOST_CACHE_GIB limits it.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from milepost.app.cache import examine

    record = examine()
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(record)])
    else:
        from milepost.interfaces.cli.pretty_cache import pretty_cache

        write(pretty_cache(record, style_of(sys.stdout)))
    return ExitStatus.OK


@command.command("clear", epilog=examples("milepost cache clear"))
def clear() -> ExitStatus:
    """Forget all that is kept."""
    from milepost.app.cache import clear_cache
    from milepost.interfaces.cli.pretty_cache import size

    click.echo(f"Removed {size(clear_cache())}.")
    return ExitStatus.OK
