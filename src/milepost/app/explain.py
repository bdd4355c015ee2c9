"""Explain: how every block, sentence and item of some guides was read (milepost.explain/1).

The field names are the machine format's keys; keys may be added, never changed in meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from milepost.app.milestones import foreign_language, target_of
from milepost.document.inline import Link
from milepost.document.model import Leaf
from milepost.document.walk import walk_inlines
from milepost.roadmap.concepts import index_concepts
from milepost.roadmap.graph import number_key
from milepost.rules.targets import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from milepost.milestone.model import Milestone
    from milepost.reading.base import (
        BlockReading,
        IssueReading,
        ItemReading,
        MilestoneReading,
        OutcomeReading,
        PrerequisiteReading,
        StepReading,
    )
    from milepost.text.source import Source
    from milepost.text.span import Span


class ExplainedBlock(msgspec.Struct, frozen=True, kw_only=True):
    """How a code block was read."""

    line: int
    """1-based line of its opening fence."""
    language: str
    kind: str
    path: str | None
    why: str
    executed: bool
    skipped: str | None = None
    """Why a block that could be carried out is not."""
    notes: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()
    """Placeholders that need a value by `--set NAME=value`."""
    packages: tuple[str, ...] = ()
    background: bool = False
    fault: str | None = None
    """What is wrong with the directives above it, so that it is not carried out."""


class ExplainedOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How an outcome was read."""

    line: int
    text: str
    checks: tuple[str, ...]
    manual: bool
    implied: bool = False
    labelled: bool = False
    why: str = ""
    unread: tuple[str, ...] = ()
    """Code, quotes and numbers of a sentence with checks that none of them looks at."""
    hint: str | None = None


class ExplainedInstruction(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that tells the reader to do something which no block does: not carried out."""

    line: int
    text: str
    told: str
    """The command, or what is to be replaced and by what."""


class ExplainedStep(msgspec.Struct, frozen=True, kw_only=True):
    """How a step was read."""

    number: int
    name: str
    line: int
    blocks: tuple[ExplainedBlock, ...]
    outcomes: tuple[ExplainedOutcome, ...]
    instructions: tuple[ExplainedInstruction, ...] = ()


class ExplainedIssue(msgspec.Struct, frozen=True, kw_only=True):
    """How a known issue was read."""

    line: int
    patterns: tuple[str, ...]
    commands: tuple[str, ...] = ()
    reproduced: tuple[int, ...] = ()
    """1-based lines of the fences that bring it about; none where it is not proven."""


class ExplainedItem(msgspec.Struct, frozen=True, kw_only=True):
    """How a checklist item was read."""

    line: int
    text: str
    checks: tuple[str, ...]
    manual: bool
    why: str = ""


class ExplainedPrerequisite(msgspec.Struct, frozen=True, kw_only=True):
    """How a prerequisite was read."""

    line: int
    text: str
    kind: str
    name: str
    version: str | None
    called: tuple[str, ...] = ()
    """For a tool that goes by several names: those by which the guide's commands call it."""


class ExplainedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """How one guide was read."""

    path: str
    number: str | None
    name: str
    notes: tuple[str, ...] = ()
    """What was assumed for the whole of it, in words."""
    steps: tuple[ExplainedStep, ...]
    testing: tuple[ExplainedStep, ...]
    """The Testing section as a step; empty where there is none."""
    cleanup: tuple[ExplainedStep, ...]
    """The clean-up section as a step; empty where there is none."""
    issues: tuple[ExplainedIssue, ...]
    checklist: tuple[ExplainedItem, ...]
    prerequisites: tuple[ExplainedPrerequisite, ...]
    passed_over: tuple[ExplainedBlock, ...] = ()
    """Code blocks of the prerequisites, which are not carried out."""


class ExplainedConcept(msgspec.Struct, frozen=True, kw_only=True):
    """A concept guide."""

    path: str
    """With `#section` where the links name one."""
    introduced_by: str
    """Path of the first milestone whose Key Concepts link to it."""
    used_by: tuple[str, ...]
    """Paths of the milestones that link to it anywhere, in their order."""


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How many outcomes a machine checks."""

    outcomes: int
    """All that are not merely implied by their step."""
    checked: int


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """How some guides were read."""

    schema: Literal["milepost.explain/1"] = "milepost.explain/1"
    documents: tuple[ExplainedDocument, ...]
    concepts: tuple[ExplainedConcept, ...] = ()
    """Those to which Key Concepts of these guides link, in the order of the milestones."""
    coverage: Coverage


def explain(guides: Iterable[tuple[Milestone, MilestoneReading]]) -> Explanation:
    """Say how each guide was read, in the order given."""
    pairs = list(guides)
    counts = [reading.coverage for _, reading in pairs]
    return Explanation(
        documents=tuple(_document(milestone, reading) for milestone, reading in pairs),
        concepts=_concepts([milestone for milestone, _ in pairs]),
        coverage=Coverage(outcomes=sum(c[1] for c in counts), checked=sum(c[0] for c in counts)),
    )


def _concepts(milestones: list[Milestone]) -> tuple[ExplainedConcept, ...]:
    ordered = sorted(milestones, key=lambda one: (number_key(one.number), one.path))
    guides = {one.path for one in ordered}
    introduces = {one.path: list(_linked(one.path, one.concept_links, guides)) for one in ordered}
    if not any(introduces.values()):
        return ()
    uses = {one.path: list(_linked(one.path, _links(one), guides)) for one in ordered}
    return tuple(
        ExplainedConcept(
            path=concept.target,
            introduced_by=concept.introduced_by,
            used_by=concept.used_by,
        )
        for concept in index_concepts([one.path for one in ordered], introduces, uses)
    )


def _links(milestone: Milestone) -> Iterator[Link]:
    for node in milestone.document.nodes:
        if isinstance(node, Leaf):
            yield from (one for one in walk_inlines(node) if isinstance(one, Link))


def _linked(path: str, links: Iterable[Link], guides: Collection[str]) -> Iterator[str]:
    """The Markdown files to which links lead, guides of milestones left out."""
    for link in links:
        target = target_of(path, link.destination)
        if target is None or not target.lower().endswith(MARKDOWN) or target in guides:
            continue
        section = link.destination.partition("#")[2]
        yield f"{target}#{section}" if section else target


def _document(milestone: Milestone, reading: MilestoneReading) -> ExplainedDocument:
    source = milestone.document.source
    return ExplainedDocument(
        path=milestone.path,
        number=milestone.number,
        name=milestone.name,
        notes=tuple(filter(None, [foreign_language(milestone)])),
        steps=_steps(source, reading.steps),
        testing=_steps(source, [reading.testing] if reading.testing else []),
        cleanup=_steps(source, [reading.cleanup] if reading.cleanup else []),
        issues=tuple(_issue(source, issue) for issue in reading.issues),
        checklist=tuple(_item(source, item) for item in reading.checklist),
        prerequisites=tuple(_prerequisite(source, p) for p in reading.prerequisites),
        passed_over=tuple(_block(source, block) for block in reading.passed_over),
    )


def _steps(source: Source, readings: Sequence[StepReading]) -> tuple[ExplainedStep, ...]:
    return tuple(
        ExplainedStep(
            number=reading.step.number,
            name=reading.step.name,
            line=_line(source, reading.step.span),
            blocks=tuple(_block(source, block) for block in reading.blocks),
            outcomes=tuple(_outcome(source, outcome) for outcome in reading.outcomes),
            instructions=tuple(
                ExplainedInstruction(line=_line(source, one.span), text=one.text, told=one.told)
                for one in reading.instructions
            ),
        )
        for reading in readings
    )


def _block(source: Source, reading: BlockReading) -> ExplainedBlock:
    return ExplainedBlock(
        line=_line(source, reading.block.span),
        language=reading.language,
        kind=reading.kind.value,
        path=reading.path,
        why=reading.why,
        executed=reading.executed,
        skipped=reading.skipped,
        notes=reading.notes,
        unset=reading.unset,
        packages=reading.packages,
        background=reading.options.background,
        fault=reading.fault,
    )


def _outcome(source: Source, reading: OutcomeReading) -> ExplainedOutcome:
    return ExplainedOutcome(
        line=_line(source, reading.span),
        text=reading.text,
        checks=tuple(check.reads_as for check in reading.checks),
        manual=reading.manual,
        implied=reading.implied,
        labelled=reading.labelled,
        why=reading.why,
        unread=reading.unread,
        hint=reading.hint,
    )


def _issue(source: Source, reading: IssueReading) -> ExplainedIssue:
    return ExplainedIssue(
        line=_line(source, reading.issue.span),
        patterns=tuple(pattern.text for pattern in reading.patterns),
        commands=reading.commands,
        reproduced=tuple(
            _line(source, block.block.span)
            for block in (reading.reproduction.blocks if reading.reproduction else ())
        ),
    )


def _item(source: Source, reading: ItemReading) -> ExplainedItem:
    return ExplainedItem(
        line=_line(source, reading.item.span),
        text=reading.item.text,
        checks=tuple(check.reads_as for check in reading.checks),
        manual=reading.manual,
        why=reading.why,
    )


def _prerequisite(source: Source, reading: PrerequisiteReading) -> ExplainedPrerequisite:
    return ExplainedPrerequisite(
        line=_line(source, reading.item.span),
        text=reading.item.text,
        kind=reading.kind,
        name=reading.name,
        version=reading.version,
        called=reading.called,
    )


def _line(source: Source, span: Span) -> int:
    return source.position(span.start).line
