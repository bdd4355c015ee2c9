"""Read: a milestone's contents, one of its sections, or one step; never more than asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.app.progress import Desk
from milepost.contract.wording import fold
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.document.outline import Section
    from milepost.milestone.model import Milestone, Step


class Part(msgspec.Struct, frozen=True):
    """A part of a guide."""

    text: str
    """Its Markdown."""
    following: int | None
    """The step to read after it; None after the last."""


def read_part(
    folder: Path, named: str, section: str | None = None, step: int | None = None
) -> Part:
    """The Markdown of a section or a step; without either, the purpose and what there is to read.

    Raises MilepostError for a part that is not there.
    """
    desk = Desk.at(folder)
    milestone, _ = desk.open(desk.roadmap.find(named))
    numbers = [one.number for one in milestone.steps]
    if step is not None:
        text = milestone.document.source.slice(step_of(milestone, step).span)
        return Part(text, next(iter(numbers[numbers.index(step) + 1 :]), None))
    if section is not None:
        return Part(_section(milestone, section), None)
    return Part(_contents(milestone), next(iter(numbers), None))


def step_of(milestone: Milestone, number: int) -> Step:
    """A step by its number. Raises MilepostError."""
    for one in milestone.steps:
        if one.number == number:
            return one
    numbers = ", ".join(str(one.number) for one in milestone.steps) or "none"
    raise MilepostError(f"there is no step {number}", f"Its steps are {numbers}.")


def _contents(milestone: Milestone) -> str:
    title = f"{milestone.number}: {milestone.name}" if milestone.number else milestone.name
    steps = [f"- step {one.number}: {one.name}" for one in milestone.steps]
    titles = ", ".join(one.title for one in _sections(milestone))
    return "\n".join([f"# {title}", milestone.purpose, "", *steps, "", f"Sections: {titles}"])


def _section(milestone: Milestone, named: str) -> str:
    for one in _sections(milestone):
        if fold(one.title) == fold(named):
            return milestone.document.source.slice(one.span)
    titles = ", ".join(one.title for one in _sections(milestone))
    raise MilepostError(f"there is no section `{named}`", f"There are: {titles}.")


def _sections(milestone: Milestone) -> list[Section]:
    return [section for role, section in milestone.sections if role != "step"]
