"""Milestones named by their numbers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from milepost.app.guides import find_guides, read_source
from milepost.app.project import contract_for, load_contract
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.text import lazy_re as re
from milepost.text.error import MilepostError
from milepost.text.source import SourceFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.app.project import Project

_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def name_milestones(project: Project, named: Sequence[str]) -> tuple[str, ...]:
    """What the user named, each number replaced by the path of the roadmap's guide that has it.

    A file or folder with such a name comes first. Raises MilepostError for a number that no guide
    has, or several.
    """
    numbers = [name for name in named if _is_number(project, name)]
    if not numbers:
        return tuple(named)
    paths = _paths_by_number(project)
    return tuple(_path(name, paths) if name in numbers else name for name in named)


def _is_number(project: Project, name: str) -> bool:
    return bool(_NUMBER.fullmatch(name)) and not os.path.exists(project.folder / name)


def _path(name: str, paths: dict[str, list[str]]) -> str:
    found = paths.get(_plain(name), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise MilepostError(
            f"milestone {name} is the number of {len(found)} guides: {', '.join(found)}",
            "Name one by its path.",
        )
    there = ", ".join(paths)
    raise MilepostError(
        f"there is no milestone {name}",
        f"The roadmap has the numbers {there}." if there else "The roadmap has no numbered guides.",
    )


def _paths_by_number(project: Project) -> dict[str, list[str]]:
    contract = load_contract(project)
    paths: dict[str, list[str]] = {}
    for path in find_guides(project).paths:
        source, _ = read_source(project, path)
        if not isinstance(source, SourceFault):
            document = parse(source)
            number = build(contract_for(project, contract, document), document).number
            if number is not None:
                shown = os.path.relpath(project.folder / path, project.folder)
                paths.setdefault(_plain(number), []).append(shown)
    return paths


def _plain(number: str) -> str:
    """The number without leading zeros: `03` is `3`."""
    return ".".join(part.lstrip("0") or "0" for part in number.split("."))
