"""GitHub workflow commands: annotations at the lines of a pull request.

Escaping as in actions/toolkit, `packages/core/src/command.ts`: in a message `%`, CR and LF; in a
property `:` and `,` too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import harmless
from milepost.report.incidents import incidents, milestone_title
from milepost.report.pretty_check import plural
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.findings import Findings
    from milepost.report.style import Style
    from milepost.result.model import RunResult

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def check(findings: Findings, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """One annotation for each finding."""
    for diagnostic in findings.diagnostics:
        start, end = diagnostic.start, diagnostic.end
        place = {"file": diagnostic.path, "line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:
            # GitHub drops columns that span lines, and counts endColumn up to the last character.
            place["col"] = str(start.column)
            place["endColumn"] = str(max(end.column - 1, start.column))
        place["title"] = f"{diagnostic.code} {diagnostic.rule}"
        message = "\n".join(filter(None, [diagnostic.message, diagnostic.remedy]))
        yield annotation(_COMMANDS[diagnostic.severity], place, message)


def run(result: RunResult, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """One annotation for each thing that went wrong, and a line of summary."""
    for incident in incidents(result):
        command = "error" if incident.is_error else "warning"
        place = {"file": incident.path, "line": str(incident.line), "title": incident.title}
        yield annotation(command, place, incident.detail or incident.title)
    for milestone in result.milestones:
        for issue in milestone.known_issues:
            place = {"file": milestone.path, "line": str(issue.line), "title": "Known issue"}
            message = f"{milestone_title(milestone)}: {issue.issue}\n{issue.solution}"
            yield annotation("notice", place, message)
    yield f"{plural(len(result.milestones), 'milestone')}: {result.status}"


def annotation(command: str, properties: dict[str, str], message: str) -> str:
    """One workflow command."""
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{command} {shown}::{_data(message)}"


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
