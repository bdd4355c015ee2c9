"""Update: carry guides out, and put what they print in the place of what they show.

Only output is rewritten, never a command or an exit status. A guide is written only if it is read
afterwards as before, and only the lines of expected output that no longer hold are touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as with_fields
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.app.guides import find_guides, read_source
from milepost.app.mend import unified
from milepost.app.milestones import load_milestones
from milepost.app.project import load_contract, load_project
from milepost.app.run import memory_of, opener, plan_guides, settings_of
from milepost.document.parse import parse
from milepost.files.write import replace_file
from milepost.milestone.build import build
from milepost.reading.read import ReadSettings, read
from milepost.reading.update import updated
from milepost.run.executors.local import LocalExecutor
from milepost.run.roadmap import run_roadmap
from milepost.text.diagnostic import Edit, apply_edits
from milepost.text.source import Source, SourceFault
from milepost.text.span import Span

if TYPE_CHECKING:
    from milepost.app.run import RunRequest
    from milepost.contract.model import Contract
    from milepost.result.model import RunResult
    from milepost.result.observer import Observer
    from milepost.run.drift import Drift


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did, or would do."""

    result: RunResult
    """Of the run, in which output that is rewritten passes."""
    diff: str
    """A unified diff of all guides."""
    refused: tuple[str, ...] = ()
    """What cannot be rewritten and why, a sentence each; it is as it was."""
    changes: tuple[Change, ...] = ()
    """The guides that differ, in the order in which they ran."""


@dataclass(frozen=True, slots=True)
class Change:
    """One guide, rewritten."""

    path: str
    raw: bytes
    """The file's bytes as they were."""
    data: bytes
    """What is to be written."""


def find_updates(request: RunRequest, observer: Observer) -> Update:
    """Carry the guides out and find what is to be rewritten in those that are named.

    Nothing is written; see `write_updates`. Raises MilepostError as `run` does.
    """
    project = load_project(request.folder)
    reads = ReadSettings(values=dict(request.values))
    guides = load_milestones(project, request.paths, reads, follow=True)
    named = frozenset(find_guides(project, request.paths).paths)
    drifts: dict[str, list[Drift]] = {}

    def accept(drift: Drift) -> bool:
        if drift.path not in named:
            return False
        found = drifts.setdefault(drift.path, [])
        if all(other.line != drift.line for other in found):
            found.append(drift)
        return True

    settings = with_fields(settings_of(request), on_drift=accept)
    with memory_of(request, recalls=False) as known:
        plan = plan_guides(guides)
        with LocalExecutor(plan, settings, opener(request), observer, known) as executor:
            result = run_roadmap(plan, executor, observer)
    contract = load_contract(project)
    diffs, refused, changes = [], [], []
    for path, found in drifts.items():
        source, raw = read_source(project, path)
        if isinstance(source, SourceFault):
            refused.append(f"{path}: {source.message}")
            continue
        rewritten = _Rewriter(source, contract, reads).rewrite(found)
        refused.extend(rewritten.refused)
        if rewritten.source.data != source.data:
            diffs.append(unified(source, rewritten.source))
            changes.append(Change(path, raw, rewritten.source.encode(rewritten.source.data)))
    return Update(
        replace(result, sandbox=request.sandbox), "".join(diffs), tuple(refused), tuple(changes)
    )


def write_updates(request: RunRequest, update: Update) -> None:
    """Write the guides. One that changed meanwhile is left alone: raises MilepostError."""
    for change in update.changes:
        replace_file(
            request.folder / change.path, change.data, shown=change.path, expected=change.raw
        )


@dataclass(slots=True)
class _Rewritten:
    source: Source
    refused: list[str] = field(default_factory=list)


class _Rewriter:
    """Rewrites one guide, one expected output after the other."""

    def __init__(self, source: Source, contract: Contract, reads: ReadSettings) -> None:
        self._source = source
        self._contract = contract
        self._reads = reads

    def rewrite(self, drifts: list[Drift]) -> _Rewritten:
        """The guide with all of them, save those that would change how it is read."""
        done = _Rewritten(self._source)
        before = self._shape(self._source)
        # From the end of the guide, so that the lines of those that remain stay where they are.
        for drift in sorted(drifts, key=lambda one: -one.line):
            edit = _edit(done.source, drift)
            place = f"{drift.path}:{drift.line}"
            if edit is None:
                done.refused.append(f"{place}: the output cannot be rewritten; mend it by hand")
                continue
            data = apply_edits(done.source.data, [edit])
            source = Source(done.source.path, data, data.decode(), done.source.bom)
            if self._shape(source) != before:
                done.refused.append(
                    f"{place}: with the new output the guide would be read otherwise; mend it by "
                    "hand"
                )
                continue
            done.source = source
        return done

    def _shape(self, source: Source) -> tuple[tuple[str, ...], ...]:
        """What a guide is read as, expected output left out."""
        reading = read(build(self._contract, parse(source)), self._reads)
        parts = (*reading.steps, reading.testing, reading.cleanup)
        return tuple(
            (block.kind, block.path or "", *(f"{c.status} {c.text}" for c in block.commands))
            for part in parts
            if part is not None
            for block in part.blocks
        )


def _edit(source: Source, drift: Drift) -> Edit | None:
    """The edit that puts the new lines in the place of the old ones; None where there is none."""
    new = updated(drift.expected, drift.seen, drift.mode, drift.masks, transcript=drift.transcript)
    if new is None:
        return None
    old_lines = drift.expected.split("\n") if drift.expected else []
    new_lines = new.split("\n") if new else []
    index = source.index
    if drift.line + len(old_lines) > index.line_count:
        return None
    prefix = _prefix(source, drift.line, old_lines)
    if prefix is None:
        return None
    fence = index.line_span(drift.line - 1)
    start = index.line_span(drift.line).start
    ending = source.data[fence.end : start].decode()
    end = index.line_span(drift.line + len(old_lines)).start
    text = "".join(_line(prefix, line, ending) for line in new_lines)
    return Edit(Span(start, end), text)


def _line(prefix: str, line: str, ending: str) -> str:
    return f"{prefix if line else prefix.rstrip()}{line}{ending}"


def _prefix(source: Source, line: int, old_lines: list[str]) -> str | None:
    """What stands before the fence's content on each line: indentation, the marks of a quote."""
    index = source.index
    found: set[str] = set()
    for offset, content in enumerate(old_lines):
        raw = index.line_text(line + offset)
        if content and not raw.endswith(content):
            return None
        if content:
            found.add(raw[: len(raw) - len(content)])
    if not found:
        above = index.line_text(line - 1)
        found.add(above[: len(above) - len(above.lstrip(" \t>"))])
    return found.pop() if len(found) == 1 else None
