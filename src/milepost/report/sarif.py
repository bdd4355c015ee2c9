"""SARIF 2.1.0 (OASIS, 2020), as code scanning services and editors read it.

Regions are 1-based, columns in Unicode code points (`columnKind`), `endColumn` after the last
character: the same units as Milepost's own.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import milepost
from milepost.report.incidents import KINDS, WARNINGS, Incident, incidents
from milepost.report.json import encode
from milepost.text.diagnostic import Severity
from milepost.text.span import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.report.findings import Findings
    from milepost.report.style import Style
    from milepost.result.model import RunResult
    from milepost.text.diagnostic import Diagnostic

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}

Json = dict[str, Any]


def check(findings: Findings, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """The findings, the rules behind them, and the fixes whose places are known."""
    rules = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.why or rule.summary},
            "help": {"text": f"milepost rule {rule.code}"},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in findings.rules
    ]
    places = {rule.code: place for place, rule in enumerate(findings.rules)}
    results = [_finding(diagnostic, places) for diagnostic in findings.diagnostics]
    yield encode(_log(rules, _with_fingerprints(results)))


def run(result: RunResult, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """What went wrong in a run; a kind of incident is a rule."""
    kinds = list(KINDS)
    rules = [
        {
            "id": kind,
            "shortDescription": {"text": summary},
            "defaultConfiguration": {
                "level": "warning" if kind in WARNINGS else "error",
            },
        }
        for kind, summary in KINDS.items()
    ]
    results = [_incident(incident, kinds.index(incident.kind)) for incident in incidents(result)]
    yield encode(_log(rules, _with_fingerprints(results)))


def _log(rules: Sequence[Json], results: Sequence[Json]) -> Json:
    driver = {"name": "Milepost", "semanticVersion": milepost.__version__, "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }


def _finding(diagnostic: Diagnostic, places: dict[str, int]) -> Json:
    text = " ".join(filter(None, [_sentence(diagnostic.message), diagnostic.remedy]))
    result: Json = {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(diagnostic.path, _region(diagnostic.start, diagnostic.end))],
    }
    if diagnostic.code in places:
        result["ruleIndex"] = places[diagnostic.code]
    if fix := _fix(diagnostic):
        result["fixes"] = [fix]
    return result


def _fix(diagnostic: Diagnostic) -> Json | None:
    """The fix, where all of its edits are on the finding's own line; others have no known place."""
    if diagnostic.fix is None or diagnostic.source_line is None:
        return None
    replacements = []
    for edit in diagnostic.fix.edits:
        start = _on_line(diagnostic, diagnostic.source_line, edit.span.start)
        end = _on_line(diagnostic, diagnostic.source_line, edit.span.end)
        if start is None or end is None:
            return None
        region = _region(start, end)
        inserted = {"text": edit.replacement}
        replacements.append({"deletedRegion": region, "insertedContent": inserted})
    change = {"artifactLocation": _artifact(diagnostic.path), "replacements": replacements}
    return {"description": {"text": diagnostic.fix.message}, "artifactChanges": [change]}


def _on_line(diagnostic: Diagnostic, source_line: str, offset: int) -> Position | None:
    """The position of a byte offset of the source, if it is on the finding's first line."""
    line = source_line.encode()
    line_start = diagnostic.span.start - len(source_line[: diagnostic.start.column - 1].encode())
    within = offset - line_start
    if not 0 <= within <= len(line):
        return None
    return Position(diagnostic.start.line, len(line[:within].decode()) + 1)


def _incident(incident: Incident, place: int) -> Json:
    return {
        "ruleId": incident.kind,
        "ruleIndex": place,
        "level": "error" if incident.is_error else "warning",
        "message": {"text": "\n".join(filter(None, [incident.title, incident.detail]))},
        "locations": [_location(incident.path, {"startLine": incident.line})],
    }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _region(start: Position, end: Position) -> Json:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _location(path: str, region: Json) -> Json:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _artifact(path: str) -> Json:
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _with_fingerprints(results: list[Json]) -> list[Json]:
    """Each result with a fingerprint that a shift of lines does not change."""
    seen: dict[str, int] = {}
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        subject = "\n".join([result["ruleId"], uri, result["message"]["text"]])
        seen[subject] = seen.get(subject, 0) + 1
        digest = sha256(f"{subject}\n{seen[subject]}".encode("utf-8", "replace")).hexdigest()
        result["partialFingerprints"] = {"milepost/v1": digest[:32]}
    return results
