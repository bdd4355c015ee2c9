"""Findings for people: place, fault, the source line with a caret under it, the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import expand, harmless, one_line, width, window, wrapped
from milepost.report.findings import is_fixable
from milepost.text.diagnostic import Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.report.findings import CoverageRecord, Findings
    from milepost.report.style import Style
    from milepost.text.diagnostic import Diagnostic

FOLDED = "MP203"
"""The code of findings of which one stands for many like it."""
FEW = 4
"""So many are told one by one."""
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.HINT: "36"}


def check(findings: Findings, style: Style) -> Iterator[str]:
    """The lines of the report."""
    for diagnostic, more in _folded(findings.diagnostics):
        yield from _finding(diagnostic, more, style)
        yield ""
    if findings.coverage is not None:
        yield from _coverage(findings.coverage, style)
        yield ""
    yield _summary(findings, style)


def _coverage(coverage: CoverageRecord, style: Style) -> Iterator[str]:
    """A row for each guide, and one for all: outcomes that hold a check, of how many."""
    rows = [(one_line(one.path), one.checked, one.outcomes) for one in coverage.guides]
    rows.append(("all", coverage.checked, coverage.outcomes))
    longest = max(width(name) for name, _, _ in rows)
    yield style.bold("Outcomes that hold a check")
    for name, checked, outcomes in rows:
        share = f"{100 * checked // outcomes} %" if outcomes else "none"
        pad = " " * (longest - width(name))
        yield f"  {name}{pad}  {checked:>4} of {outcomes:>4}  {share:>5}"


def _folded(diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, list[int]]]:
    """Each finding, with the lines of those like it that it stands for.

    A guide that has just been made of its template has dozens of placeholders; the machine
    formats list them all.
    """
    lines: dict[tuple[str, str, str], list[int]] = {}
    for one in diagnostics:
        if one.code == FOLDED:
            lines.setdefault((one.path, one.code, one.remedy), []).append(one.start.line)
    for one in diagnostics:
        key = (one.path, one.code, one.remedy)
        alike = lines.get(key, [])
        if len(alike) <= FEW:
            yield one, []
        elif alike[0]:
            yield one, alike[1:]
            alike[0] = 0


def _finding(diagnostic: Diagnostic, more: Sequence[int], style: Style) -> Iterator[str]:
    place = f"{one_line(diagnostic.path)}:{diagnostic.start.line}:{diagnostic.start.column}:"
    label = style.paint(f"{diagnostic.severity}[{diagnostic.code}]", _COLOURS[diagnostic.severity])
    yield f"{style.bold(place)} {label} {harmless(diagnostic.message)}"
    gutter = " " * max(len(str(diagnostic.start.line)), 3)
    if diagnostic.source_line:
        yield from _excerpt(diagnostic, diagnostic.source_line, gutter, style)
    if diagnostic.remedy:
        remedy = f"{harmless(diagnostic.remedy)}{_fix_note(diagnostic)}"
        yield from _note(remedy, gutter, style)
    if more:
        yield from _note(f"{len(more)} more like it, at the lines {_ranges(more)}", gutter, style)


def _note(text: str, gutter: str, style: Style) -> Iterator[str]:
    first, *later = wrapped(text, style.width - 1, f" {gutter} = ", f" {gutter}   ")
    yield first.replace("=", style.dim("="), 1)
    yield from later


def _ranges(lines: Sequence[int]) -> str:
    """`9, 14 to 16`."""
    runs: list[list[int]] = []
    for line in dict.fromkeys(lines):
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _excerpt(diagnostic: Diagnostic, source_line: str, gutter: str, style: Style) -> Iterator[str]:
    """The source line, cut to the width around its caret where it is too long."""
    line, starts = expand(source_line)
    first = starts[min(diagnostic.start.column - 1, len(starts) - 1)]
    last = starts[-1]
    if diagnostic.end.line == diagnostic.start.line:
        last = starts[min(diagnostic.end.column - 1, len(starts) - 1)]
    last = max(last, first + 1)
    room = max(style.width - len(gutter) - 5, 20)
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
