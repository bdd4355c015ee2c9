"""Where the reader's terminal stands at each point of a guide, told from its text alone."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from milepost.plan.model import Perform
from milepost.reading.shell_words import code_lines, numbered_parts
from milepost.run import conda
from milepost.run.variables import (
    ACTIVATE,
    WORKSPACE,
    Variables,
    assigned,
    depth_after,
    expanded,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from milepost.plan.model import Judge, MilestonePlan, StepPlan

ROOT = "."
"""The workspace."""
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
    """A virtual environment of Python, or one of conda, that a guide activates."""

    path: str | None
    """Its folder, relative to the workspace; None where it cannot be told or lies elsewhere."""
    told: str
    """The line and the command that activate it: "line 12's `. .venv/bin/activate`"."""
    name: str | None = None
    """Its name, if it is one of conda that has one; where it lies, only the machine tells."""


class Stand(msgspec.Struct, frozen=True):
    """Where a terminal stands, and the environment that is active in it."""

    folder: Folder = Folder()
    previous: Folder = Folder()
    """Where `cd -` leads."""
    pushed: tuple[Folder, ...] = ()
    """Where `popd` leads, the next one last."""
    environment: Environment | None = None
    variables: Variables = {}
    """What the guide has assigned so far."""

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


def files_of(plan: MilestonePlan) -> frozenset[str]:
    """Paths in the workspace that the steps write, or that their outcomes tell of."""
    found: set[str] = set()
    for _, action, stand in follow(plan.steps):
        if isinstance(action, Perform):
            told = [action.block.path]
        else:
            told = [
                getattr(check, "path", None)
                for check in action.outcome.checks
                if check.about == "file" and not check.negated
            ]
        paths = (
            posixpath.normpath(posixpath.join(stand.folder.path, path)) for path in told if path
        )
        found.update(path for path in paths if not path.startswith(("/", "..", "~")))
    return frozenset(found - {ROOT})


def conda_names_of(plan: MilestonePlan) -> tuple[str, ...]:
    """Names of the environments of conda that the guide activates."""
    parts = (*plan.steps, *([plan.testing] if plan.testing else []))
    stands = [*(stand for _, _, stand in follow(parts)), stand_after(parts)]
    found = (stand.environment.name for stand in stands if stand.environment)
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _enter(stand: Stand, wanted: str, line: int) -> Stand:
    """As a run enters a folder that the guide names: the terminal may stand there already."""
    path = stand.folder.path
    if f"{path}/".endswith(f"/{wanted.strip('/')}/") or path == wanted.strip("/"):
        return stand
    return stand.go(_towards(stand.folder, wanted, f"line {line}'s `cwd={wanted}`"))


def _after(stand: Stand, code: str, line: int) -> Stand:
    """Where a terminal stands after some commands. A subshell's `cd` holds within it."""
    subshells = depth = 0
    lines = dict(code_lines(code))
    for number, part in numbered_parts(code):
        words = words_of(part)
        subshells += part.startswith("(")
        if not subshells:
            sure = not depth and "||" not in lines[number]
            folder = stand.folder.path if stand.folder.doubt is None else None
            known = assigned(stand.variables, part, words, folder, sure=sure)
            stand = replace(stand, variables=known)
            stand = _changed(stand, _without_assignments(words), f"line {line + number}'s `{part}`")
        subshells -= subshells > 0 and part.endswith(")")
        depth = depth_after(words, depth)
    return stand


def _without_assignments(words: list[str]) -> list[str]:
    first = next((at for at, word in enumerate(words) if "=" not in word), len(words))
    return words[first:]


def _changed(stand: Stand, words: list[str], told: str) -> Stand:
    name, *rest = words or [""]
    targets = [
        word if (value := expanded(word, stand.variables, stand.folder.path)) is None else value
        for word in rest
        if word not in _FLAGS and not _redirects(word)
    ]
    if name in ("source", ".") and targets and targets[0].endswith(ACTIVATE):
        return replace(stand, environment=_environment(stand.folder, targets[0], told))
    if name in conda.PROGRAMS and targets:
        return _conda(stand, targets[0], targets[1:], told)
    if name == "deactivate":
        return replace(stand, environment=None)
    if name == "cd":
        return stand.go(_cd(stand, targets, told))
    if name == "pushd":
        return _pushd(stand, targets, told)
    if name == "popd":
        return _popd(stand, targets, told)
    return stand


def _conda(stand: Stand, action: str, targets: list[str], told: str) -> Stand:
    if action == "deactivate":
        return replace(stand, environment=None)
    if action != "activate":
        return stand
    wanted = next((word for word in targets if not word.startswith("-")), "base")
    if _DECIDED_LATER & set(wanted):
        return replace(stand, environment=Environment(None, told))
    if conda.is_name(wanted):
        return replace(stand, environment=Environment(None, told, wanted))
    return replace(stand, environment=_environment(stand.folder, wanted, told))


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
    there = _towards(folder, script.removesuffix(ACTIVATE) or ROOT, told)
    known = there.doubt is None or there.doubt == folder.doubt
    return Environment(there.path if known else None, told)


def _towards(folder: Folder, target: str, told: str) -> Folder:
    if target.startswith(WORKSPACE):
        return _towards(Folder(doubt=folder.doubt), target.removeprefix(f"{WORKSPACE}/"), told)
    if target.startswith(("/", "~")) or _DECIDED_LATER & set(target):
        return _unknown(told)
    path = posixpath.normpath(posixpath.join(folder.path, target))
    return _unknown(told) if path.startswith("..") else replace(folder, path=path)


def _unknown(told: str) -> Folder:
    return Folder(doubt=f"where {told} leads is not known")
