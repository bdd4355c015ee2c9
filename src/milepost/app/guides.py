"""Loading guides, one at a time: find, read, decode, parse; facts about the disk for the rules."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.document.parse import parse
from milepost.files.discover import (
    CONCEPTS,
    MILESTONES,
    STANDARD_INPUT,
    Found,
    discover,
    is_guide_name,
)
from milepost.files.read import names_in, read_bytes
from milepost.rules.base import Facts
from milepost.rules.guide import Guide
from milepost.rules.targets import MARKDOWN, target_of, targets
from milepost.text.error import MilepostError
from milepost.text.source import Source, SourceFault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from milepost.app.project import Project
    from milepost.contract.model import Contract
    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading

STDIN_NAME = "<stdin>"
"""Path under which standard input is reported."""


def find_guides(project: Project, named: Sequence[str] = ()) -> Found:
    """The guides of files and folders as named; without names, those of the roadmap's root."""
    if not named:
        root = os.path.relpath(project.root, project.folder)
        named = (root,)
    return discover(project.folder, named, project.is_excluded)


def read_source(
    project: Project, path: str, standard_input: Callable[[], bytes] | None = None
) -> tuple[Source | SourceFault, bytes]:
    """The text of a guide, or why there is none; and its bytes as they are in the file."""
    if path == STANDARD_INPUT:
        if standard_input is None:
            raise MilepostError("standard input cannot be read here", "Name a file.")
        raw: bytes | SourceFault = standard_input()
        path = STDIN_NAME
    else:
        raw = read_bytes(os.path.join(project.folder, path), path)
    if isinstance(raw, SourceFault):
        return raw, b""
    return Source.decode(path, raw), raw


def open_guide(source: Source, contract: Contract) -> Guide:
    """A guide as rules see it; what costs time is computed when it is asked for."""
    return Guide(parse(source), contract, _read)


@dataclass(slots=True)
class FactGatherer:
    """Looks on the disk for what the rules on links ask; each thing once."""

    folder: Path
    """The current folder, to which paths are relative."""
    known: dict[str, bool] = field(default_factory=dict)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, guide: Guide) -> Facts:
        """The facts about all that a guide links to."""
        facts: dict[str, bool] = {}
        anchors: dict[str, frozenset[str]] = {}
        names: dict[str, tuple[str, ...]] = {}
        for target in targets(guide):
            if target.same_file:
                continue
            path = target.path
            facts[path] = exists = self._exists(path)
            if not exists:
                folder = posixpath.dirname(path)
                names[folder] = self._names(folder)
            elif target.fragment is not None and target.is_markdown:
                found = self._anchors(path)
                if found is not None:
                    anchors[path] = found
        return Facts(facts, anchors, names, self._concept_guides(guide))

    def _concept_guides(self, guide: Guide) -> tuple[str, ...]:
        """The Markdown files in the folders of concept guides: beside the milestones, or linked."""
        if guide.path == STDIN_NAME:
            return ()
        folder = posixpath.dirname(guide.path)
        beside = posixpath.dirname(folder) if posixpath.basename(folder) == MILESTONES else folder
        folders = {posixpath.join(beside, CONCEPTS): None} | {
            posixpath.dirname(target.path): None
            for link in guide.links_in(Role.CONCEPTS)
            if (target := target_of(guide.path, link)) is not None and target.is_markdown
            if "concept" in posixpath.basename(posixpath.dirname(target.path)).lower()
        }
        return tuple(
            posixpath.join(one, name)
            for one in folders
            for name in self._names(one)
            if name.lower().endswith(MARKDOWN) and is_guide_name(name)
        )

    def _exists(self, path: str) -> bool:
        if path not in self.known:
            try:
                self.known[path] = os.path.exists(os.path.join(self.folder, path))
            except ValueError:
                self.known[path] = False  # A NUL in the destination.
        return self.known[path]

    def _names(self, folder: str) -> tuple[str, ...]:
        if folder not in self.names:
            self.names[folder] = names_in(os.path.join(self.folder, folder))
        return self.names[folder]

    def _anchors(self, path: str) -> frozenset[str] | None:
        """Anchors of a Markdown file; None where it cannot be read, and nothing is known."""
        if path not in self.anchors:
            raw = read_bytes(os.path.join(self.folder, path), path)
            source = raw if isinstance(raw, SourceFault) else Source.decode(path, raw)
            if isinstance(source, SourceFault):
                return None
            self.anchors[path] = frozenset(parse(source).anchors)
        return self.anchors[path]


def _read(milestone: Milestone) -> MilestoneReading:
    from milepost.reading.read import read

    return read(milestone)
