"""Several milestones, each begun where those that it needs have passed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from milepost.result.model import Coverage, MilestoneResult, RunResult, Status
from milepost.run.milestone import blocked_milestone
from milepost.run.ready import Ready
from milepost.run.task import Done, Needed, Task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.plan.model import MilestonePlan, Plan
    from milepost.result.observer import Observer
    from milepost.run.executors.base import Executor
    from milepost.run.memory import Left


def run_roadmap(plan: Plan, executor: Executor, observer: Observer) -> RunResult:
    """Carry all milestones of a plan out, each once those that it needs have passed.

    Of those that can begin, the first in the plan's order does.
    """
    started = time.monotonic()
    course = _Course(plan, observer)
    ready = Ready(plan.milestones)
    running = 0
    while ready or running:
        while ready and running < executor.capacity:
            milestone = ready.take()
            task = course.begin(milestone)
            if task is None:
                ready.ended(milestone.path)
            else:
                executor.submit(task)
                running += 1
        if running:
            done = executor.wait()
            course.end(done)
            ready.ended(done.result.path)
            running -= 1
    return outcome(
        [course.results[milestone.path] for milestone in plan.milestones],
        time.monotonic() - started,
    )


def outcome(results: Sequence[MilestoneResult], seconds: float) -> RunResult:
    """A run of these milestones, that took that long."""
    return RunResult(
        status=overall([result.status for result in results]),
        seconds=seconds,
        milestones=tuple(results),
        coverage=Coverage(
            outcomes=sum(result.coverage.outcomes for result in results),
            checked=sum(result.coverage.checked for result in results),
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


def unmet(milestone: MilestonePlan, results: Mapping[str, MilestoneResult]) -> str | None:
    """Why a milestone cannot begin, or None."""
    for path in milestone.needs:
        needed = results[path]
        if needed.status is not Status.PASSED:
            return f"needs {needed.name} ({path}), which {_ENDED[needed.status]}"
    return None


class _Course:
    """A run on its way."""

    def __init__(self, plan: Plan, observer: Observer) -> None:
        self._plans = {milestone.path: milestone for milestone in plan.milestones}
        self._needed = {path for milestone in plan.milestones for path in milestone.needs}
        self._observer = observer
        self._left: dict[str, Left] = {}
        self.results: dict[str, MilestoneResult] = {}

    def begin(self, milestone: MilestonePlan) -> Task | None:
        """The task of a milestone whose prerequisites have ended; None where it is blocked."""
        blocked = unmet(milestone, self.results)
        if blocked is None:
            return Task(
                milestone,
                keep=milestone.path in self._needed,
                needs=tuple(self._need(path) for path in milestone.needs),
            )
        self._observer.milestone_started(
            milestone.path, milestone.number, milestone.name, len(milestone.steps)
        )
        self.end(Done(blocked_milestone(milestone, Status.BLOCKED, blocked)))
        return None

    def end(self, done: Done) -> None:
        """Take note of a milestone that has ended."""
        result = done.result
        if done.left is not None:
            self._left[result.path] = done.left
        self._observer.milestone_finished(result.path, result)
        self.results[result.path] = result

    def _need(self, path: str) -> Needed:
        plan = self._plans[path]
        return Needed(plan, self._left[path], tuple(self._left[need] for need in plan.needs))
