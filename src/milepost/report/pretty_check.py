"""Findings for people: place, fault, the source line with a caret under it, the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import expand, harmless, width, window
from milepost.report.findings import is_fixable
from milepost.text.diagnostic import Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.findings import CoverageRecord, Findings
    from milepost.report.style import Style
    from milepost.text.diagnostic import Diagnostic

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.HINT: "36"}


def check(findings: Findings, style: Style) -> Iterator[str]:
    """The lines of the report."""
    for diagnostic in findings.diagnostics:
        yield from _finding(diagnostic, style)
        yield ""
    if findings.coverage is not None:
        yield from _coverage(findings.coverage, style)
        yield ""
    yield _summary(findings, style)


def _coverage(coverage: CoverageRecord, style: Style) -> Iterator[str]:
    """A row for each guide, and one for all: outcomes that hold a check, of how many."""
    rows = [(harmless(one.path), one.checked, one.outcomes) for one in coverage.guides]
    rows.append(("all", coverage.checked, coverage.outcomes))
    longest = max(width(name) for name, _, _ in rows)
    yield style.bold("Outcomes that hold a check")
    for name, checked, outcomes in rows:
        share = f"{100 * checked // outcomes} %" if outcomes else "none"
        pad = " " * (longest - width(name))
        yield f"  {name}{pad}  {checked:>4} of {outcomes:>4}  {share:>5}"


def _finding(diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    place = f"{harmless(diagnostic.path)}:{diagnostic.start.line}:{diagnostic.start.column}:"
    label = style.paint(f"{diagnostic.severity}[{diagnostic.code}]", _COLOURS[diagnostic.severity])
    yield f"{style.bold(place)} {label} {harmless(diagnostic.message)}"
    gutter = " " * max(len(str(diagnostic.start.line)), 3)
    if diagnostic.source_line:
        yield from _excerpt(diagnostic, diagnostic.source_line, gutter, style)
    if diagnostic.remedy:
        yield f" {gutter} {style.dim('=')} {harmless(diagnostic.remedy)}{_fix_note(diagnostic)}"


def _excerpt(diagnostic: Diagnostic, source_line: str, gutter: str, style: Style) -> Iterator[str]:
    """The source line, cut to the width around its caret where it is too long."""
    line, starts = expand(source_line)
    first = starts[min(diagnostic.start.column - 1, len(starts) - 1)]
    last = starts[-1]
    if diagnostic.end.line == diagnostic.start.line:
        last = starts[min(diagnostic.end.column - 1, len(starts) - 1)]
    last = max(last, first + 1)
    room = max(style.width - len(gutter) - 4, 20)
    before = after = ""
    if (total := width(line)) > room:
        mark = style.ellipsis
        left = max(0, min(first - room // 4, total - room + len(mark)))
        before = mark if left else ""
        after = mark if left + room - len(before) < total else ""
        line, left = window(line, left, left + room - len(before) - len(after))
        shift = len(before) - left
        first, last = first + shift, min(last + shift, room - len(after))
        last = max(last, first + 1)
    bar = style.dim("|")
    number = str(diagnostic.start.line).rjust(len(gutter))
    caret = style.paint("^" * (last - first), _COLOURS[diagnostic.severity])
    yield f" {style.dim(number)} {bar} {before}{line}{after}".rstrip()
    yield f" {gutter} {bar} {' ' * first}{caret}"


def _fix_note(diagnostic: Diagnostic) -> str:
    if diagnostic.fix is None:
        return ""
    flag = "--fix" if diagnostic.fix.safety is Safety.SAFE else "--fix --unsafe-fixes"
    return f" ({flag} does it)"


def _summary(findings: Findings, style: Style) -> str:
    files = plural(findings.files, "guide")
    count = findings.count()
    if not count:
        return style.green(f"{files} checked, nothing to report.")
    parts = [
        style.paint(plural(count[severity], severity.value), _COLOURS[severity])
        for severity in Severity
        if count[severity]
    ]
    fixable = sum(map(is_fixable, findings.diagnostics))
    hint = f"; --fix mends {fixable}" if fixable else ""
    return f"{files} checked: {', '.join(parts)}{hint}."


def plural(number: int, noun: str) -> str:
    """`1 guide`, `2 guides`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
