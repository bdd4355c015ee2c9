"""`milepost verify`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from milepost.interfaces.cli.options import Duration, examples, format_option
from milepost.interfaces.cli.stream import show, style_of, write

if TYPE_CHECKING:
    from milepost.report.exit_status import ExitStatus


@click.command(
    "verify",
    epilog=examples("milepost verify 3", "milepost verify milestones/03-serve.md --format json"),
)
@click.argument("milestone")
@click.option("--yes", is_flag=True, help="Trust the guide's commands without asking, as in CI.")
@click.option(
    "--timeout", metavar="TIME", type=Duration(), help="Longest time for one command, such as 90s."
)
@format_option(["pretty", "json"])
def command(milestone: str, yes: bool, timeout: float | None, format_name: str) -> ExitStatus:
    """Verify a milestone in your own workspace, and keep the evidence.

    MILESTONE is its number or its guide's path. Steps are not carried out: what they should have
    made is looked for, the guide's tests run in a copy of the workspace, the checklist is checked.
    """
    from milepost.app.verify import VerifyRequest, verify
    from milepost.interfaces.cli.live import watching
    from milepost.interfaces.cli.person import ask_trust

    request = VerifyRequest(milestone, yes=yes, timeout=timeout)
    with watching(sys.stderr) as observer:
        result = verify(request, observer, ask_trust)
    if format_name == "json":
        from milepost.report.json import encode

        write([encode(result)])
    else:
        from milepost.interfaces.cli.pretty_progress import pretty_verify

        show(pretty_verify(result, style_of(sys.stdout)))
    from milepost.interfaces.cli.pretty_progress import status_of_verify

    return status_of_verify(result)
