"""Workspace: which folder the reader works in, and whether it is the one that evidence is of."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from milepost.app.git import grew_from, is_shallow, repository_of, root_of
from milepost.config.parse import locate
from milepost.progress.model import Workspace
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.app.outlines import Roadmap


def workspace_of(roadmap: Roadmap) -> Path:
    """The reader's workspace. Raises MilepostError if it is no folder."""
    folder = roadmap.workspace
    if folder.is_dir():
        return folder
    project = roadmap.project
    what = "is not a folder" if os.path.lexists(folder) else "is not there"
    raise MilepostError(
        f"the workspace `{project.config.workspace or folder}` {what}",
        f"Make it (mkdir {project.config.workspace or folder}), or name another with `workspace`.",
        path=project.shown_config if project.config_path else None,
        position=locate(project.config_text, (*project.table, "workspace"))
        if project.config_path
        else None,
    )


def identify(folder: Path) -> Workspace:
    """Which workspace a folder is."""
    return Workspace(path=os.path.realpath(folder), folder=inode_of(folder), root=root_of(folder))


class Here(msgspec.Struct, eq=False, dict=True):
    """The workspace of today, as evidence is held against it."""

    folder: Path
    _known: dict[str, bool] = {}

    def difference(self, then: Workspace) -> str | None:
        """Which other workspace evidence was made in; None where it may be this one.

        Clones of a repository are the same work; what is no repository must be the same folder.
        """
        if then.root is not None and self._repository is not None:
            if self._holds(then.root):
                return None
            return f"another git repository ({then.path})"
        if then.path == os.path.realpath(self.folder) or then.folder == inode_of(self.folder):
            if then.root is not None:
                return "a git repository, which is not there any more"
            return None
        return f"another folder ({then.path})"

    def of_another_repository(self, root: str | None) -> bool:
        """Whether work in a repository that began with this commit is other work than this."""
        return root is not None and self._repository is not None and not self._holds(root)

    @cached_property
    def today(self) -> Workspace:
        """Which workspace it is."""
        return identify(self.folder)

    @cached_property
    def _repository(self) -> Path | None:
        return repository_of(self.folder)

    def _holds(self, root: str) -> bool:
        """Whether the repository has a first commit; a clone without its past may have had it."""
        if root not in self._known:
            self._known[root] = grew_from(self.folder, root) or is_shallow(self.folder)
        return self._known[root]


def inode_of(folder: Path) -> str:
    """`device:inode` of a folder; empty where it is not there."""
    try:
        found = os.stat(folder)
    except OSError:
        return ""
    return f"{found.st_dev}:{found.st_ino}"
