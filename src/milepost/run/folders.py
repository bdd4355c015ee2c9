"""Where the reader's terminal stands at each point of a guide, told from its text alone."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from milepost.plan.model import Perform
from milepost.reading.shell_words import simple_commands

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from milepost.plan.model import Judge, StepPlan

ROOT = "."
"""The workspace."""


def follow(
    steps: Iterable[StepPlan],
) -> Generator[tuple[StepPlan, Judge | Perform, str], None, str]:
    """Every action with the folder in which it begins, relative to the workspace.

    Where a folder cannot be told (`cd "$DIR"`, `cd ~`), what follows begins in the workspace.
    Returns the folder in which the last action leaves the reader.
    """
    stands = {"1": ROOT}
    current = "1"
    for step in steps:
        for action in step.actions:
            if not isinstance(action, Perform):
                yield step, action, stands[current]
                continue
            block = action.block
            if not block.executed:
                yield step, action, stands[current]
                continue
            if block.options.terminal is not None and block.options.terminal != current:
                stands.setdefault(block.options.terminal, stands[current])
                current = block.options.terminal
            if block.options.cwd is not None:
                stands[current] = _enter(stands[current], block.options.cwd)
            yield step, action, stands[current]
            for command in block.commands:
                stands[current] = _after(stands[current], command.text)
    return stands[current]


def folder_after(steps: Iterable[StepPlan]) -> str:
    """The folder, relative to the workspace, in which the steps leave their reader."""
    actions = follow(steps)
    while True:
        try:
            next(actions)
        except StopIteration as end:
            return str(end.value)


def _enter(folder: str, wanted: str) -> str:
    """As a run enters a folder that the guide names: the terminal may stand there already."""
    if f"{folder}/".endswith(f"/{wanted.strip('/')}/") or folder == wanted.strip("/"):
        return folder
    return _go(folder, wanted)


def _after(folder: str, code: str) -> str:
    """Where a terminal stands after some commands. A subshell's `cd` holds within it."""
    for command in simple_commands(code):
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        if words[:1] == ["cd"]:
            target = [word for word in words[1:] if word != "--"]
            folder = _go(folder, target[0]) if len(target) == 1 else ROOT
    return folder


def _go(folder: str, target: str) -> str:
    if target.startswith(("/", "~", "-", "$")) or "$" in target or "`" in target:
        return ROOT
    found = posixpath.normpath(posixpath.join(folder, target))
    return ROOT if found.startswith("..") else found
