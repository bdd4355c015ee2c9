"""Watch: the files on which the result of a run depends, and whether they have changed."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.app.milestones import find_named, load_milestones
from milepost.app.places import workspace_of
from milepost.app.project import CONFIG_FILE, PYPROJECT, load_project
from milepost.files.discover import MILESTONES
from milepost.files.read import find_upward
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from milepost.app.project import Project
    from milepost.app.run import RunRequest

Signature = tuple[int, int, int] | None
"""When a file changed last (ns), its size, its inode; None where there is none."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a run depends on, as it was at a moment."""

    files: Mapping[Path, Signature]
    folders: frozenset[Path]
    """Where these files, and guides that are not there yet, would be seen to change."""

    def changed_since(self, before: Watched) -> tuple[Path, ...]:
        """The files that are not what they were, that came or that went; where there are none, the
        folders."""
        both = sorted({*before.files, *self.files})
        changed = [path for path in both if before.files.get(path) != self.files.get(path)]
        return tuple(path for path in changed if not path.is_dir()) or tuple(changed)


def look(request: RunRequest, before: Watched | None = None) -> Watched:
    """Find the files. What is wrong in them is for the run to tell; as long as it is, those that
    were known `before` are watched on."""
    folder = request.folder
    files = [folder / CONFIG_FILE, *find_upward(folder, (CONFIG_FILE, PYPROJECT))]
    places = [folder / path for path in request.paths if (folder / path).is_dir()]
    files += (folder / path for path in request.paths if folder / path not in places)
    try:
        project = load_project(folder)
        if project.config.template is not None:
            files.append(project.root / project.config.template)
        if not request.paths:
            places.append(project.root)
        guides = _guides(project, request)
        files += guides
        files += (file for one in guides if (root := workspace_of(one)) for file in _below(root))
    except MilepostError:
        files += before.files if before is not None else ()
        places += before.folders if before is not None else ()
    folders = {file.parent for file in files}
    for place in places:
        folders |= {place, *_folders_below(place / MILESTONES)}
    return Watched(
        {_absolute(file): _signature(file) for file in files},
        frozenset(_absolute(one) for one in folders if one.is_dir()),
    )


def _guides(project: Project, request: RunRequest) -> list[Path]:
    """The guides with all that they need; where one cannot be read, those that were named."""
    with suppress(MilepostError):
        loaded = load_milestones(project, request.paths, follow=True)
        return [project.folder / one.milestone.path for one in loaded]
    return [project.folder / path for path in find_named(project, request.paths).paths]


def _below(folder: Path) -> Iterator[Path]:
    """All that a folder holds, itself included."""
    for path, _, names in os.walk(folder):
        yield Path(path)
        yield from (Path(path, name) for name in names)


def _folders_below(folder: Path) -> Iterator[Path]:
    for path, _, _ in os.walk(folder):
        yield Path(path)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _signature(path: Path) -> Signature:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
