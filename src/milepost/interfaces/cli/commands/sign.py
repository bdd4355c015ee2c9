"""`milepost sign`."""

from __future__ import annotations

import click

from milepost.interfaces.cli.options import examples
from milepost.report.cells import harmless
from milepost.report.exit_status import ExitStatus

_CHECKS = "checks"


@click.command("sign", epilog=examples("milepost sign 3/2", "milepost sign 3/checks"))
@click.argument("item", metavar="N/ITEM")
def command(item: str) -> ExitStatus:
    """Sign a checklist item off: only a person at a terminal can.

    N/ITEM is the milestone's number or path and the item's place in its checklist, from 1; or
    N/checks, for checks that were changed after the milestone had failed.
    """
    milestone, slash, number = item.rpartition("/")
    if not slash or not milestone or not (number.isdecimal() or number == _CHECKS):
        raise click.BadParameter(f"{item!r} is not N/ITEM, such as 3/2.", param_hint="'N/ITEM'")
    from milepost.app.sign import SignRequest, sign, sign_changed_checks
    from milepost.interfaces.cli.person import confirm

    def ask(shown: str) -> None:
        confirm(shown, "sign")

    if number == _CHECKS:
        report = sign_changed_checks(SignRequest(milestone), ask)
    else:
        report = sign(SignRequest(milestone, int(number)), ask)
    if (at := report.signed_before) is not None:
        click.echo(f"signed already, on {at[:10]}: {harmless(report.text)}")
    else:
        click.echo(f"signed: {harmless(report.text)}")
    click.echo(f"{harmless(report.title)} is {report.state}")
    return ExitStatus.OK
