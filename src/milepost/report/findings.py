"""What a check found, and its machine format (schema milepost.check/1)."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from milepost.text.diagnostic import Diagnostic, Safety, Severity


class RuleFacts(msgspec.Struct, frozen=True):
    """What a report says of a rule."""

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: str = ""
    """An example with the fault."""
    good: str = ""
    """The same without it."""
    fixable: str = ""
    """`safe`, `unsafe`, or empty where there is no fix."""


class Findings(msgspec.Struct, frozen=True):
    """What came of a check: what every format is given."""

    files: int
    """Guides that were looked at."""
    diagnostics: tuple[Diagnostic, ...]
    """Ordered by path, then place."""
    rules: tuple[RuleFacts, ...] = ()
    """The rules that may have findings, for formats that describe them."""
    coverage: CoverageRecord | None = None
    """How many outcomes hold a check, where that was asked for."""

    def count(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(diagnostic.severity for diagnostic in self.diagnostics)

    def strict(self) -> Findings:
        """The same with warnings as errors."""
        return msgspec.structs.replace(self, diagnostics=tuple(map(_as_error, self.diagnostics)))


class FindingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. Lines and columns are 1-based, columns in Unicode code points."""

    path: str
    """The file, relative to the current folder."""
    line: int
    column: int
    end_line: int
    end_column: int
    """Column after the last character."""
    code: str
    """The rule's code, such as `MP203`."""
    rule: str
    """The rule's name, such as `unfilled-placeholder`."""
    severity: Severity
    message: str
    """What is wrong, in one line."""
    remedy: str
    """What to do about it, in one line."""
    fixable: bool
    """Whether `milepost check --fix` puts it right."""


class GuideCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """How many outcomes of a guide hold a check."""

    path: str
    outcomes: int
    """All that are not merely implied by their step."""
    checked: int


class CoverageRecord(msgspec.Struct, frozen=True, kw_only=True):
    """How many outcomes of all guides hold a check."""

    outcomes: int
    checked: int
    guides: tuple[GuideCoverage, ...]
    """Ordered by path."""


class CheckRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What `milepost check --format json` prints."""

    schema: Literal["milepost.check/1"] = "milepost.check/1"
    files: int
    """Guides that were looked at."""
    findings: tuple[FindingRecord, ...]
    """Ordered by path, then place."""
    coverage: CoverageRecord | None = None
    """With `--coverage`; else null."""


def is_fixable(diagnostic: Diagnostic) -> bool:
    """Whether the finding has a fix that is applied unasked."""
    return diagnostic.fix is not None and diagnostic.fix.safety is Safety.SAFE


def check_record(findings: Findings) -> CheckRecord:
    """The machine format of what was found."""
    return CheckRecord(
        files=findings.files,
        findings=tuple(
            FindingRecord(
                path=diagnostic.path,
                line=diagnostic.start.line,
                column=diagnostic.start.column,
                end_line=diagnostic.end.line,
                end_column=diagnostic.end.column,
                code=diagnostic.code,
                rule=diagnostic.rule,
                severity=diagnostic.severity,
                message=diagnostic.message,
                remedy=diagnostic.remedy,
                fixable=is_fixable(diagnostic),
            )
            for diagnostic in findings.diagnostics
        ),
        coverage=findings.coverage,
    )


def coverage_record(guides: tuple[GuideCoverage, ...]) -> CoverageRecord:
    """The coverage of several guides together."""
    return CoverageRecord(
        outcomes=sum(guide.outcomes for guide in guides),
        checked=sum(guide.checked for guide in guides),
        guides=guides,
    )


def _as_error(diagnostic: Diagnostic) -> Diagnostic:
    if diagnostic.severity is not Severity.WARNING:
        return diagnostic
    return msgspec.structs.replace(diagnostic, severity=Severity.ERROR)
