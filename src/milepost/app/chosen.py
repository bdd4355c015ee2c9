"""Steps that the user names: `3`, or `2/3` for step 3 of the milestone numbered 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.run.settings import Steps
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.app.milestones import Loaded


def choose_steps(
    guides: Sequence[Loaded], named: Sequence[str], first: str | None, last: str | None
) -> Steps | None:
    """The steps between two that were named; None where none was.

    `named` are the paths of the guides that were asked for, without those that they need. Raises
    MilepostError for a step that is not there or could be several guides', and for an end before
    the beginning.
    """
    ends = {word: find_step(guides, named, word) for word in (first, last) if word is not None}
    if not ends:
        return None
    paths = {path for path, _ in ends.values()}
    if len(paths) > 1:
        raise MilepostError(
            f"{first} and {last} are steps of different milestones",
            "Name two steps of the same one.",
        )
    begin = ends[first][1] if first is not None else None
    end = ends[last][1] if last is not None else None
    if begin is not None and end is not None and begin > end:
        raise MilepostError(
            f"the run would end after step {end}, before step {begin}, from which it is to be anew",
            f"Name them the other way round: --from {last} --until {first}.",
        )
    return Steps(path=paths.pop(), first=begin, last=end)


def find_step(guides: Sequence[Loaded], named: Sequence[str], word: str) -> tuple[str, int]:
    """Path of the guide and number of the step. Raises MilepostError."""
    milestone, slash, step = word.rpartition("/")
    if slash:
        found = [
            guide
            for guide in guides
            if milestone in (guide.milestone.path, guide.milestone.number)
            or milestone == (guide.milestone.number or "").lstrip("0")
        ]
    else:
        found = [guide for guide in guides if guide.milestone.path in named]
    if len(found) != 1:
        numbers = ", ".join(guide.milestone.number or guide.milestone.path for guide in guides)
        raise MilepostError(
            f"`{word}` names no single milestone",
            f"Write it as MILESTONE/STEP, such as 2/3; there are the milestones {numbers}.",
        )
    (guide,) = found
    steps = [one.step.number for one in guide.reading.steps]
    if not step.isdecimal() or int(step) not in steps:
        shown = ", ".join(map(str, steps)) or "none"
        raise MilepostError(
            f"there is no step `{step}` in {guide.milestone.path}",
            f"Its steps are {shown}.",
            path=guide.milestone.path,
        )
    return guide.milestone.path, int(step)
