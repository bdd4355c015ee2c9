"""What git says of a workspace and of the guides that were committed. Nothing of it is run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.process.errors import CannotStart
from milepost.process.spawn import said_by

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 30.0
# A repository's own settings may name programs that git would start.
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


@dataclass(frozen=True, slots=True)
class Commit:
    """Where a workspace stands."""

    digest: str | None
    """None where there is no commit yet."""
    changed: bool
    """Whether there are changes that it lacks."""


def commit_of(folder: Path) -> Commit | None:
    """The commit of a folder; None where it is in no repository."""
    said = _git(folder, "status", "--porcelain=v2", "--branch", "--untracked-files=normal")
    if not said.startswith("# branch.oid "):
        return None
    lines = said.splitlines()
    digest = lines[0].removeprefix("# branch.oid ")
    changed = any(not line.startswith("#") for line in lines)
    return Commit(None if digest == "(initial)" else digest, changed)


def changed_files(folder: Path) -> set[str] | None:
    """Paths relative to a folder that are not as committed; None where it is in no repository."""
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    if not top.startswith("/"):
        return None
    said = _git(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".")
    found: set[str] = set()
    entries = iter(said.split("\0"))
    for entry in entries:
        if not entry:
            continue
        found.add(os.path.relpath(os.path.join(top, entry[3:]), os.path.realpath(folder)))
        if entry[0] in "RC":
            next(entries, None)
    # A file that git was told to overlook is as suspect as one that it sees changed.
    hidden = _git(folder, "ls-files", "-v", "-z", "--", ".")
    found |= {entry[2:] for entry in hidden.split("\0") if entry[:1].islower() or entry[:1] == "S"}
    ignored = _git(folder, "ls-files", "-z", "-o", "-i", "--exclude-standard", "--", "*.md")
    return found | {entry for entry in ignored.split("\0") if entry}


def committed_text(folder: Path, path: str) -> str | None:
    """The text of a file as it was committed; None where it was not."""
    listed = _git(folder, "ls-tree", "-z", "HEAD", "--", path)
    words = listed.partition("\t")[0].split()
    if len(words) != 3 or words[1] != "blob":
        return None
    return _git(folder, "cat-file", "blob", words[2])


def user_of(folder: Path) -> str:
    """The person that git is set up for; empty for none."""
    said = _git(folder, "config", "user.email").strip()
    return said if "@" in said and "\n" not in said else ""


def _git(folder: Path, *arguments: str) -> str:
    """What git says; empty where there is no git."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        environment.pop(name, None)
    try:
        return said_by(
            ["git", *_QUIET, "-C", os.fspath(folder), *arguments],
            environment=environment,
            timeout=_SECONDS,
        )
    except CannotStart:
        return ""
