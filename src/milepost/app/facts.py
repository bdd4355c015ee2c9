"""What rules may know of the disk: does a link's target exist, which anchors has it.

Everything that is asked is noted, so that a result that was kept can be told from one that the disk
has overtaken.
"""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING, Literal, TypeAlias

from milepost.files.discover import CONCEPTS, MILESTONES, is_guide_name
from milepost.files.read import names_in, read_bytes
from milepost.files.stamp import Stamp, stamp_of
from milepost.text.source import Source, SourceFault

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from milepost.rules.base import Facts
    from milepost.rules.guide import Guide

Question: TypeAlias = tuple[Literal["exists", "names", "anchors"], str]
"""What is asked of the disk, and of which path, seen from the current folder."""

Told: TypeAlias = tuple[Literal["exists", "names", "anchors"], str, bytes, Stamp | None]
"""A question and a digest of its answer; of a file that was read for it, its stamp before."""

TRUE = b"1"
FALSE = b"0"


class Disk:
    """Answers questions, each only once."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the current one, to which paths are relative."""
        self._folder = os.fspath(folder)
        self.asked: dict[Question, None] = {}
        """What was asked since it was emptied, whether or not it was known already."""
        self._existing: dict[str, bool] = {}
        self._listed: dict[str, tuple[str, ...]] = {}
        self._anchored: dict[str, tuple[frozenset[str] | None, Stamp | None]] = {}
        """Anchors of a Markdown file, and its stamp before it was read."""
        self._told: dict[Question, Told] = {}

    def exists(self, path: str) -> bool:
        """Whether a path leads anywhere."""
        self.asked["exists", path] = None
        if path not in self._existing:
            try:
                self._existing[path] = os.path.exists(self._place(path))
            except ValueError:
                self._existing[path] = False  # A NUL in the destination.
        return self._existing[path]

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of what is in a folder."""
        self.asked["names", folder] = None
        if folder not in self._listed:
            self._listed[folder] = names_in(self._place(folder))
        return self._listed[folder]

    def anchors(self, path: str) -> frozenset[str] | None:
        """Anchors of a Markdown file; None where it cannot be read, and nothing is known."""
        self.asked["anchors", path] = None
        if path not in self._anchored:
            stamp = stamp_of(self._place(path))
            self._anchored[path] = (self._read_anchors(path), stamp)
        return self._anchored[path][0]

    def told(self, question: Question) -> Told:
        """A question with its answer."""
        kind, path = question
        if question not in self._told:
            stamp = None
            if kind == "exists":
                answer = TRUE if self.exists(path) else FALSE
            elif kind == "names":
                answer = _digest(self.names(path))
            else:
                answer = _digest(self.anchors(path))
                stamp = self._anchored[path][1]
            self._told[question] = (kind, path, answer, stamp)
        return self._told[question]

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of what a path leads to; None where nothing is."""
        return stamp_of(self._place(path))

    def digest(self, path: str) -> bytes:
        """SHA-256 of a file's bytes; of one that cannot be read, nothing."""
        from hashlib import sha256

        raw = read_bytes(self._place(path), path)
        return b"" if isinstance(raw, SourceFault) else sha256(raw).digest()

    def _place(self, path: str) -> str:
        return os.path.join(self._folder, path)

    def _read_anchors(self, path: str) -> frozenset[str] | None:
        from milepost.document.parse import parse

        raw = read_bytes(self._place(path), path)
        source = raw if isinstance(raw, SourceFault) else Source.decode(path, raw)
        return None if isinstance(source, SourceFault) else frozenset(parse(source).anchors)


def _digest(words: Collection[str] | None) -> bytes:
    """Of words, whatever their order; of None, nothing."""
    from hashlib import sha256

    if words is None:
        return b""
    return sha256("\0".join(sorted(words)).encode("utf-8", "surrogatepass")).digest()


def gather(guide: Guide, disk: Disk, *, stdin: bool = False) -> Facts:
    """The facts about all that a guide links to."""
    from milepost.rules.base import Facts

    files: dict[str, bool] = {}
    anchors: dict[str, frozenset[str]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for target in guide.targets:
        if target.same_file:
            continue
        path = target.path
        files[path] = exists = disk.exists(path)
        if not exists:
            folder = posixpath.dirname(path)
            names[folder] = disk.names(folder)
        elif target.fragment is not None and target.is_markdown:
            found = disk.anchors(path)
            if found is not None:
                anchors[path] = found
    return Facts(files, anchors, names, () if stdin else _concept_guides(guide, disk))


def _concept_guides(guide: Guide, disk: Disk) -> tuple[str, ...]:
    """The Markdown files in the folders of concept guides: beside the milestones, or linked."""
    from milepost.contract.model import Role
    from milepost.rules.targets import MARKDOWN, target_of

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
        for name in disk.names(one)
        if name.lower().endswith(MARKDOWN) and is_guide_name(name)
    )
