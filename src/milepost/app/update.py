"""Update: carry guides out, and put what they print in the place of what they show.

Only output is rewritten, never a command or an exit status, and only the lines of it that no longer
hold. A change is made only if the guide, with all changes before it, has the same structure
afterwards; else it is refused, and the output that differs fails.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.app.mend import unified
from milepost.app.milestones import find_named, load_milestones
from milepost.app.project import contract_for, load_contract, load_project
from milepost.app.run import memory_of, opener, plan_guides, settings_of
from milepost.app.secrets import secret_values
from milepost.document.model import CodeBlock
from milepost.document.parse import parse
from milepost.files.write import replace_file
from milepost.milestone.build import build
from milepost.progress.mask import discreet, mask, masked
from milepost.reading.read import ReadSettings, read
from milepost.reading.update import updated, varying
from milepost.run.executors.local import LocalExecutor
from milepost.run.roadmap import run_roadmap
from milepost.text.diagnostic import Edit, apply_edits
from milepost.text.source import Source
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from milepost.app.milestones import Loaded
    from milepost.app.run import RunRequest
    from milepost.contract.model import Contract
    from milepost.document.document import Document
    from milepost.reading.base import MilestoneReading
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
    varying: tuple[str, ...] = ()
    """What is rewritten but will most likely differ again, a sentence each."""
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
    named = frozenset(find_named(project, request.paths).paths)
    secrets = secret_values(project)
    contract = load_contract(project)
    rewriters = {
        guide.milestone.path: _Rewriter(
            guide, contract_for(project, contract, guide.milestone.document), reads
        )
        for guide in guides
        if guide.milestone.path in named
    }

    def accept(drift: Drift) -> bool:
        # No secret is written into a guide: there it fails, and is masked.
        if drift.path not in named or mask(drift.seen, secrets) != drift.seen:
            return False
        return rewriters[drift.path].accept(drift)

    settings = replace(settings_of(request), on_drift=accept)
    with memory_of(request, secrets, recalls=False) as known:
        plan = plan_guides(guides)
        observer = discreet(observer, secrets)
        with LocalExecutor(plan, settings, opener(request), observer, known) as executor:
            result = run_roadmap(plan, executor, observer)
    diffs: list[str] = []
    refused: list[str] = []
    varying: list[str] = []
    changes: list[Change] = []
    for path, rewriter in rewriters.items():
        source, rewritten = rewriter.source, rewriter.rewritten
        refused.extend(rewriter.refused.values())
        varying.extend(rewriter.varying)
        if rewritten.data != source.data:
            diffs.append(unified(source, rewritten))
            raw, data = source.encode(source.data), source.encode(rewritten.data)
            changes.append(Change(path, raw, data))
    result = masked(replace(result, sandbox=request.sandbox), secrets)
    return Update(result, "".join(diffs), tuple(refused), tuple(varying), tuple(changes))


def write_updates(request: RunRequest, update: Update) -> None:
    """Write the guides. One that changed meanwhile is left alone: raises MilepostError."""
    for change in update.changes:
        replace_file(
            request.folder / change.path, change.data, shown=change.path, expected=change.raw
        )


class _Rewriter:
    """Rewrites one guide, one expected output after the other."""

    def __init__(self, guide: Loaded, contract: Contract, reads: ReadSettings) -> None:
        self.source = guide.milestone.document.source
        """As the guide was when it was loaded."""
        self.rewritten = self.source
        """With all changes that were accepted."""
        self.refused: dict[int, str] = {}
        """Why output was not rewritten, by its line."""
        self.varying: list[str] = []
        """What was rewritten but will most likely differ again."""
        self._document = guide.milestone.document
        self._shape = _shape(guide.reading)
        self._contract = contract
        self._reads = reads
        self._edits: dict[int, Edit] = {}

    def accept(self, drift: Drift) -> bool:
        """Rewrite what a drift shows, unless the guide would be read otherwise with it."""
        if drift.line in self._edits:
            return True
        place = f"{drift.path}:{drift.line}"
        new = updated(
            drift.expected, drift.seen, drift.mode, drift.masks, transcript=drift.transcript
        )
        edit = _edit(self.source, drift, new) if new is not None else None
        if new is None or edit is None:
            self.refused[drift.line] = f"{place}: the output cannot be rewritten; mend it by hand"
            return False
        edits = {**self._edits, drift.line: edit}
        rewritten = self._with(edits)
        if rewritten is None:
            self.refused[drift.line] = (
                f"{place}: with the new output the guide would be read otherwise; mend it by hand"
            )
            return False
        self.refused.pop(drift.line, None)
        self._edits, self.rewritten = edits, rewritten
        if (found := varying(drift.expected, new)) is not None:
            text, kind = found
            self.varying.append(
                f"{place}: `{text}` is {kind}, which the next run will hardly print again; write "
                "`[..]` in its place"
            )
        return True

    def _with(self, edits: Mapping[int, Edit]) -> Source | None:
        """The guide with these edits, None if they change more than expected output."""
        data = apply_edits(self.source.data, edits.values())
        source = Source(self.source.path, data, data.decode(), self.source.bom)
        document = parse(source)
        if _outline(document, ()) != _outline(self._document, edits.values()):
            return None
        reading = read(build(self._contract, document), self._reads)
        return source if _shape(reading) == self._shape else None


def _shape(reading: MilestoneReading) -> list[tuple[str, ...]]:
    """What a guide's blocks are read as, expected output left out."""
    proofs = (issue.reproduction for issue in reading.issues)
    parts = (*reading.steps, reading.testing, reading.cleanup, *proofs)
    return [
        (
            part.step.name,
            block.kind,
            block.path or "",
            *(f"{command.status} {command.text}" for command in block.commands),
        )
        for part in parts
        if part is not None
        for block in part.blocks
    ]


def _outline(document: Document, edits: Collection[Edit]) -> list[tuple[object, ...]]:
    """Every block-level node: its class, info string and span, as it is to be after the edits."""
    moves = sorted(
        (edit.span.end, len(edit.replacement.encode()) - (edit.span.end - edit.span.start))
        for edit in edits
    )
    ends = [end for end, _ in moves]
    moved = [0, *accumulate(by for _, by in moves)]

    def after(offset: int) -> int:
        return offset + moved[bisect_right(ends, offset)]

    return [
        (
            type(node),
            node.info if isinstance(node, CodeBlock) else "",
            after(node.span.start),
            after(node.span.end),
        )
        for node in document.nodes
    ]


def _edit(source: Source, drift: Drift, new: str) -> Edit | None:
    """The edit that puts the new lines in the place of the old ones; None where there is none."""
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
