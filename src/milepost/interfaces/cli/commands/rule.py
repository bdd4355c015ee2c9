"""`milepost rule`."""

from __future__ import annotations

import sys

import click

from milepost.interfaces.cli.options import examples
from milepost.interfaces.cli.stream import style_of, write
from milepost.report.exit_status import ExitStatus


@click.command(
    "rule", epilog=examples("milepost rule", "milepost rule MP203", "milepost rule empty-section")
)
@click.argument("name", required=False, metavar="[CODE|NAME]")
def command(name: str | None) -> ExitStatus:
    """Explain a rule of check, or list them all."""
    from milepost.app.rule import RuleRequest, rules
    from milepost.interfaces.cli.rule_facts import rule_facts
    from milepost.report.pretty_rules import rule_list, rule_page

    found = list(map(rule_facts, rules(RuleRequest(name=name))))
    style = style_of(sys.stdout)
    write(rule_list(found, style) if name is None else rule_page(found[0], style))
    return ExitStatus.OK
