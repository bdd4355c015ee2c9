"""Several milestones, each in a place of its own, begun where those it needs have ended."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import replace as changed
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.process.errors import CannotStart
from milepost.result.model import Coverage, MilestoneResult, RunResult, Status
from milepost.run.lazy_place import LazyPlace
from milepost.run.milestone import blocked_milestone, run_milestone
from milepost.run.replay import Replay
from milepost.run.session import Session
from milepost.run.supply import Supply
from milepost.snapshot.tracker import Damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from milepost.plan.model import MilestonePlan, Plan
    from milepost.process.place import Place
    from milepost.result.observer import Observer
    from milepost.run.memory import Memory
    from milepost.run.settings import RunSettings


class OpenPlace(Protocol):
    """Opens a fresh place for the guide at `path`; raises CannotStart.

    `begins` is true for a milestone that needs none: it starts from what its roadmap ships.
    """

    def __call__(self, path: str, *, begins: bool) -> Place: ...


def run_roadmap(
    plan: Plan,
    settings: RunSettings,
    open_place: OpenPlace,
    observer: Observer,
    memory: Memory,
    *,
    jobs: int = 1,
) -> RunResult:
    """Carry all milestones of a plan out, each once those that it needs have passed.

    With one job they follow the plan's order; with more, that many run beside each other.
    """
    started = time.monotonic()
    jobs = min(jobs, len(plan.milestones))
    with Supply(plan.milestones, opening(open_place), ahead=jobs <= 1) as supply:
        course = _Course(plan, settings, supply, observer, memory)
        if jobs <= 1:
            for milestone in plan.milestones:
                course.carry_out(milestone)
        else:
            _beside_each_other(course, plan, jobs)
    done = tuple(course.results[milestone.path] for milestone in plan.milestones)
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


def _beside_each_other(course: _Course, plan: Plan, jobs: int) -> None:
    """Threads that live as long as their milestone; they end with Milepost where it is ended."""
    waiting = list(plan.milestones)
    ended: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
    running = 0

    def carry_out(milestone: MilestonePlan) -> None:
        try:
            course.carry_out(milestone)
        except BaseException as error:  # noqa: BLE001 - the main thread raises it
            ended.put(error)
        else:
            ended.put(None)

    while waiting or running:
        for milestone in list(waiting):
            if running < jobs and all(need in course.results for need in milestone.needs):
                waiting.remove(milestone)
                running += 1
                name = f"milestone {milestone.path}"
                threading.Thread(target=carry_out, args=[milestone], name=name, daemon=True).start()
        error = ended.get()
        running -= 1
        if error is not None:
            raise error


class _Course:
    """A run on its way."""

    def __init__(
        self,
        plan: Plan,
        settings: RunSettings,
        supply: Supply,
        observer: Observer,
        memory: Memory,
    ) -> None:
        self._plans = {milestone.path: milestone for milestone in plan.milestones}
        self._needed = {path for milestone in plan.milestones for path in milestone.needs}
        self._settings = settings
        self._supply = supply
        self._observer = observer
        self._memory = memory
        self.results: dict[str, MilestoneResult] = {}

    def carry_out(self, milestone: MilestonePlan) -> None:
        """Run a milestone whose prerequisites have ended; its result is put into `results`."""
        self._observer.milestone_started(
            milestone.path, milestone.number, milestone.name, len(milestone.steps)
        )
        blocked = unmet(milestone, self.results)
        note = None
        if blocked is None and len(milestone.needs) > 1:
            blocked, note = self._chain(milestone)
        result = self._run(milestone, keep=milestone.path in self._needed, blocked=blocked)
        if note is not None and result.reason is None:
            result = replace(result, reason=note)
        self._observer.milestone_finished(milestone.path, result)
        self.results[milestone.path] = result

    def _run(self, plan: MilestonePlan, *, keep: bool, blocked: str | None) -> MilestoneResult:
        return run_one(
            plan,
            self._settings,
            self._supply,
            self._observer,
            self._memory,
            keep=keep,
            blocked=blocked,
        )

    def _chain(self, milestone: MilestonePlan) -> tuple[str | None, str | None]:
        """Where two prerequisites change a file, each in its own way, run the later one again,
        after the earlier one: why the milestone cannot begin, if so, and what is to be said."""
        memory = self._memory
        first, *others = milestone.needs
        started, notes = [memory.left[first]], []
        for path in others:
            conflicts = memory.merge([*started, memory.left[path]]).conflicts
            if not conflicts:
                started.append(memory.left[path])
                continue
            plan = self._plans[path]
            again = changed(plan, path=f"{path} (after {first})", needs=milestone.needs)
            memory.chained[again.path] = (*(memory.left[need] for need in plan.needs), *started)
            file = "/" + conflicts[0].decode("utf-8", "replace")
            note = f"{path} was run after {first}, since both change {file}"
            result = self._run(again, keep=True, blocked=None)
            if result.status is not Status.PASSED:
                return f"{note}, and is then {result.status}: {result.reason}", None
            started = [memory.left[again.path]]
            notes.append(note)
        memory.chained[milestone.path] = tuple(started)
        return None, "; ".join(notes) or None


def run_one(
    milestone: MilestonePlan,
    settings: RunSettings,
    supply: Supply,
    observer: Observer,
    memory: Memory,
    *,
    keep: bool,
    blocked: str | None = None,
) -> MilestoneResult:
    """Run a milestone in a fresh place; with `keep`, `memory` has what it leaves behind.

    `blocked` says why it cannot begin, if it cannot.
    """
    if blocked is not None:
        return blocked_milestone(milestone, Status.BLOCKED, blocked)
    place = LazyPlace(lambda: supply.take(milestone))
    session = Session(place, settings, observer, milestone.path)
    replay = Replay(memory, milestone, session)
    try:
        result = run_milestone(milestone, session, replay, needed=keep)
        if keep and result.status is Status.PASSED:
            result = _keep(result, memory, replay)
    except CannotStart as error:
        return blocked_milestone(milestone, Status.ERROR, error.advice)
    except Damaged:
        reason = "what was kept of it was removed or changed meanwhile; run it again"
        return blocked_milestone(milestone, Status.ERROR, reason)
    else:
        return result
    finally:
        try:
            session.close()
        finally:
            if place.opened is not None:
                supply.give_back(place.opened)


def opening(open_place: OpenPlace) -> Callable[[MilestonePlan], Place]:
    """What opens the place of a milestone."""

    def open_for(milestone: MilestonePlan) -> Place:
        return open_place(milestone.path, begins=not milestone.needs)

    return open_for


def _keep(result: MilestoneResult, memory: Memory, replay: Replay) -> MilestoneResult:
    """Its result; an error if what the milestone leaves behind could not be kept."""
    try:
        memory.leave(result.path, replay.layers())
    except CannotStart as error:
        return replace(result, status=Status.ERROR, reason=error.advice)
    except OSError as error:
        reason = f"what it leaves behind could not be kept: {error.strerror or error}"
        return replace(result, status=Status.ERROR, reason=reason)
    return result


def unmet(milestone: MilestonePlan, results: Mapping[str, MilestoneResult]) -> str | None:
    """Why a milestone cannot begin, or None."""
    for path in milestone.needs:
        needed = results[path]
        if needed.status is not Status.PASSED:
            return f"needs {needed.name} ({path}), which {_ENDED[needed.status]}"
    return None
