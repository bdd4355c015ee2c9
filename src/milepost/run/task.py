"""A task: one milestone to carry out, with all that an executor has to hand on for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace as with_fields

from milepost.process.errors import CannotStart
from milepost.result.model import MilestoneResult, Status
from milepost.run.lazy_place import HASTE
from milepost.run.milestone import blocked_milestone, run_milestone
from milepost.run.no_replay import NoReplay
from milepost.run.session import Session
from milepost.snapshot.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    starts: tuple[Left, ...]
    """What it began from itself, should it have to be run again."""


class Task(msgspec.Struct, frozen=True):
    """A milestone whose prerequisites have passed."""

    milestone: MilestonePlan
    keep: bool
    """Whether others start from what it leaves behind."""
    needs: tuple[Needed, ...] = ()
    """Its prerequisites, in order."""


class Done(msgspec.Struct, frozen=True):
    """A milestone that has ended."""

    result: MilestoneResult
    left: Left | None = None
    """What it leaves behind, where that was to be kept and it passed."""


def carry_out(
    task: Task, settings: RunSettings, supply: Supply, observer: Observer, memory: Memory
) -> Done:
    """Carry a milestone out in the thread at hand."""
    plan = task.milestone
    observer.milestone_started(plan.path, plan.number, plan.name, len(plan.steps))
    run = _Run(settings, supply, observer, memory)
    try:
        starts, note = run.chain(task.needs)
    except _CannotBegin as error:
        return Done(blocked_milestone(plan, error.status, str(error)))
    done = run_one(plan, starts, settings, supply, observer, memory, keep=task.keep)
    if note is not None and done.result.reason is None:
        done = with_fields(done, result=with_fields(done.result, reason=note))
    return done


def run_one(
    plan: MilestonePlan,
    starts: Sequence[Left],
    settings: RunSettings,
    supply: Supply,
    observer: Observer,
    memory: Memory,
    *,
    keep: bool,
) -> Done:
    """Run a milestone in a fresh place that is brought together from `starts`.

    Where it fails after parts that were recalled, it is run from its beginning before that is
    told: what is kept never makes a guide fail.
    """
    run = _Run(settings, supply, observer, memory)
    tried = run.attempt(plan, starts, keep=keep, recalls=True)
    if not tried.is_doubtful(settings, memory):
        return tried.done
    observer.notice(_FROM_THE_BEGINNING.format(plan.path))
    again = run.attempt(plan, starts, keep=keep, recalls=False)
    return _truer(tried, again, memory)


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


def _replay(
    plan: MilestonePlan,
    starts: Sequence[Left],
    session: Session,
    memory: Memory,
    *,
    keep: bool,
    recalls: bool,
) -> Replay | NoReplay:
    """What goes along with the milestone; little where nothing is recalled, kept or put back."""
    settings = session.settings
    goes_back = settings.keep_going and settings.goes_back
    if not (memory.recalls or keep or plan.needs or goes_back):
        return NoReplay(session)
    from milepost.run.replay import Replay

    return Replay(memory, plan, session, starts, recalls=recalls)


def _kept(result: MilestoneResult, memory: Memory, replay: Replay) -> Done:
    """The milestone with what it leaves behind; an error if that could not be kept.

    Raises `Damaged` where it was all recalled, and is not there any more.
    """
    try:
        try:
            return Done(result, memory.leave(replay.layers()))
        except Damaged:  # somebody has emptied the cache meanwhile
            return Done(result, memory.leave(replay.layers_anew()))
    except CannotStart as error:
        reason = error.advice
    except OSError as error:
        reason = f"what it leaves behind could not be kept: {error.strerror or error}"
    return Done(with_fields(result, status=Status.ERROR, reason=reason))


class _CannotBegin(Exception):  # noqa: N818 - it names what it is
    """Why a milestone cannot begin, and what that makes of it."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status


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


class _Run(msgspec.Struct, frozen=True):
    """With what milestones are run."""

    settings: RunSettings
    supply: Supply
    observer: Observer
    memory: Memory

    def attempt(
        self, plan: MilestonePlan, starts: Sequence[Left], *, keep: bool, recalls: bool
    ) -> _Tried:
        """Run a milestone once; unless it `recalls`, from its beginning."""
        place = self.supply.place(plan)
        session = Session(place, self.settings, self.observer, plan.path)
        replay = _replay(plan, starts, session, self.memory, keep=keep, recalls=recalls)
        is_lost = False
        try:
            result = run_milestone(plan, session, replay, needed=keep)
            done = Done(result)
            if keep and result.status is Status.PASSED and not isinstance(replay, NoReplay):
                done = _kept(result, self.memory, replay)
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

    def chain(self, needs: Sequence[Needed]) -> tuple[tuple[Left, ...], str | None]:
        """What a milestone's place is brought together from, and what is to be said of it.

        Where two prerequisites change a file, each in its own way, the later one is run again,
        after the earlier one. Raises `_CannotBegin`.
        """
        if len(needs) < 2:
            return tuple(one.left for one in needs), None
        try:
            return self._chain(needs)
        except CannotStart as error:
            raise _CannotBegin(Status.ERROR, error.advice) from error
        except Damaged as error:
            raise _CannotBegin(Status.ERROR, _LOST) from error

    def _chain(self, needs: Sequence[Needed]) -> tuple[tuple[Left, ...], str | None]:
        first, *others = needs
        started, notes = [first.left], []
        for need in others:
            conflicts = self.memory.merge([*started, need.left]).conflicts
            if not conflicts:
                started.append(need.left)
                continue
            file = "/" + conflicts[0].decode("utf-8", "replace")
            path, before = need.plan.path, first.plan.path
            note = f"{path} was run after {before}, since both change {file}"
            started = [self._again(need, before, started, note)]
            notes.append(note)
        return tuple(started), "; ".join(notes) or None

    def _again(self, need: Needed, before: str, started: Sequence[Left], note: str) -> Left:
        """What a prerequisite leaves behind that is run once more, after others."""
        plan = with_fields(need.plan, path=f"{need.plan.path} (after {before})")
        done = run_one(
            plan,
            (*need.starts, *started),
            self.settings,
            self.supply,
            self.observer,
            self.memory,
            keep=True,
        )
        if done.left is None:
            result = done.result
            reason = f"{note}, and is then {result.status}: {result.reason}"
            raise _CannotBegin(Status.BLOCKED, reason)
        return done.left
