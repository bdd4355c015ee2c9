"""Where the reader's terminal stands at each point of a guide, told from its text alone."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from milepost.plan.model import Perform
from milepost.reading.shell_words import numbered_commands

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from milepost.plan.model import Judge, MilestonePlan, StepPlan

ROOT = "."
"""The workspace."""
_ACTIVATE = "bin/activate"
_DECIDED_LATER = frozenset("$`*?[{")
"""Characters by which only a shell knows what a word stands for."""
_FLAGS = ("--", "-L", "-P")


class Folder(msgspec.Struct, frozen=True):
    """A folder, or the best guess at it."""

    path: str = ROOT
    """Relative to the workspace."""
    doubt: str | None = None
    """Why it is a guess: "where line 12's `cd "$DIR"` leads is not known"."""


class Environment(msgspec.Struct, frozen=True):
    """A virtual environment of Python that a guide activates."""

    path: str | None
    """Its folder, relative to the workspace; None where it cannot be told or lies elsewhere."""
    told: str
    """The line and the command that activate it: "line 12's `. .venv/bin/activate`"."""


class Stand(msgspec.Struct, frozen=True):
    """Where a terminal stands, and the environment that is active in it."""

    folder: Folder = Folder()
    previous: Folder = Folder()
    """Where `cd -` leads."""
    pushed: tuple[Folder, ...] = ()
    """Where `popd` leads, the next one last."""
    environment: Environment | None = None

    def go(self, folder: Folder) -> Stand:
        """In another folder."""
        return replace(self, folder=folder, previous=self.folder)


def follow(
    steps: Iterable[StepPlan],
) -> Generator[tuple[StepPlan, Judge | Perform, Stand], None, Stand]:
    """Every action with where the terminal stands when it begins.

    Where a folder cannot be told (`cd "$DIR"`, `cd ~`), what follows begins in the workspace, and
    the folder says so. Returns where the last action leaves the reader.
    """
    stands = {"1": Stand()}
    current = "1"
    for step in steps:
        for action in step.actions:
            if not isinstance(action, Perform) or not action.block.executed:
                yield step, action, stands[current]
                continue
            block = action.block
            if block.options.terminal is not None and block.options.terminal != current:
                stands.setdefault(block.options.terminal, stands[current])
                current = block.options.terminal
            if block.options.cwd is not None:
                stands[current] = _enter(stands[current], block.options.cwd, action.line)
            yield step, action, stands[current]
            for command in block.commands:
                stands[current] = _after(stands[current], command.text, command.line)
    return stands[current]


def stand_after(steps: Iterable[StepPlan]) -> Stand:
    """Where the steps leave their reader."""
    actions = follow(steps)
    while True:
        try:
            next(actions)
        except StopIteration as end:
            stand: Stand = end.value
            return stand


def environments_of(plan: MilestonePlan) -> tuple[str, ...]:
    """Folders of the virtual environments in the workspace that the guide activates."""
    parts = (*plan.steps, *([plan.testing] if plan.testing else []))
    stands = [*(stand for _, _, stand in follow(parts)), stand_after(parts)]
    found = (stand.environment.path for stand in stands if stand.environment)
    return tuple(dict.fromkeys(path for path in found if path is not None))


def _enter(stand: Stand, wanted: str, line: int) -> Stand:
    """As a run enters a folder that the guide names: the terminal may stand there already."""
    path = stand.folder.path
    if f"{path}/".endswith(f"/{wanted.strip('/')}/") or path == wanted.strip("/"):
        return stand
    return stand.go(_towards(stand.folder, wanted, f"line {line}'s `cwd={wanted}`"))


def _after(stand: Stand, code: str, line: int) -> Stand:
    """Where a terminal stands after some commands. A subshell's `cd` holds within it."""
    subshells = 0
    for number, command in numbered_commands(code):
        subshells += command.startswith("(")
        if not subshells:
            stand = _changed(stand, command, f"line {line + number}'s `{command}`")
        subshells -= subshells > 0 and command.endswith(")")
    return stand


def _changed(stand: Stand, command: str, told: str) -> Stand:
    try:
        words = shlex.split(command)
    except ValueError:
        # Such as `cd "$(ls | head -n 1)"`, which was cut at its bar.
        words = command.split()
    name, *rest = words or [""]
    targets = [word for word in rest if word not in _FLAGS and not _redirects(word)]
    if name in ("source", ".") and targets and targets[0].endswith(_ACTIVATE):
        return replace(stand, environment=_environment(stand.folder, targets[0], told))
    if name == "deactivate":
        return replace(stand, environment=None)
    if name == "cd":
        return stand.go(_cd(stand, targets, told))
    if name == "pushd":
        return _pushd(stand, targets, told)
    if name == "popd":
        return _popd(stand, targets, told)
    return stand


def _redirects(word: str) -> bool:
    return word.lstrip("012&").startswith(">") or word == "/dev/null"


def _cd(stand: Stand, targets: list[str], told: str) -> Folder:
    if targets == ["-"]:
        return stand.previous
    return _towards(stand.folder, targets[0], told) if len(targets) == 1 else _unknown(told)


def _pushd(stand: Stand, targets: list[str], told: str) -> Stand:
    pushed = (*stand.pushed, stand.folder)
    if not targets:
        if not stand.pushed:
            return stand
        exchanged = (*stand.pushed[:-1], stand.folder)
        return replace(stand.go(stand.pushed[-1]), pushed=exchanged)
    rotates = len(targets) != 1 or targets[0].startswith(("+", "-"))
    folder = _unknown(told) if rotates else _towards(stand.folder, targets[0], told)
    return replace(stand.go(folder), pushed=pushed)


def _popd(stand: Stand, targets: list[str], told: str) -> Stand:
    if not stand.pushed:
        return stand
    folder = _unknown(told) if targets else stand.pushed[-1]
    return replace(stand.go(folder), pushed=stand.pushed[:-1])


def _environment(folder: Folder, script: str, told: str) -> Environment:
    there = _towards(folder, script.removesuffix(_ACTIVATE) or ROOT, told)
    known = there.doubt is None or there.doubt == folder.doubt
    return Environment(there.path if known else None, told)


def _towards(folder: Folder, target: str, told: str) -> Folder:
    if target.startswith(("/", "~")) or _DECIDED_LATER & set(target):
        return _unknown(told)
    path = posixpath.normpath(posixpath.join(folder.path, target))
    return _unknown(told) if path.startswith("..") else replace(folder, path=path)


def _unknown(told: str) -> Folder:
    return Folder(doubt=f"where {told} leads is not known")
