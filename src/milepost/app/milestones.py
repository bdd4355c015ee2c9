"""Guides as milestones: found, read from disk, parsed, and with what each of them needs."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from milepost.app.template import default_contract
from milepost.document.parse import parse
from milepost.files.discover import discover
from milepost.files.read import read_bytes
from milepost.milestone.build import build
from milepost.reading.read import ReadSettings, read
from milepost.text.error import MilepostError
from milepost.text.source import Source, SourceFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading


@dataclass(frozen=True, slots=True)
class Loaded:
    """A guide, parsed and read."""

    milestone: Milestone
    reading: MilestoneReading
    needs: tuple[str, ...]
    """Paths of the guides that its prerequisites link to and that are there."""
    named: bool
    """Whether it was asked for; else another guide needs it."""


def load_milestones(
    paths: Sequence[str],
    folder: Path,
    values: Mapping[str, str] | None = None,
    *,
    follow: bool = False,
) -> tuple[Loaded, ...]:
    """The guides that paths stand for; with `follow` also all that they need.

    Raises MilepostError for what cannot be read as a guide.
    """
    found = discover(folder, paths)
    if found.faults:
        raise _error(found.faults[0])
    settings = ReadSettings(values=dict(values or {}))
    waiting = list(found.paths)
    named = set(waiting)
    loaded: dict[str, Loaded] = {}
    while waiting:
        path = waiting.pop(0)
        if path in loaded:
            continue
        loaded[path] = _load(path, folder, settings, named=path in named)
        if follow:
            waiting.extend(loaded[path].needs)
    return tuple(loaded.values())


def _load(path: str, folder: Path, settings: ReadSettings, *, named: bool) -> Loaded:
    raw = read_bytes(folder / path, path)
    source = raw if isinstance(raw, SourceFault) else Source.decode(path, raw)
    if isinstance(source, SourceFault):
        raise _error(source)
    milestone = build(default_contract(), parse(source))
    reading = read(milestone, settings)
    needs = dict.fromkeys(
        target
        for prerequisite in reading.prerequisites
        if prerequisite.kind == "milestone"
        if (target := _target(path, prerequisite.name)) is not None
        if target != path and os.path.isfile(folder / target)
    )
    return Loaded(milestone, reading, tuple(needs), named)


def _target(path: str, destination: str) -> str | None:
    """The file that a link in the guide at `path` leads to, as its own path would be written."""
    way = unquote(destination.partition("#")[0].partition("?")[0])
    if not way or "://" in way or way.startswith("/"):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), way))


def _error(fault: SourceFault) -> MilepostError:
    return MilepostError(fault.message, fault.remedy, path=fault.path, position=fault.position)
