"""Leaving out each step of each milestone in turn, each time in a fresh place."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.plan.drop import droppable, without_step
from milepost.result.model import Part, Status
from milepost.result.observer import Silent
from milepost.result.proof import DroppedStep, MilestoneProof, ProveResult, Score
from milepost.run.lineage import Lineage
from milepost.run.milestone import blocked_milestone
from milepost.run.roadmap import overall, unmet
from milepost.run.supply import Supply
from milepost.run.task import Runner, carry_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from milepost.plan.model import MilestonePlan, Plan
    from milepost.result.model import MilestoneResult, OutcomeResult
    from milepost.result.observer import Observer
    from milepost.run.memory import Left, Memory
    from milepost.run.settings import RunSettings
    from milepost.run.supply import OpenPlace
    from milepost.run.task import Done, Task

_OUT_OF_TIME = "the time budget was used up"
_FAILS = (Status.FAILED, Status.ERROR)


def prove_roadmap(
    plan: Plan,
    settings: RunSettings,
    open_place: OpenPlace,
    observer: Observer,
    memory: Memory,
    *,
    proven: Collection[str],
    budget: float,
) -> ProveResult:
    """Carry out each milestone as it stands, then those in `proven` without each of their steps.

    `budget` is in seconds from the start: once it is used up, no further step is left out.
    """
    started = time.monotonic()
    whole: dict[str, MilestoneResult] = {}
    left: dict[str, Left] = {}
    proofs: list[MilestoneProof] = []
    alone = _Alone(open_place, memory)
    needed = {path for milestone in plan.milestones for path in milestone.needs}
    lineage = Lineage(plan.milestones)
    for milestone in plan.milestones:
        start: Left | None = None
        blocked = unmet(milestone, whole)
        if blocked is not None:
            observer.milestone_started(
                milestone.path, milestone.number, milestone.name, len(milestone.steps)
            )
            result = blocked_milestone(milestone, Status.BLOCKED, blocked)
        else:
            keep = milestone.path in needed
            done = alone.carry_out(lineage.task(milestone, left, keep=keep), settings, observer)
            result, start = done.result, done.start
            if done.left is not None:
                left[milestone.path] = done.left
        whole[milestone.path] = result
        if milestone.path in proven:
            prover = _Prover(milestone, result, start, settings, alone, started + budget)
            proofs.append(prover.prove())
        observer.milestone_finished(milestone.path, result)
    return ProveResult(
        status=overall([result.status for result in whole.values()]),
        seconds=time.monotonic() - started,
        budget=budget,
        milestones=tuple(proofs),
        score=_score(step for proof in proofs for step in proof.steps),
    )


@dataclass(frozen=True, slots=True)
class _Alone:
    """Runs one milestone at a time, each in a fresh place that is closed before the next one."""

    open_place: OpenPlace
    memory: Memory

    def carry_out(self, task: Task, settings: RunSettings, observer: Observer) -> Done:
        """A milestone, where what it needs has left off."""
        with Supply((task.milestone,), self.open_place) as supply:
            return carry_out(task, settings, supply, observer, self.memory)

    def run(self, plan: MilestonePlan, start: Left | None, settings: RunSettings) -> Done:
        """A milestone from `start`, watched by nobody."""
        with Supply((plan,), self.open_place) as supply:
            return Runner(settings, supply, Silent(), self.memory).run(plan, start, keep=False)


class _Prover:
    """One milestone that passed as it stands, without each of its steps."""

    def __init__(
        self,
        plan: MilestonePlan,
        whole: MilestoneResult,
        start: Left | None,
        settings: RunSettings,
        alone: _Alone,
        deadline: float,
    ) -> None:
        self._plan = plan
        self._whole = whole
        self._start = start
        # All that comes after the gap is asked, so that it is known what passes all the same.
        # What comes before it is recalled; what is left without a step is of no use later.
        self._settings = replace(
            settings, keep_going=True, goes_back=False, try_solutions=False, keeps=False
        )
        self._alone = alone
        self._deadline = deadline

    def prove(self) -> MilestoneProof:
        """Leave out each step, unless the guide fails as it stands."""
        started = time.monotonic()
        passes = self._whole.status is Status.PASSED
        dropped = [self._drop(index) for index in droppable(self._plan)] if passes else []
        return MilestoneProof(
            path=self._plan.path,
            number=self._plan.number,
            name=self._plan.name,
            status=self._whole.status,
            reason=None if passes else f"it does not pass as it stands: {self._whole.reason}",
            seconds=self._whole.seconds + time.monotonic() - started,
            steps=tuple(dropped),
            idle=tuple(self._idle(dropped)),
            score=_score(dropped),
        )

    def _drop(self, index: int) -> DroppedStep:
        step = self._plan.steps[index]
        if time.monotonic() >= self._deadline:
            return DroppedStep(
                line=step.line,
                number=step.number,
                name=step.name,
                status=Status.SKIPPED,
                reason=_OUT_OF_TIME,
            )
        mutant = without_step(self._plan, index)
        done = self._alone.run(mutant, self._start, self._settings)
        result = done.result
        noticed = tuple(_noticed(self._whole, result))
        status, reason = (Status.PASSED, None) if noticed else (Status.FAILED, "nothing notices")
        if all(one.status is Status.SKIPPED for one in result.steps):
            # The place could not be had: nothing was left out, since nothing was begun.
            status, reason, noticed = Status.ERROR, result.reason, ()
        return DroppedStep(
            line=step.line,
            number=step.number,
            name=step.name,
            status=status,
            reason=reason,
            seconds=result.seconds,
            noticed_by=noticed,
            still_passing=tuple(_still_passing(self._whole, result, index)),
        )

    def _idle(self, dropped: Sequence[DroppedStep]) -> Iterator[Part]:
        """Testing and items that passed in every case."""
        tried = [step for step in dropped if step.status in (Status.PASSED, Status.FAILED)]
        for part in _ends(self._whole):
            if tried and all(part in step.still_passing for step in tried):
                yield part


def _noticed(whole: MilestoneResult, result: MilestoneResult) -> Iterator[Part]:
    """What passes in the whole guide and fails in what is left of it."""
    for before, after in zip(whole.steps, result.steps, strict=True):
        for had, has in zip(before.outcomes, after.outcomes, strict=True):
            if had.status is Status.PASSED and has.status in _FAILS:
                yield _outcome(has)
        for block in after.blocks:
            if block.status in _FAILS:
                yield Part(kind="block", line=block.line, text=block.kind)
    passing = set(_ends(result))
    yield from (part for part in _ends(whole) if part not in passing)
    if result.cleanup is not None and result.cleanup.status in _FAILS:
        for block in result.cleanup.blocks:
            if block.status in _FAILS:
                yield Part(kind="block", line=block.line, text=block.kind)


def _still_passing(whole: MilestoneResult, result: MilestoneResult, index: int) -> Iterator[Part]:
    before, after = whole.steps[index], result.steps[index]
    for had, has in zip(before.outcomes, after.outcomes, strict=True):
        if had.status is Status.PASSED and has.status is Status.PASSED:
            yield _outcome(has)
    yield from _ends(result)


def _ends(result: MilestoneResult) -> Iterator[Part]:
    """Testing and the checklist items that pass."""
    testing = result.testing
    if testing is not None and testing.status is Status.PASSED:
        yield Part(kind="testing", line=testing.line, text="Testing")
    for item in result.checklist:
        if item.status is Status.PASSED:
            yield Part(kind="checklist", line=item.line, text=item.text)


def _outcome(outcome: OutcomeResult) -> Part:
    return Part(kind="outcome", line=outcome.line, text=outcome.text)


def _score(steps: Iterable[DroppedStep]) -> Score:
    judged = [step for step in steps if step.status in (Status.PASSED, Status.FAILED)]
    noticed = sum(step.status is Status.PASSED for step in judged)
    return Score(dropped=len(judged), noticed=noticed)
