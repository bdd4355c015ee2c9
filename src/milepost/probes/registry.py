"""Which probe carries a kind of check out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from milepost.milestone import check as checks
from milepost.probes import commands, database, output, packages, paths, ports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from milepost.milestone.check import Check
    from milepost.probes.base import Verdict, View


def _url_responds(check: checks.UrlResponds, view: View) -> Verdict:
    # Python's HTTP client takes a tenth of a whole run's start; most guides have no URL.
    from milepost.probes.network import url_responds

    return url_responds(check, view)


def _page_shows(check: checks.PageShows, view: View) -> Verdict:
    from milepost.probes.pages import page_shows

    return page_shows(check, view)


PROBES: Mapping[type[Any], Callable[[Any, View], Verdict]] = {
    checks.OutputContains: output.output_contains,
    checks.OutputMatches: output.output_matches,
    checks.OutputLine: output.output_line,
    checks.OutputCount: output.output_count,
    checks.OutputEmpty: output.output_empty,
    checks.ExitStatus: output.exit_status,
    checks.TestsPass: output.tests_pass,
    checks.PathExists: paths.path_exists,
    checks.FileContains: paths.file_contains,
    checks.FileMatches: paths.file_matches,
    checks.JsonValue: paths.json_value,
    checks.DirectoryIs: paths.directory_is,
    checks.CommandSucceeds: commands.command_succeeds,
    checks.CommandPrints: commands.command_prints,
    checks.CommandPrintsNothing: commands.command_prints_nothing,
    checks.CommandAvailable: commands.command_available,
    checks.VariableSet: commands.variable_set,
    checks.ProcessRuns: commands.process_runs,
    checks.UrlResponds: _url_responds,
    checks.PortListens: ports.port_listens,
    checks.PageShows: _page_shows,
    checks.OutputJson: output.output_json,
    checks.PathCount: paths.path_count,
    checks.PackageInstalled: packages.package_installed,
    checks.TableExists: database.table_exists,
    checks.TableRows: database.table_rows,
    checks.RowExists: database.row_exists,
}
"""Every kind of check has one."""

BEFOREHAND: frozenset[type[Any]] = frozenset(
    {kind for kind in PROBES if kind.about == "file"}
    | {checks.VariableSet, checks.PortListens, checks.UrlResponds}
)
"""Kinds that are probed before their step too, to find outcomes that prove nothing."""


def probe(check: Check, view: View) -> Verdict:
    """Carry a check out."""
    return PROBES[type(check)](check, view)


def may_probe_beforehand(check: Check) -> bool:
    """Whether probing it before the step is free of effects (a plain GET, a look at a file)."""
    if isinstance(check, checks.UrlResponds) and check.method != "GET":
        return False
    return type(check) in BEFOREHAND
