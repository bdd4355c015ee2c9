"""`milepost override`."""

from __future__ import annotations

import click

from milepost.interfaces.cli.options import examples
from milepost.report.cells import harmless
from milepost.report.exit_status import ExitStatus


@click.command(
    "override", epilog=examples("milepost override 3 --reason 'The registry is down today'")
)
@click.argument("milestone")
@click.option("--reason", metavar="TEXT", required=True, help="Why; it is kept and shown.")
def command(milestone: str, reason: str) -> ExitStatus:
    """Let a milestone count without its checks: only a person at a terminal can.

    It is recorded, and shows as overridden everywhere.
    """
    from milepost.app.sign import SignRequest, override
    from milepost.interfaces.cli.person import confirm

    request = SignRequest(milestone, reason=reason)
    report = override(request, lambda shown: confirm(shown, "override"))
    click.echo(f"{harmless(report.title)} is {report.state}: {harmless(report.text)}")
    return ExitStatus.OK
