"""A roadmap in outline: what `status` and `next` need of a thousand guides, without reading them.

What a guide's bytes say is remembered by their digest in the user's cache; nothing that decides
whether a milestone is done is taken from there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

import milepost
from milepost.app.git import blob_of
from milepost.app.guides import find_guides, read_source
from milepost.app.milestones import target_of
from milepost.app.project import contract_for, load_contract, load_template
from milepost.config.glob import matches
from milepost.document.parse import parse
from milepost.files import kept
from milepost.files.cache_folder import cache_folder
from milepost.milestone.build import build
from milepost.progress.digest import sha256
from milepost.reading.prerequisites.read import read_prerequisite
from milepost.roadmap.graph import Node, build_graph
from milepost.text.error import MilepostError
from milepost.text.source import SourceFault

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from milepost.app.project import Project
    from milepost.roadmap.graph import Graph


FOLDER: Final = "outlines"
"""Name of the folder within the user's cache."""
LIMIT: Final = 64 << 20
"""Bytes that the outlines of all roadmaps together may take."""


class _Said(msgspec.Struct, frozen=True, array_like=True):
    """What a guide's bytes say, whatever its path."""

    number: str | None
    name: str
    titled: bool
    purpose: str
    links: tuple[str, ...]


class Outline(msgspec.Struct, frozen=True):
    """A milestone in outline."""

    path: str
    """The guide's path as the user would name it."""
    key: str
    """Its path relative to the roadmap's root, with `/`: its name in evidence."""
    number: str | None
    name: str
    purpose: str
    guide: str
    """SHA-256 of its bytes."""
    blob: str
    """The object that git keeps its bytes as."""

    @property
    def title(self) -> str:
        """`3: Name`."""
        return f"{self.number}: {self.name}" if self.number else self.name


class Roadmap(msgspec.Struct, frozen=True):
    """All milestones of a roadmap, by their keys, in order."""

    project: Project
    outlines: Mapping[str, Outline]
    graph: Graph
    missing: Mapping[str, tuple[str, ...]]
    """Key -> keys of the guides that it needs and that are no guides of this roadmap."""
    unreadable: Mapping[str, SourceFault] = {}
    """Key -> why the guide cannot be read; it is in no other of these mappings."""

    @property
    def name(self) -> str:
        """The roadmap's name in evidence."""
        return self.project.config.name or self.project.root.name

    @property
    def workspace(self) -> Path:
        """The folder in which the reader works."""
        return self.project.root / (self.project.config.workspace or ".")

    def apart(self, key: str) -> str | None:
        """Why a guide that is there takes no part, with what to do; None where it is not there."""
        if (fault := self.unreadable.get(key)) is not None:
            return f"it cannot be read: {fault.message}. {fault.remedy}".rstrip()
        if not os.path.exists(self.project.root / key):
            return None
        config = self.project.shown_config
        for pattern in self.project.config.exclude:
            if matches(pattern, key):
                return f"`exclude` in {config} leaves it out by `{pattern}`: take that out there"
        return "it is not found as a guide: move it to the others"

    def find(self, named: str) -> Outline:
        """The milestone of a number or a path. Raises MilepostError."""
        wanted = _plain(named)
        path = self.project.relative(os.path.normpath(named))
        if (fault := self.unreadable.get(path)) is not None:
            raise _error(fault)
        found = [
            one
            for one in self.outlines.values()
            if one.key == path or (one.number is not None and _plain(one.number) == wanted)
        ]
        if len(found) == 1:
            return found[0]
        if not self.outlines:
            raise _no_roadmap(self.project)
        if found:
            paths = ", ".join(one.path for one in found)
            raise MilepostError(
                f"several milestones have the number {named}: {paths}", "Name a path."
            )
        numbers = ", ".join(one.number or one.path for one in self.outlines.values())
        lost = dict.fromkeys(target for targets in self.missing.values() for target in targets)
        away = [target for target in lost if self.apart(target) is None]
        gone = f" Not there any more: {', '.join(away)[:200]}." if away else ""
        if apart := {*self.unreadable, *lost}.difference(away):
            gone += f" Left out: {', '.join(sorted(apart))[:200]}."
        raise MilepostError(
            f"there is no milestone `{named[:80]}`",
            f"There are: {numbers[:200]}.{gone}",
        )


def load_roadmap(project: Project) -> Roadmap:
    """Find all guides of a roadmap. Raises MilepostError where there are none, or all cannot be
    read."""
    found = find_guides(project)
    if found.faults:
        raise _error(found.faults[0])
    # Without settings any titled Markdown file of the folder is a guide, as for `run`.
    cache = _Cache.open(load_template(project).data)
    contract = None
    outlines: dict[str, Outline] = {}
    links: dict[str, tuple[str, ...]] = {}
    unreadable: dict[str, SourceFault] = {}
    for path in found.paths:
        source, raw = read_source(project, path)
        if isinstance(source, SourceFault):
            unreadable[project.relative(path)] = source
            continue
        digest = sha256(raw)
        said = cache.known.get(digest)
        if said is None:
            contract = contract or load_contract(project)
            document = parse(source)
            milestone = build(contract_for(project, contract, document), document)
            said = cache.known[digest] = _Said(
                milestone.number,
                milestone.name,
                milestone.heading is not None,
                milestone.purpose,
                tuple(
                    reading.name
                    for item in milestone.prerequisites
                    for reading in read_prerequisite(item)
                    if reading.kind == "milestone"
                ),
            )
            cache.changed = True
        key = project.relative(path)
        name = said.name if said.titled else Path(path).stem
        outlines[key] = Outline(path, key, said.number, name, said.purpose, digest, blob_of(raw))
        links[key] = tuple(
            project.relative(target)
            for link in said.links
            if (target := target_of(path, link)) is not None
        )
    cache.save()
    if unreadable and not outlines:
        raise _error(next(iter(unreadable.values())))
    graph = build_graph(Node(key, one.number, links[key]) for key, one in outlines.items())
    ordered = {node.path: outlines[node.path] for node in graph.nodes}
    missing = _missing(project, outlines, links, unreadable)
    return Roadmap(project, ordered, graph, missing, unreadable)


def _error(fault: SourceFault) -> MilepostError:
    return MilepostError(fault.message, fault.remedy, path=fault.path, position=fault.position)


def _missing(
    project: Project,
    outlines: Mapping[str, Outline],
    links: Mapping[str, tuple[str, ...]],
    unreadable: Container[str],
) -> dict[str, tuple[str, ...]]:
    """Guides that others link to, which have vanished, are left out by the settings or cannot be
    read."""
    found = {
        key: tuple(
            target
            for target in dict.fromkeys(targets)
            if target not in outlines
            if target in unreadable
            or any(matches(pattern, target) for pattern in project.config.exclude)
            or not os.path.exists(project.root / target)
        )
        for key, targets in links.items()
    }
    return {key: targets for key, targets in found.items() if targets}


def _no_roadmap(project: Project) -> MilepostError:
    if project.config_path is not None:
        return MilepostError(
            "this roadmap has no guides yet",
            "Write the first: milepost new NAME",
            path=project.shown_config,
        )
    return MilepostError(
        "there is no roadmap here: neither milepost.toml nor a guide is in this folder",
        "Change to the roadmap's folder, or begin one here: milepost init",
    )


class _Cache(msgspec.Struct, eq=False):
    """Digest of a guide's bytes -> what they say."""

    path: Path | None
    known: dict[str, _Said]
    changed: bool = False

    @classmethod
    def open(cls, template: bytes) -> _Cache:
        """The cache of this version and template; an unreadable one is an empty one."""
        folder = cache_folder(os.environ)
        if folder is None:
            return cls(None, {})
        path = folder / FOLDER / f"{milepost.__version__}-{sha256(template)[:12]}"
        body = kept.load(path)
        try:
            known = msgspec.json.decode(body, type=dict[str, _Said]) if body else {}
        except msgspec.DecodeError:
            known = {}
        return cls(path, known)

    def save(self) -> None:
        """Write it anew, whole; a cache that cannot be written is none."""
        if self.changed and self.path is not None:
            kept.save(self.path, msgspec.json.encode(self.known), limit=LIMIT)


def _plain(number: str) -> str:
    """`03` and `3` are one number."""
    return ".".join(part.lstrip("0") or "0" for part in number.split("."))
