"""Check guides: find them, look at each, look at them together, mend what is safe."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace as with_fields

from milepost.app.guides import STDIN_NAME, FactGatherer, find_guides, open_guide, read_source
from milepost.app.project import load_contract, load_levels, load_project
from milepost.files.discover import MILESTONES, STANDARD_INPUT, natural_key
from milepost.report.findings import CoverageRecord, GuideCoverage, coverage_record
from milepost.rules.check import check_guide, check_roadmap, in_order, unused_ignores
from milepost.rules.files import folder_without_guides, undecodable_text, unreadable_file
from milepost.text.diagnostic import Diagnostic
from milepost.text.source import Source, SourceFault
from milepost.text.span import Position, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from milepost.app.project import Project
    from milepost.contract.model import Contract
    from milepost.rules.base import Rule, Summary
    from milepost.rules.check import GuideResult
    from milepost.rules.ignores import Ignores
    from milepost.rules.levels import Levels

    _Looked = tuple[dict[str, list[Diagnostic]], dict[str, Summary], dict[str, Ignores], int]
    """What was found of some guides: findings, summaries, ignores; how many were unreadable."""

WORTH_A_PROCESS = 100
"""Guides for which another process saves more than it costs."""


class Fixing(StrEnum):
    """Which fixes are made."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"
    """Safe ones too."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check, and what to do about it."""

    paths: tuple[str, ...] = ()
    """Files and folders as the user named them, `-` for standard input; none for the roadmap of
    the current folder."""
    folder: Path = field(default_factory=Path.cwd)
    """The current folder: paths are relative to it."""
    config: Path | None = None
    """A configuration file; None for the nearest one upward."""
    fixing: Fixing = Fixing.NONE
    coverage: bool = False
    """Outcomes are counted: how many there are, and how many hold a check."""
    min_coverage: float | None = None
    """Least per cent of the outcomes that must hold a check; None for the configuration's."""
    diff: bool = False
    """Fixes are shown as a unified diff in the report, nothing is written."""
    standard_input: Callable[[], bytes] | None = None
    """Reads standard input; needed where `-` is among the paths."""
    on_guide: Callable[[int, int], None] | None = None
    """Told after each guide how many of how many are done."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found."""

    files: int
    """Guides that were looked at, unreadable ones included."""
    findings: tuple[Diagnostic, ...]
    """What is wrong now (after fixes were written), by path and place."""
    fixed: int = 0
    """Fixes that were made, or with `diff` would be."""
    unreadable: int = 0
    """Files and folders that could not be read as guides: exit status 2 if nothing else is
    wrong."""
    diff: str = ""
    """With `diff`: a unified diff of all fixes."""
    fixed_input: bytes | None = None
    """With fixes and `-`: standard input as mended."""
    coverage: CoverageRecord | None = None
    """Where it was asked for, or a least coverage is set."""
    min_coverage: float | None = None
    """Least per cent that was asked for, here or in the configuration."""


def check(request: CheckRequest) -> CheckReport:
    """Check guides, and mend them if asked to. Raises MilepostError for a wrong configuration."""
    project = load_project(request.folder, request.config)
    least = request.min_coverage
    least = project.config.min_coverage if least is None else least
    paths = request.paths
    if any(path[:1].isdigit() for path in paths):
        from milepost.app.numbers import name_milestones

        paths = name_milestones(project, paths)
    request = replace(request, min_coverage=least, paths=paths)
    checker = _Checker(request, project, load_contract(project), load_levels(project))
    found = find_guides(project, request.paths)
    checker.add_folders(found.faults)
    checker.check_files(found.paths)
    checker.check_roadmaps({os.path.normpath(path) for path in request.paths})
    return checker.report(len(found.paths))


@dataclass(slots=True)
class _Checker:
    """Collects what is found; of a guide that was looked at, only its summary is kept."""

    request: CheckRequest
    project: Project
    contract: Contract
    levels: Levels
    findings: dict[str, list[Diagnostic]] = field(default_factory=dict)
    summaries: dict[str, Summary] = field(default_factory=dict)
    ignores: dict[str, Ignores] = field(default_factory=dict)
    unreadable: int = 0
    fixed: int = 0
    diffs: list[str] = field(default_factory=list)
    fixed_input: bytes | None = None
    facts: FactGatherer = field(init=False)

    def __post_init__(self) -> None:
        self.facts = FactGatherer(self.project.folder)

    def add_folders(self, faults: tuple[SourceFault, ...]) -> None:
        """Report folders without guides."""
        for fault in faults:
            self._add_fault(fault, folder_without_guides.RULE)

    def check_files(self, paths: Sequence[str]) -> None:
        """Check many guides, each alone; with all processors where that pays."""
        workers = 1
        large = len(paths) >= 2 * WORTH_A_PROCESS
        if large and self.request.fixing is Fixing.NONE and STANDARD_INPUT not in paths:
            from milepost.process.parallel import in_parallel, processors

            workers = max(1, min(processors(), len(paths) // WORTH_A_PROCESS))
        bounds = [len(paths) * part // workers for part in range(workers + 1)]

        def look(part: int) -> _Looked:
            own = replace(self, findings={}, summaries={}, ignores={}, unreadable=0)
            for path in paths[bounds[part] : bounds[part + 1]]:
                own.check_file(path)
                if part == 0 and self.request.on_guide is not None:
                    # The other parts are as large, and keep pace.
                    self.request.on_guide(len(own.summaries) * workers, len(paths))
            self.fixed, self.fixed_input = own.fixed, own.fixed_input
            return own.findings, own.summaries, own.ignores, own.unreadable

        looked = [look(0)] if workers == 1 else in_parallel(look, range(workers))
        for findings, summaries, ignores, unreadable in looked:
            for path, found in findings.items():
                self.findings.setdefault(path, []).extend(found)
            self.summaries |= summaries
            self.ignores |= ignores
            self.unreadable += unreadable

    def check_file(self, path: str) -> None:
        """Read and check one guide; only what is found of it stays."""
        source, raw = read_source(self.project, path, self.request.standard_input)
        if isinstance(source, SourceFault):
            decoded = bool(raw)
            self._add_fault(source, undecodable_text.RULE if decoded else unreadable_file.RULE)
            return
        result = self._look(source)
        if self.request.fixing is not Fixing.NONE:
            result = self._mend(path, source, raw, result)
        if result.diagnostics:
            self.findings[source.path] = list(result.diagnostics)
        self.summaries[source.path] = result.summary
        if result.ignores.entries:
            self.ignores[source.path] = result.ignores

    def check_roadmaps(self, named: set[str]) -> None:
        """Look at the guides of each roadmap together; then at ignores that nothing needed."""
        groups: dict[str, list[Summary]] = {}
        for path, summary in self.summaries.items():
            groups.setdefault(_roadmap_of(path), []).append(summary)
        for guides in groups.values():
            whole = not any(guide.path in named for guide in guides)
            found = check_roadmap(tuple(guides), self.ignores, self.levels, whole=whole)
            self._add(found)
        self._add(unused_ignores(self.ignores, self.levels))

    def report(self, files: int) -> CheckReport:
        """All that was found, by path and place."""
        findings = [
            diagnostic
            for path in sorted(self.findings, key=natural_key)
            for diagnostic in in_order(self.findings[path])
        ]
        return CheckReport(
            files,
            tuple(findings),
            self.fixed,
            self.unreadable,
            "".join(self.diffs),
            self.fixed_input,
            self._coverage(),
            self.request.min_coverage,
        )

    def _coverage(self) -> CoverageRecord | None:
        counts = [(path, self.summaries[path].coverage) for path in self.summaries]
        guides = tuple(
            GuideCoverage(path=path, outcomes=count[1], checked=count[0])
            for path, count in sorted(counts, key=lambda pair: natural_key(pair[0]))
            if count is not None
        )
        return coverage_record(guides) if self._counts else None

    @property
    def _counts(self) -> bool:
        return self.request.coverage or self.request.min_coverage is not None

    def _look(self, source: Source) -> GuideResult:
        guide = open_guide(source, self.contract)
        guide.facts = self.facts.of(guide)
        result = check_guide(guide, self.levels)
        if not self._counts:
            return result
        summary = with_fields(result.summary, coverage=guide.reading.coverage)
        return with_fields(result, summary=summary)

    def _mend(self, path: str, source: Source, raw: bytes, result: GuideResult) -> GuideResult:
        """Apply fixes; what is then found, unless they are only shown."""
        from milepost.app.mend import mend
        from milepost.files.write import replace_file

        unsafe = self.request.fixing is Fixing.UNSAFE
        mended = mend(source, result, self._look, unsafe=unsafe)
        self.fixed += mended.count
        written = mended.source.encode(mended.source.data)
        if self.request.diff:
            self.diffs.append(mended.diff(source))
            return result
        if path == STANDARD_INPUT:
            self.fixed_input = written
        elif mended.count:
            target = self.project.folder / path
            replace_file(target, written, shown=path, expected=raw)
        return mended.result

    def _add_fault(self, fault: SourceFault, rule: Rule) -> None:
        self.unreadable += 1
        place = fault.position or Position(1, 1)
        self._add(
            [
                Diagnostic(
                    fault.path,
                    Span(0, 0),
                    place,
                    place,
                    rule.code,
                    rule.name,
                    rule.severity,
                    fault.message,
                    fault.remedy,
                )
            ]
        )

    def _add(self, diagnostics: Iterator[Diagnostic] | list[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.findings.setdefault(diagnostic.path, []).append(diagnostic)


def _roadmap_of(path: str) -> str:
    """What guides of one roadmap have in common: the folder above `milestones`, or their own."""
    if path == STDIN_NAME:
        return path
    parts = os.path.dirname(path).split(os.sep)
    if MILESTONES in parts:
        return os.sep.join(parts[: parts.index(MILESTONES) + 1])
    return os.path.dirname(path)
