"""Check guides: find them, look at each, look at them together, mend what is safe."""

from __future__ import annotations

import os
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace as with_fields

from milepost.app.facts import Disk
from milepost.app.guides import STDIN_NAME, find_guides
from milepost.app.project import load_project
from milepost.files.discover import MILESTONES, STANDARD_INPUT, natural_key
from milepost.report.findings import CoverageRecord, GuideCoverage, coverage_record
from milepost.text.diagnostic import Diagnostic, in_order
from milepost.text.span import Position, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from milepost.app.check_cache import CheckCache
    from milepost.app.look import Looked, Looker
    from milepost.app.project import Project
    from milepost.rules.base import Rule, Summary
    from milepost.rules.ignores import Ignores
    from milepost.text.source import SourceFault

WORTH_KEEPING = 20
"""Guides whose findings are worth keeping: to look at fewer takes less than to start does."""


class Fixing(StrEnum):
    """Which fixes are made."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"
    """Safe ones too."""


class CheckRequest(msgspec.Struct, frozen=True):
    """What to check, and what to do about it."""

    paths: tuple[str, ...] = ()
    """Files and folders as the user named them, `-` for standard input; none for the roadmap of
    the current folder."""
    folder: Path = msgspec.field(default_factory=Path.cwd)
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
    cache: Path | None = None
    """The user's cache folder; None to look at every guide, and to keep nothing."""

    @property
    def fixes(self) -> bool:
        """Whether fixes are made, or shown."""
        return self.fixing is not Fixing.NONE

    @property
    def counted(self) -> bool:
        """Whether outcomes are counted."""
        return self.coverage or self.min_coverage is not None


class CheckReport(msgspec.Struct, frozen=True):
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
    notes: tuple[str, ...] = ()
    """What is doubtful besides the guides, with what to do about it."""


def check(request: CheckRequest) -> CheckReport:
    """Check guides, and mend them if asked to. Raises MilepostError for a wrong configuration."""
    project = load_project(request.folder, request.config)
    least = request.min_coverage
    least = project.config.min_coverage if least is None else least
    paths = request.paths
    if any(path[:1].isdigit() for path in paths):
        from milepost.app.numbers import name_milestones

        paths = name_milestones(project, paths)
    checker = _Checker(with_fields(request, min_coverage=least, paths=paths), project)
    checker.look()
    checker.look_at_roadmaps()
    return with_fields(checker.report(), notes=project.notes)


class _Checker:
    """Collects what is found; of a guide that was looked at, only its summary is kept."""

    def __init__(self, request: CheckRequest, project: Project) -> None:
        self._request = request
        self._project = project
        self._disk = Disk(project.folder)
        self._found = find_guides(project, request.paths)
        self._cache = self._open_cache()
        if self._cache is None:
            _ = self.looker  # A wrong template is told even where no guide is.
        self._looked: list[Looked] = []
        self._paths: list[str] = []
        """Of the guides that could be read, in order."""
        self._findings: dict[str, list[Diagnostic]] = {}
        self._unreadable = 0

    @cached_property
    def looker(self) -> Looker:
        """Looks at guides; a cache may save its making."""
        from milepost.app.look import Looker

        keeps = self._cache is not None
        return Looker.of(self._request, self._project, self._disk, keeps=keeps)

    def look(self) -> None:
        """Look at each guide alone, unless it is known what that would find."""
        for fault in self._found.faults:
            from milepost.rules.files import folder_without_guides

            self._add_fault(fault, folder_without_guides.RULE)
        known = self._cache.seen if self._cache else {}
        left = [path for path in self._found.paths if path not in known]
        if left:
            self._looked = self.looker.look_at(left, len(known))
        for one in self._looked:
            if one.result is None:
                self._add_unreadable(one)
            elif one.result.diagnostics:
                self._findings[one.path] = list(one.result.diagnostics)
        if self._cache is not None:
            self._findings |= {path: list(found) for path, found in self._cache.findings()}
        readable = {one.path for one in self._looked if one.result is not None}
        self._paths = [path for path in self._found.paths if path in known or path in readable]

    def look_at_roadmaps(self) -> None:
        """Look at the guides of each roadmap together; then at ignores that nothing needed."""
        found = self._cache.roadmap(self._paths) if self._cache else None
        if found is None:
            found = self._roadmaps()
        if self._cache is not None:
            self._cache.keep(self._paths, self._looked, found)
        self._add(found)

    def report(self) -> CheckReport:
        """All that was found, by path and place."""
        findings = [
            diagnostic
            for path in sorted(self._findings, key=natural_key)
            for diagnostic in in_order(self._findings[path])
        ]
        changes = self.looker if self._request.fixes else None
        return CheckReport(
            len(self._found.paths),
            tuple(findings),
            changes.fixed if changes else 0,
            self._unreadable,
            "".join(changes.diffs) if changes else "",
            changes.fixed_input if changes else None,
            self._coverage() if self._request.counted else None,
            self._request.min_coverage,
        )

    def _open_cache(self) -> CheckCache | None:
        """What is known of the guides; None where that is not wanted, or not worth it."""
        paths = self._found.paths
        if self._request.cache is None or self._request.fixes or len(paths) < WORTH_KEEPING:
            return None
        if STANDARD_INPUT in paths:
            return None
        from milepost.app.check_cache import CheckCache

        cache = CheckCache(
            self._request.cache,
            self._project,
            self._request.paths,
            self._disk,
            counted=self._request.counted,
        )
        cache.recall(paths)
        return cache

    @cached_property
    def _summaries(self) -> dict[str, tuple[Summary, Ignores]]:
        """What is known of each guide that could be read, in order."""
        known = {
            one.path: (one.result.summary, one.result.ignores)
            for one in self._looked
            if one.result is not None
        }
        if self._cache is None:
            return known
        return {path: known.get(path) or self._cache.rest(path) for path in self._paths}

    def _roadmaps(self) -> tuple[Diagnostic, ...]:
        from milepost.rules.check import check_roadmap, unused_ignores

        levels = self.looker.levels
        named = {os.path.normpath(path) for path in self._request.paths}
        ignores = {path: known for path, (_, known) in self._summaries.items() if known.entries}
        groups: dict[str, list[Summary]] = {}
        for path, (summary, _) in self._summaries.items():
            groups.setdefault(_roadmap_of(path), []).append(summary)
        found: list[Diagnostic] = []
        for guides in groups.values():
            whole = not any(guide.path in named for guide in guides)
            found += check_roadmap(tuple(guides), ignores, levels, whole=whole)
        return (*found, *unused_ignores(ignores, levels))

    def _coverage(self) -> CoverageRecord:
        counts = [(path, summary.coverage) for path, (summary, _) in self._summaries.items()]
        guides = tuple(
            GuideCoverage(path=path, outcomes=count[1], checked=count[0])
            for path, count in sorted(counts, key=lambda pair: natural_key(pair[0]))
            if count is not None
        )
        return coverage_record(guides)

    def _add_unreadable(self, looked: Looked) -> None:
        from milepost.rules.files import undecodable_text, unreadable_file

        assert looked.fault is not None, "what has no result has a fault"
        rule = undecodable_text.RULE if looked.undecodable else unreadable_file.RULE
        self._add_fault(looked.fault, rule)

    def _add_fault(self, fault: SourceFault, rule: Rule) -> None:
        self._unreadable += 1
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

    def _add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self._findings.setdefault(diagnostic.path, []).append(diagnostic)


def _roadmap_of(path: str) -> str:
    """What guides of one roadmap have in common: the folder above `milestones`, or their own."""
    if path == STDIN_NAME:
        return path
    parts = os.path.dirname(path).split(os.sep)
    if MILESTONES in parts:
        return os.sep.join(parts[: parts.index(MILESTONES) + 1])
    return os.path.dirname(path)
