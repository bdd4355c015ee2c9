"""What git says of a workspace and of what was committed.

Whoever works in a repository can also write its settings. So whether a file is as committed is
judged by its bytes against the commit's tree, never by `git status`: filters, flags of the index,
another work tree or a stand-in for an object (`git replace`) have no say in it.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS = 30.0
_VERSIONS = 100
"""Commits of a file that are looked through for one version of it."""
# A repository's own settings may name programs that git would start.
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "safe.directory=*")
_UPSTREAM = "refs/remotes/origin/HEAD"
"""The branch that everybody's work ends up on, in a clone."""
_LINK = "120000"


class Commit(msgspec.Struct, frozen=True):
    """Where a workspace stands."""

    digest: str | None
    """None where there is no commit yet."""
    changed: bool
    """Whether there are changes that it lacks."""


class Committed(msgspec.Struct, frozen=True):
    """The files of a folder as they were committed: on the remote's branch in a clone, else here.

    In a clone that is the newest commit which both have, so that a commit of one's own approves
    of nothing.
    """

    folder: Path
    branch: str
    """As it is shown: `origin/main`, or `HEAD`."""
    commit: str
    prefix: str
    """The folder, relative to the repository, with `/`; empty for its root."""
    blobs: dict[str, tuple[str, str]] = {}
    """Path relative to the folder -> its mode and object."""

    @property
    def shared(self) -> bool:
        """Whether it is a remote's branch, which nobody changes alone."""
        return self.branch != "HEAD"

    def holds(self, path: str, blob: str) -> bool:
        """Whether a file was committed with the bytes of an object."""
        return self.blobs.get(path) == ("100644", blob) or self.blobs.get(path) == ("100755", blob)

    def text(self, path: str) -> str | None:
        """The text of a file as it was committed; None where it was not."""
        mode, blob = self.blobs.get(path, ("", ""))
        if not blob:
            return None
        said = _git(self.folder, "cat-file", "blob", blob)
        if mode != _LINK:
            return said
        way = posixpath.normpath(posixpath.join(self.prefix, posixpath.dirname(path), said))
        return _git(self.folder, "cat-file", "blob", f"{self.commit}:{way}")


def blob_of(data: bytes) -> str:
    """The object that git keeps bytes as (gitformat-pack; SHA-1)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def committed(folder: Path) -> Committed | None:
    """The files of a folder as they were committed; None where it is in no repository."""
    top, prefix = repository_of(folder), place_of(folder)
    if top is None or prefix is None:
        return None
    prefix = "" if prefix == "." else prefix
    commit, branch = _base(top)
    found = Committed(top, branch, commit, prefix)
    below = ("--", prefix) if prefix else ()
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, *below)
    for entry in listed.split("\0") if commit else ():
        facts, tab, path = entry.partition("\t")
        words = facts.split()
        if tab and len(words) == 3 and words[1] == "blob":
            found.blobs[posixpath.relpath(path, prefix or ".")] = (words[0], words[2])
    return found


def repository_of(folder: Path) -> Path | None:
    """The folder of the repository that a folder lies in, links resolved; None without one."""
    real = Path(os.path.realpath(folder))
    return next((one for one in (real, *real.parents) if os.path.lexists(one / ".git")), None)


def place_of(folder: Path) -> str | None:
    """Where a folder lies in its repository, with `/`; None where it is in none."""
    top = repository_of(folder)
    if top is None:
        return None
    return os.path.relpath(os.path.realpath(folder), top).replace(os.sep, "/")


def commit_of(folder: Path) -> Commit | None:
    """The commit of a folder; None where it is in no repository."""
    said = _git(folder, "status", "--porcelain=v2", "--branch", "--untracked-files=normal")
    if not said.startswith("# branch.oid "):
        return None
    lines = said.splitlines()
    digest = lines[0].removeprefix("# branch.oid ")
    changed = any(not line.startswith("#") for line in lines)
    return Commit(None if digest == "(initial)" else digest, changed)


def committed_once(folder: Path, path: str, is_it: Callable[[bytes], bool]) -> str | None:
    """The text of a file of a folder as some commit has it, the newest that is it."""
    if repository_of(folder) is None:
        return None
    commits = _git(folder, "log", "--all", f"-n{_VERSIONS}", "--format=%H", "--", path).split()
    texts = (_git(folder, "cat-file", "blob", f"{commit}:./{path}") for commit in commits)
    return next((text for text in texts if is_it(text.encode("utf-8", "surrogateescape"))), None)


def root_of(folder: Path) -> str | None:
    """The oldest first commit of a folder's repository, which all its clones share.

    None outside a repository, before the first commit, and in a clone that lacks its past.
    """
    if repository_of(folder) is None or is_shallow(folder):
        return None
    roots = _git(folder, "rev-list", "--max-parents=0", "HEAD").split()
    return roots[-1] if roots and _is_object(roots[-1]) else None


def grew_from(folder: Path, commit: str) -> bool:
    """Whether what is checked out in a folder's repository has a commit in its past."""
    return _git(folder, "merge-base", commit, "HEAD").strip() == commit


def is_shallow(folder: Path) -> bool:
    """Whether a clone lacks its past."""
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true"


def user_of(folder: Path) -> str:
    """The person that git is set up for; empty for none."""
    said = _git(folder, "config", "user.email").strip()
    return said if "@" in said and "\n" not in said else ""


def _base(top: Path) -> tuple[str, str]:
    """The commit that counts as approved, and its branch as it is shown."""
    said = _git(top, "rev-parse", "--verify", "--quiet", "--symbolic-full-name", _UPSTREAM).strip()
    upstream = said.removeprefix("refs/remotes/") if said.startswith("refs/remotes/") else ""
    if not upstream:
        head = _git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip()
        return (head if _is_object(head) else ""), "HEAD"
    # A history without a common commit is nobody's but the one who made it.
    for question in (("merge-base", "HEAD", said), ("rev-parse", f"{said}^{{commit}}")):
        commit = _git(top, *question).strip()
        if _is_object(commit):
            return commit, upstream
    return "", upstream


def _is_object(word: str) -> bool:
    return len(word) in (40, 64) and all(letter in "0123456789abcdef" for letter in word)


def _git(folder: Path, *arguments: str) -> str:
    """What git says; empty where there is no git."""
    # Its import takes 2 ms, which pass beside the tests where git is asked only then.
    from milepost.process.spawn import said_by

    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name == "GIT_CONFIG_GLOBAL"
    }
    environment |= {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_LITERAL_PATHSPECS": "1",
    }
    try:
        return said_by(
            ["git", *_QUIET, "-C", os.fspath(folder), *arguments],
            environment=environment,
            timeout=_SECONDS,
        )
    except CannotStart:
        return ""
