"""Guides as milestones: found, parsed and read, each with what it needs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from milepost.app.guides import find_guides, read_source
from milepost.app.project import contract_for, language_fault, load_contract
from milepost.document.inline import Link, flat
from milepost.document.language import LANGUAGES
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.reading.read import read
from milepost.text.error import MilepostError
from milepost.text.source import SourceFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from milepost.app.project import Project
    from milepost.contract.model import Contract
    from milepost.files.discover import Found
    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading
    from milepost.reading.read import ReadSettings
    from milepost.text.span import Position


class Loaded(msgspec.Struct, frozen=True):
    """A guide, parsed and read."""

    milestone: Milestone
    reading: MilestoneReading
    needs: tuple[str, ...]
    """Paths of the guides that its prerequisites link to and that are there."""


def find_named(project: Project, paths: Sequence[str]) -> Found:
    """The guides that paths and numbers stand for. Raises MilepostError for an unknown number."""
    if any(path[:1].isdigit() for path in paths):
        from milepost.app.numbers import name_milestones

        paths = name_milestones(project, paths)
    return find_guides(project, paths)


def load_milestones(
    project: Project,
    paths: Sequence[str],
    settings: ReadSettings | None = None,
    *,
    follow: bool = False,
    standard_input: Callable[[], bytes] | None = None,
) -> tuple[Loaded, ...]:
    """The guides that paths and numbers stand for; with `follow` also all that they need.

    Raises MilepostError for what cannot be read as a guide.
    """
    found = find_named(project, paths)
    if found.faults:
        raise _error(found.faults[0])
    contract = load_contract(project)
    waiting = list(found.paths)
    loaded: dict[str, Loaded] = {}
    while waiting:
        path = waiting.pop(0)
        if path in loaded:
            continue
        loaded[path] = _load(project, contract, path, settings, standard_input)
        if follow:
            waiting.extend(loaded[path].needs)
    return tuple(loaded.values())


def _load(
    project: Project,
    contract: Contract,
    path: str,
    settings: ReadSettings | None,
    standard_input: Callable[[], bytes] | None,
) -> Loaded:
    source, _ = read_source(project, path, standard_input)
    if isinstance(source, SourceFault):
        raise _error(source)
    document = parse(source)
    milestone = build(contract_for(project, contract, document), document)
    reading = read(milestone, settings)
    needs = dict.fromkeys(
        target
        for prerequisite in reading.prerequisites
        if prerequisite.kind == "milestone"
        if (target := target_of(path, prerequisite.name)) is not None
        if target != path and os.path.isfile(project.folder / target)
    )
    return Loaded(milestone, reading, tuple(needs))


def absent_needs(project: Project, guides: Sequence[Loaded]) -> Iterator[str]:
    """A sentence for each guide that a prerequisite links to and that is not there."""
    for guide in guides:
        path, lines = guide.milestone.path, guide.milestone.document.source.index
        for prerequisite in guide.reading.prerequisites:
            target = target_of(path, prerequisite.name)
            if prerequisite.kind != "milestone" or target is None:
                continue
            if not os.path.exists(project.folder / target):
                line = lines.position(prerequisite.item.span.start).line
                yield f"{path}:{line}: it needs {target}, which is not there: it began without it"


def foreign_language(milestone: Milestone) -> str | None:
    """A sentence on the language that a guide states, where no reading knows it."""
    fault = language_fault(milestone.document)
    if fault is None:
        return None
    return f"{fault}; it is read as {LANGUAGES[milestone.language]}. {fault.remedy}"


def linked_at(guide: Loaded, target: str) -> Position | None:
    """Where a guide's prerequisites link to a file; None if none does."""
    path, source = guide.milestone.path, guide.milestone.document.source
    for prerequisite in guide.reading.prerequisites:
        if prerequisite.kind != "milestone":
            continue
        for node in flat(prerequisite.item.inlines):
            if isinstance(node, Link) and target_of(path, node.destination) == target:
                return source.index.position(node.span.start)
    return None


def target_of(path: str, destination: str) -> str | None:
    """The file that a link in the guide at `path` leads to, as its own path would be written; None
    for a web address and the like."""
    way = unquote(destination.partition("#")[0].partition("?")[0])
    if not way or "://" in way or way.startswith("/"):
        return None
    return os.path.normpath(os.path.join(os.path.dirname(path), way))


def _error(fault: SourceFault) -> MilepostError:
    return MilepostError(fault.message, fault.remedy, path=fault.path, position=fault.position)
