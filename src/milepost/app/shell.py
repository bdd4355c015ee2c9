"""Shell: a guide carried out up to one of its steps, and then handed to a person."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from msgspec.structs import replace

from milepost.app.chosen import find_step
from milepost.app.guides import find_guides
from milepost.app.milestones import Loaded, load_milestones
from milepost.app.project import load_project
from milepost.app.run import memory_of, opener, plan_guides, settings_of
from milepost.app.secrets import secret_values
from milepost.progress.mask import discreet, masked
from milepost.reading.read import ReadSettings
from milepost.result.model import MilestoneResult, Status
from milepost.run.executors.local import LocalExecutor
from milepost.run.roadmap import run_roadmap
from milepost.run.settings import Steps
from milepost.text.argument import as_argument
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from milepost.app.project import Project
    from milepost.app.run import RunRequest
    from milepost.result.model import RunResult, StepResult
    from milepost.result.observer import Observer
    from milepost.run.session import Session

_STANDS = (Status.PASSED, Status.MANUAL)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a person is let in."""

    session: Session
    milestone: MilestoneResult
    """As far as it was carried out."""
    step: StepResult
    """The last step of it."""

    @property
    def failed(self) -> bool:
        """Whether this is the state at the step's failure, not after its end."""
        return self.step.status not in _STANDS


class _LeftError(Exception):
    """The person has left; what is still running ends."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


def open_shell(
    request: RunRequest, word: str, observer: Observer, enter: Callable[[Arrival], int]
) -> int:
    """Carry out what a step needs, and the step; call `enter` there. Returns what it returns.

    `word` is the step as the user named it: `3`, `2/3`, `GUIDE/3`, or a guide for its last step.
    Raises MilepostError for a step that is not there or cannot be reached, CannotStart where no
    place can be had.
    """
    project = load_project(request.folder)
    guides, path, number = _find(request, project, word)
    plan = plan_guides(guides)
    secrets = secret_values(project)
    observer = discreet(observer, secrets)

    def stop(session: Session, steps: Sequence[StepResult]) -> NoReturn:
        (milestone,) = (one for one in plan.milestones if one.path == path)
        reached = _reached(steps, path, number)
        result = MilestoneResult(
            path=path,
            number=milestone.number,
            name=milestone.name,
            status=reached.status,
            reason=reached.reason,
            steps=tuple(steps),
        )
        raise _LeftError(enter(Arrival(session, masked(result, secrets), reached)))

    settings = replace(settings_of(request), steps=Steps(path, last=number), on_stop=stop)
    with memory_of(request, secrets, recalls=request.cache) as known:
        try:
            with LocalExecutor(plan, settings, opener(request), observer, known) as executor:
                result = run_roadmap(plan, executor, observer, settings.steps)
        except _LeftError as left:
            return left.status
    raise _not_begun(result, path)


def _find(request: RunRequest, project: Project, word: str) -> tuple[Sequence[Loaded], str, int]:
    """The guide with all that it needs, its path, and the number of the step."""
    guide, slash, step = word.rpartition("/")
    whole = os.path.isfile(request.folder / word)
    if whole:
        guide = word
    named = (guide,) if slash or whole else ()
    reads = ReadSettings(values=dict(request.values))
    guides = load_milestones(project, named, reads, follow=True)
    asked = (guides[0].milestone.path,) if named else find_guides(project).paths
    if not whole:
        return guides, *find_step(guides, asked, step)
    steps = guides[0].reading.steps
    if not steps:
        raise MilepostError("the guide has no steps", "Name another one.", path=asked[0])
    return guides, asked[0], steps[-1].step.number


def _reached(steps: Sequence[StepResult], path: str, number: int) -> StepResult:
    """The step that was asked for. Raises MilepostError if an earlier one did not let it begin."""
    for step in steps:
        if step.number == number:
            return step
        if step.status not in _STANDS:
            good = [one.number for one in steps if one.status in _STANDS and one.number]
            before = f", and `milepost shell {path}/{good[-1]}` before it" if good else ""
            raise MilepostError(
                f"step {number} cannot be reached: step {step.number} {step.status}"
                f"{f', {step.reason}' if step.reason else ''}",
                f"`milepost shell {as_argument(path)}/{step.number}` opens a shell at that "
                f"failure{before}.",
                path=path,
            )
    raise AssertionError(f"step {number} is in the plan")


def _not_begun(result: RunResult, path: str) -> MilepostError:
    """The error for a milestone of which no step was carried out."""
    (milestone,) = (one for one in result.milestones if one.path == path)
    return MilepostError(
        f"no step of it can be carried out: {milestone.reason}",
        f"`milepost run {as_argument(path)}` shows more.",
        path=path,
    )
