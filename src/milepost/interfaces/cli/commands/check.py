"""`milepost check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from milepost.interfaces.cli.counting import counting
from milepost.interfaces.cli.options import (
    badge_option,
    examples,
    format_option,
    min_coverage_option,
    paths_argument,
)
from milepost.interfaces.cli.saving import check_folder, save_badge
from milepost.interfaces.cli.stream import style_of, write, write_bytes
from milepost.report.exit_status import ExitStatus, coverage_shortfall, of_check
from milepost.report.findings import Findings, RuleFacts
from milepost.report.registry import format_named

if TYPE_CHECKING:
    from milepost.app.check import CheckReport


@click.command(
    "check",
    epilog=examples(
        "milepost check",
        "milepost check milestones/01-start.md --fix",
        "milepost check --format sarif > milepost.sarif",
        "milepost check - < guide.md",
    ),
)
@paths_argument
@click.option("--fix", is_flag=True, help="Mend what can safely be mended.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: also what may change the meaning.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--coverage", is_flag=True, help="Count the outcomes that hold a check.")
@min_coverage_option
@badge_option
@click.option("--no-cache", is_flag=True, help="Look at every guide, and keep nothing.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration.  [default: the nearest milepost.toml or pyproject.toml]",
)
@format_option()
def command(
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    coverage: bool,
    min_coverage: float | None,
    badge: Path | None,
    no_cache: bool,
    strict: bool,
    config: Path | None,
    format_name: str,
) -> ExitStatus:
    """Find what is wrong in guides.

    PATHS are guides, folders of guides or numbers of milestones, - is standard input; without any,
    the roadmap of the current folder is checked.
    """
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff.")
    check_folder(badge, "--badge")
    from milepost.app.check import CheckRequest, Fixing, check
    from milepost.files.cache_folder import cache_folder

    fixing = Fixing.NONE
    if fix or diff:
        fixing = Fixing.UNSAFE if unsafe_fixes else Fixing.SAFE
    with counting(sys.stderr) as on_guide:
        report = check(
            CheckRequest(
                paths=paths,
                config=config,
                fixing=fixing,
                coverage=coverage or badge is not None,
                min_coverage=min_coverage,
                diff=diff,
                standard_input=sys.stdin.buffer.read,
                on_guide=on_guide,
                cache=None if no_cache else cache_folder(os.environ),
            )
        )
    for note in report.notes:
        click.echo(f"milepost: {note}", err=True)
    counted = report.coverage if coverage else None
    findings = Findings(report.files, report.findings, _rules(format_name), counted)
    status = of_check(findings, unreadable=report.unreadable, strict=strict)
    if diff:
        write(report.diff.splitlines())
        click.echo(f"{report.fixed} would be mended, {len(report.findings)} found", err=True)
    else:
        _print(report, findings.strict() if strict else findings, format_name)
    if report.coverage is not None:
        checked, outcomes = report.coverage.checked, report.coverage.outcomes
        if badge is not None:
            save_badge(badge, checked, outcomes)
        short = coverage_shortfall(checked, outcomes, report.min_coverage)
        if short is not None:
            click.echo(f"milepost: {short}", err=True)
            return ExitStatus.NOT_PASSED
    return status


def _print(report: CheckReport, findings: Findings, format_name: str) -> None:
    if report.fixed_input is not None:
        # The mended guide is the result; what is left to say of it must not mix with it.
        write_bytes(report.fixed_input)
        style = style_of(sys.stderr)
        for line in format_named(format_name).check(findings, style):
            click.echo(line, err=True)
        return
    if report.fixed:
        click.echo(f"{report.fixed} mended", err=True)
    write(format_named(format_name).check(findings, style_of(sys.stdout)))


def _rules(format_name: str) -> tuple[RuleFacts, ...]:
    """What the rules say of themselves, for the one format that prints it."""
    if format_name != "sarif":
        return ()
    from milepost.interfaces.cli.rule_facts import rule_facts
    from milepost.rules.registry import RULES

    return tuple(map(rule_facts, RULES))
