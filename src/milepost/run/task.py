"""A task: one milestone to carry out, with all that an executor has to hand on for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace as with_fields

from milepost.process.errors import CannotStart
from milepost.result.model import MilestoneResult, Status
from milepost.run.join import join
from milepost.run.lazy_place import HASTE
from milepost.run.milestone import HOW_IT_ENDED, blocked_milestone, run_milestone
from milepost.run.no_replay import NoReplay
from milepost.run.session import Session
from milepost.snapshot.errors import Damaged

if TYPE_CHECKING:
    from milepost.plan.model import MilestonePlan
    from milepost.result.observer import Observer
    from milepost.run.memory import Left, Memory
    from milepost.run.replay import Replay
    from milepost.run.settings import RunSettings
    from milepost.run.supply import Supply

_LOST = "what was kept of it was removed or changed meanwhile; run it again"
_FROM_THE_BEGINNING = "{} did not pass after steps that were recalled: it is run from its beginning"
_NOT_RECALLED = "failed after steps that were recalled, and passed when none was"


class Needed(msgspec.Struct, frozen=True):
    """A prerequisite that has passed."""

    plan: MilestonePlan
    left: Left


class Task(msgspec.Struct, frozen=True):
    """A milestone whose prerequisites have passed."""

    milestone: MilestonePlan
    keep: bool
    """Whether others start from what it leaves behind."""
    needs: tuple[Needed, ...] = ()
    """What it needs, directly or through others, in the roadmap's order; the first stands for all
    that come before it, which it needs itself."""
    compared: bool = False
    """Whether it is among those that are not first there."""


class Done(msgspec.Struct, frozen=True):
    """A milestone that has ended."""

    result: MilestoneResult
    left: Left | None = None
    """What it leaves behind, where that was to be kept and it passed."""
    start: Left | None = None
    """What it began from, where it needs anything."""


def carry_out(
    task: Task, settings: RunSettings, supply: Supply, observer: Observer, memory: Memory
) -> Done:
    """Carry a milestone out in the thread at hand."""
    plan = task.milestone
    observer.milestone_started(plan.path, plan.number, plan.name, len(plan.steps))
    run = Runner(settings, supply, observer, memory)
    try:
        joined = join(task.needs, memory, run.again)
    except _CannotBegin as error:
        result = blocked_milestone(plan, Status.BLOCKED, error.reason)
        return Done(with_fields(result, notes=error.notes, again=error.result))
    except CannotStart as error:
        return Done(blocked_milestone(plan, Status.ERROR, error.advice))
    except Damaged:
        return Done(blocked_milestone(plan, Status.ERROR, _LOST))
    except OSError as error:
        reason = f"what it needs could not be brought together: {error.strerror or error}"
        return Done(blocked_milestone(plan, Status.ERROR, reason))
    done = run.run(plan, joined.left, keep=task.keep, compared=task.compared)
    result = with_fields(done.result, notes=joined.notes) if joined.notes else done.result
    return with_fields(done, result=result, start=joined.left)


def _truer(tried: _Tried, again: _Tried, memory: Memory) -> Done:
    """What holds of a milestone that was run after recalled parts, and then from its beginning."""
    result = again.done.result
    if not tried.is_lost and _statuses(result) == _statuses(tried.done.result):
        memory.confirm(tried.failed_at)
        return tried.done
    if result.status is Status.PASSED and not tried.is_lost:
        memory.forget(tried.recalled - again.kept)
        if result.reason is None:
            return with_fields(again.done, result=with_fields(result, reason=_NOT_RECALLED))
    return again.done


def _statuses(result: MilestoneResult) -> list[Status]:
    parts = (*result.steps, result.testing, *result.checklist, result.cleanup)
    return [result.status, *(part.status for part in parts if part is not None)]


class _CannotBegin(Exception):  # noqa: N818 - it names what it is
    """A prerequisite did not pass where it had to be run again."""

    def __init__(self, reason: str, notes: tuple[str, ...], result: MilestoneResult) -> None:
        super().__init__(reason)
        self.reason = reason
        self.notes = notes
        """Of those that passed before it."""
        self.result = result


class _Tried(msgspec.Struct, frozen=True):
    """How one attempt went."""

    done: Done
    recalled: frozenset[str]
    """Keys of the parts that were recalled."""
    kept: frozenset[str]
    """Keys of those that ran and were kept."""
    failed_at: str | None
    """Key of the first part that ran and did not pass."""
    is_lost: bool
    """Whether something that was kept was not there any more."""

    def is_doubtful(self, settings: RunSettings, memory: Memory) -> bool:
        """Whether what was recalled may be why it did not pass."""
        if self.is_lost:
            return True
        if not self.recalled or self.done.result.status not in (Status.FAILED, Status.ERROR):
            return False
        if not settings.keeps or settings.on_stop is not None or settings.on_drift is not None:
            return False  # somebody looks on who takes each failure for one
        return not memory.is_confirmed(self.failed_at)


class Runner(msgspec.Struct, frozen=True):
    """With what milestones are run."""

    settings: RunSettings
    supply: Supply
    observer: Observer
    memory: Memory

    def again(self, need: Needed, start: Left, after: str, notes: tuple[str, ...]) -> Left:
        """What a prerequisite leaves behind that is run once more; see `join`."""
        plan = with_fields(need.plan, path=f"{need.plan.path} (after {after})")
        done = self.run(plan, start, keep=True)
        if done.left is None:
            result = with_fields(done.result, path=need.plan.path)
            reason = f"{notes[-1]}, and {HOW_IT_ENDED[result.status]} there"
            reason += f": {result.reason}" if result.reason else ""
            raise _CannotBegin(reason, notes[:-1], result)
        return done.left

    def run(
        self, plan: MilestonePlan, start: Left | None, *, keep: bool, compared: bool = False
    ) -> Done:
        """Run a milestone in a fresh place, from `start` if there is one.

        Where it fails after parts that were recalled, it is run from its beginning before that is
        told: what is kept never makes a guide fail.
        """
        tried = self._attempt(plan, start, keep=keep, compared=compared, recalls=True)
        if not tried.is_doubtful(self.settings, self.memory):
            return tried.done
        self.observer.notice(_FROM_THE_BEGINNING.format(plan.path))
        again = self._attempt(plan, start, keep=keep, compared=compared, recalls=False)
        return _truer(tried, again, self.memory)

    def _attempt(
        self,
        plan: MilestonePlan,
        start: Left | None,
        *,
        keep: bool,
        compared: bool,
        recalls: bool,
    ) -> _Tried:
        """Run a milestone once; unless it `recalls`, from its beginning."""
        place = self.supply.place(plan)
        session = Session(place, self.settings, self.observer, plan.path)
        replay: Replay | NoReplay = NoReplay(session)
        goes_back = self.settings.keep_going and self.settings.goes_back
        if self.memory.recalls or keep or start or goes_back:
            from milepost.run.replay import Replay

            replay = Replay(self.memory, plan, session, start, compared=compared, recalls=recalls)
        is_lost = False
        try:
            result = run_milestone(plan, session, replay, needed=keep)
            done = Done(result)
            if keep and result.status is Status.PASSED and not isinstance(replay, NoReplay):
                done = self._kept(plan, start, result, replay)
        except CannotStart as error:
            done = Done(blocked_milestone(plan, Status.ERROR, error.advice))
        except Damaged:
            is_lost = True
            done = Done(blocked_milestone(plan, Status.ERROR, _LOST))
        except BaseException:
            # Whoever ends the run does not wait for what takes its time to end.
            place.hurry(HASTE)
            session.close(grace=0.0)
            raise
        finally:
            try:
                session.close()
            finally:
                self.supply.give_back(place)
        return _Tried(done, replay.recalled, replay.kept, replay.failed_at, is_lost)

    def _kept(
        self, plan: MilestonePlan, start: Left | None, result: MilestoneResult, replay: Replay
    ) -> Done:
        """The milestone with what it leaves behind; an error if that could not be kept.

        Raises `Damaged` where it was all recalled, and is not there any more.
        """
        leave = self.memory.leave
        try:
            try:
                return Done(result, leave(plan, replay.layers(), start, replay.began()))
            except Damaged:  # somebody has emptied the cache meanwhile
                return Done(result, leave(plan, replay.layers_anew(), start, replay.began()))
        except CannotStart as error:
            reason = error.advice
        except OSError as error:
            reason = f"what it leaves behind could not be kept: {error.strerror or error}"
        return Done(with_fields(result, status=Status.ERROR, reason=reason))
