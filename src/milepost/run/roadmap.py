"""Several milestones, each begun where those that it needs have passed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from milepost.result.model import Coverage, MilestoneResult, RunResult, Status
from milepost.run.lineage import Lineage
from milepost.run.milestone import HOW_IT_ENDED, blocked_milestone, ends_early
from milepost.run.ready import Ready
from milepost.run.task import Done, Task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.plan.model import MilestonePlan, Plan
    from milepost.result.observer import Observer
    from milepost.run.executors.base import Executor
    from milepost.run.memory import Left
    from milepost.run.settings import Steps


def run_roadmap(
    plan: Plan, executor: Executor, observer: Observer, steps: Steps | None = None
) -> RunResult:
    """Carry all milestones of a plan out, each once those that it needs have passed.

    Of those that can begin, the first in the plan's order does. Where `steps` name a last one, the
    run ends after it: what comes after its milestone in the plan's order is skipped.
    """
    started = time.monotonic()
    course = _Course(plan, observer, steps)
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


AFTER_END = "the run was to end at {}"


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
            return f"needs {needed.name} ({path}), which {HOW_IT_ENDED[needed.status]}"
    return None


def end_of(plan: Plan, steps: Steps | None) -> int:
    """How many milestones of a plan may begin: those up to the one with the last step asked for."""
    paths = [milestone.path for milestone in plan.milestones]
    if steps is None or steps.last is None:
        return len(paths)
    return paths.index(steps.path) + 1


def whole(plan: Plan, result: RunResult, steps: Steps | None) -> Sequence[MilestoneResult]:
    """The milestones that the run has judged: not those after its end, nor one it has cut short
    and found nothing wrong in."""
    end = end_of(plan, steps)
    begun = result.milestones[:end]
    if not begun or steps is None or not ends_early(plan.milestones[end - 1], steps.last):
        return begun
    return begun[:-1] if begun[-1].status in (Status.PASSED, Status.SKIPPED) else begun


def _named(milestone: MilestonePlan, steps: Steps) -> str:
    return f"{milestone.number or milestone.path}/{steps.last}"


class _Course:
    """A run on its way."""

    def __init__(self, plan: Plan, observer: Observer, steps: Steps | None) -> None:
        self._lineage = Lineage(plan.milestones)
        end = end_of(plan, steps)
        begun = plan.milestones[:end]
        self._needed = {path for milestone in begun for path in milestone.needs}
        self._after = {milestone.path for milestone in plan.milestones[end:]}
        self._end = AFTER_END.format(_named(begun[-1], steps)) if steps and self._after else ""
        self._observer = observer
        self._left: dict[str, Left] = {}
        self.results: dict[str, MilestoneResult] = {}

    def begin(self, milestone: MilestonePlan) -> Task | None:
        """The task of a milestone whose prerequisites have ended; None where it is not begun."""
        if milestone.path in self._after:
            self._pass_over(milestone, Status.SKIPPED, self._end)
            return None
        blocked = unmet(milestone, self.results)
        if blocked is not None:
            self._pass_over(milestone, Status.BLOCKED, blocked)
            return None
        keep = milestone.path in self._needed
        return self._lineage.task(milestone, self._left, keep=keep)

    def end(self, done: Done) -> None:
        """Take note of a milestone that has ended."""
        result = done.result
        if done.left is not None:
            self._left[result.path] = done.left
        self._observer.milestone_finished(result.path, result)
        self.results[result.path] = result

    def _pass_over(self, milestone: MilestonePlan, status: Status, reason: str) -> None:
        self._observer.milestone_started(
            milestone.path, milestone.number, milestone.name, len(milestone.steps)
        )
        self.end(Done(blocked_milestone(milestone, status, reason)))
