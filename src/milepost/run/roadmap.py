"""Several milestones, each in a place of its own, begun where those it needs have ended."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.process.errors import CannotStart
from milepost.result.model import Coverage, MilestoneResult, RunResult, Status
from milepost.run.carry import Belongings, pack, unpack
from milepost.run.milestone import blocked_milestone, run_milestone
from milepost.run.session import Session
from milepost.run.supply import Supply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from milepost.plan.model import MilestonePlan, Plan
    from milepost.process.place import Place
    from milepost.result.observer import Observer
    from milepost.run.settings import RunSettings


class OpenPlace(Protocol):
    """Opens a fresh place for the guide at `path`; raises CannotStart.

    `begins` is true for a milestone that needs none: it starts from what its roadmap ships.
    """

    def __call__(self, path: str, *, begins: bool) -> Place: ...


def run_roadmap(
    plan: Plan, settings: RunSettings, open_place: OpenPlace, observer: Observer
) -> RunResult:
    """Carry all milestones of a plan out, in its order."""
    started = time.monotonic()
    results: dict[str, MilestoneResult] = {}
    left: dict[str, Belongings] = {}
    needed = {path for milestone in plan.milestones for path in milestone.needs}
    with Supply(plan.milestones, opening(open_place)) as supply:
        for milestone in plan.milestones:
            observer.milestone_started(
                milestone.path, milestone.number, milestone.name, len(milestone.steps)
            )
            blocked = unmet(milestone, results)
            keep = milestone.path in needed
            result = run_one(
                milestone, settings, supply, observer, left, keep=keep, blocked=blocked
            )
            results[milestone.path] = result
            observer.milestone_finished(milestone.path, result)
    done = tuple(results.values())
    return RunResult(
        status=overall([result.status for result in done]),
        seconds=time.monotonic() - started,
        milestones=done,
        coverage=Coverage(
            outcomes=sum(m.coverage[1] for m in plan.milestones),
            checked=sum(m.coverage[0] for m in plan.milestones),
        ),
    )


_ENDED = {
    Status.FAILED: "failed",
    Status.ERROR: "could not be carried out",
    Status.BLOCKED: "is blocked itself",
    Status.SKIPPED: "had nothing to carry out",
    Status.MANUAL: "a person must judge",
    Status.PASSED: "passed",
}


def overall(statuses: Sequence[Status]) -> Status:
    """The status of a run: the worst; a run in which nothing was executed does not pass."""
    for status in (Status.FAILED, Status.ERROR, Status.BLOCKED, Status.PASSED):
        if status in statuses:
            return status
    return Status.SKIPPED


def run_one(
    milestone: MilestonePlan,
    settings: RunSettings,
    supply: Supply,
    observer: Observer,
    left: dict[str, Belongings],
    *,
    keep: bool,
    blocked: str | None = None,
) -> MilestoneResult:
    """Run a milestone in a fresh place; with `keep`, what it leaves behind is put into `left`.

    `blocked` says why it cannot begin, if it cannot.
    """
    if blocked is not None:
        return blocked_milestone(milestone, Status.BLOCKED, blocked)
    try:
        place = supply.take(milestone)
    except CannotStart as error:
        return blocked_milestone(milestone, Status.ERROR, error.advice)
    session = Session(place, settings, observer, milestone.path)
    try:
        for path in milestone.needs:
            # Of several, the later one's files win.
            unpack(place, left[path])
        result = run_milestone(milestone, session)
        if keep and result.status is Status.PASSED:
            result = _keep(result, place, left)
    except CannotStart as error:
        return blocked_milestone(milestone, Status.ERROR, error.advice)
    else:
        return result
    finally:
        try:
            session.close()
        finally:
            supply.give_back(place)


def opening(open_place: OpenPlace) -> Callable[[MilestonePlan], Place]:
    """What opens the place of a milestone."""

    def open_for(milestone: MilestonePlan) -> Place:
        return open_place(milestone.path, begins=not milestone.needs)

    return open_for


def _keep(result: MilestoneResult, place: Place, left: dict[str, Belongings]) -> MilestoneResult:
    """Put what the milestone leaves behind into `left`; its result, an error if that failed."""
    try:
        left[result.path] = pack(place)
    except CannotStart as error:
        return replace(result, status=Status.ERROR, reason=error.advice)
    return result


def unmet(milestone: MilestonePlan, results: Mapping[str, MilestoneResult]) -> str | None:
    """Why a milestone cannot begin, or None."""
    for path in milestone.needs:
        needed = results[path]
        if needed.status is not Status.PASSED:
            return f"needs {needed.name} ({path}), which {_ENDED[needed.status]}"
    return None
