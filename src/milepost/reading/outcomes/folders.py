"""Folders that a step makes and goes to, and paths as they are from where it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.reading.base import BlockReading, Kind
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.check import Check

_MKDIR = re.compile(r"^mkdir (?:-p )?(?P<paths>[\w./-]+(?: [\w./-]+)*)$")
_CD = re.compile(r"^cd (?P<path>\S+)$")


def _commands(blocks: Sequence[BlockReading]) -> Iterator[str]:
    for reading in blocks:
        if reading.executed and reading.kind in (Kind.COMMAND, Kind.TRANSCRIPT):
            yield from simple_commands(reading.code)


def made_folders(blocks: Sequence[BlockReading]) -> tuple[str, ...]:
    """Folders that the step makes; none where it goes elsewhere afterwards."""
    found: list[str] = []
    for command in _commands(blocks):
        made = _MKDIR.match(command)
        if made:
            found.extend(made["paths"].split())
        elif command.startswith(("cd ", "pushd ")):
            return ()
    return tuple(found)


def _trail(blocks: Sequence[BlockReading]) -> tuple[str, ...]:
    """Folders that the step's commands went down into, where that is plain to see."""
    trail: list[str] = []
    for command in _commands(blocks):
        if not command.startswith(("cd", "pushd", "popd")):
            continue
        went = _CD.match(command)
        if went is None or not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*/?", went["path"]):
            return ()
        if ".." in went["path"]:
            return ()
        trail.extend(part for part in went["path"].rstrip("/").split("/") if part != ".")
    return tuple(trail)


def from_here(checks: Sequence[Check], blocks: Sequence[BlockReading]) -> tuple[Check, ...]:
    """Checks whose path was told from where the step began, told from where it ended."""
    if "file" not in [check.about for check in checks]:
        return tuple(checks)
    trail = _trail(blocks)
    return tuple(_shifted(check, trail) if _has_path(check) else check for check in checks)


def _shifted(check: Check, trail: tuple[str, ...]) -> Check:
    path = getattr(check, "path", "").removeprefix("./")
    if not trail or path.split("/")[0] != trail[0]:
        return check
    return msgspec.structs.replace(check, path="../" * len(trail) + path, told=path)


def _has_path(check: Check) -> bool:
    return check.about == "file"
