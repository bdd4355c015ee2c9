"""Status and next: how a roadmap's milestones stand, for one person or for all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from milepost.app.advice import advice
from milepost.app.held import of_everyone
from milepost.app.progress import Desk, LeftOut, store_of
from milepost.progress.model import COUNTS_AS_DONE, Kind, State
from milepost.progress.standing import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.app.held import Held
    from milepost.app.outlines import Outline, Roadmap
    from milepost.progress.model import Latest, Person
    from milepost.progress.standing import Standing


class MilestoneStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a milestone stands."""

    number: str | None
    name: str
    path: str
    state: State
    why: str | None
    """One sentence, where the state alone does not say it."""
    verified: str | None
    """When it was last verified, in UTC."""
    needs: tuple[str, ...]
    """Paths of the milestones that it needs."""
    renamed_from: str | None = None
    """The guide's path in evidence of it that was kept before it was renamed."""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the burn-down."""

    date: str
    left: int
    """Milestones that were not done yet when the day ended; what is not done any more is left."""


class PersonStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody is."""

    who: str
    done: int
    """Milestones that are done or overridden."""
    at: str | None
    """Title of the milestone that was verified last."""
    state: State | None
    """How that one stands."""
    stuck_at: str | None
    """Title of the milestone that does not hold; of several, the one that was verified last."""
    stuck_on: str | None
    """The first check there that failed, or could not be asked."""
    since: str | None
    """Since when this check has not held, in UTC."""
    next: str | None = None
    """Title of the first milestone that is not done and could be, where `at` is done."""


class StatusResult(msgspec.Struct, frozen=True, kw_only=True):
    """How a roadmap stands."""

    schema: str = "milepost.status/1"
    roadmap: str
    who: str
    milestones: tuple[MilestoneStatus, ...]
    burn_down: tuple[Day, ...]
    """From the first day on which something was verified."""
    everyone: tuple[PersonStatus, ...]
    """Empty unless asked for."""
    gone: tuple[str, ...]
    """Guides that others need or that were verified, and that are not there any more."""
    left_out: tuple[LeftOut, ...] = ()
    """Guides that cannot be read; and those that others need or that were verified, and that
    `exclude` leaves out."""
    faults: tuple[str, ...]
    """What is wrong with the evidence itself."""
    notes: tuple[str, ...] = ()
    """What is missing or doubtful about the evidence, with what to do about it."""


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone that can be worked on."""

    number: str | None
    name: str
    path: str
    state: State
    why: str | None
    purpose: str
    """What its Overview says."""
    next: str
    """What to do about it."""


class NextResult(msgspec.Struct, frozen=True, kw_only=True):
    """What to do next."""

    schema: str = "milepost.next/1"
    ready: tuple[Ready, ...]
    """Those that can be worked on, the one to begin with first."""
    locked: tuple[MilestoneStatus, ...]
    gone: tuple[str, ...]
    """Guides that others need or that were verified, and that are not there any more."""
    left_out: tuple[LeftOut, ...] = ()
    """Guides that cannot be read; and those that others need or that were verified, and that
    `exclude` leaves out."""
    notes: tuple[str, ...] = ()
    """What is missing or doubtful about the evidence, with what to do about it."""
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """Whose status."""

    folder: Path = field(default_factory=Path.cwd)
    everyone: bool = False
    audit: bool = False
    """Whether every record of the store is looked at, not only the newest."""


_OPEN_FIRST = (
    State.FAILING,
    State.TAMPERED,
    State.STALE,
    State.UNAPPROVED,
    State.IN_PROGRESS,
    State.READY,
)
"""What can be worked on, the most urgent first."""
_STUCK = (State.FAILING, State.IN_PROGRESS)
"""Where a check that did not hold still keeps somebody from going on."""


def status(request: StatusRequest) -> StatusResult:
    """How all milestones stand. Raises MilepostError."""
    desk = Desk.at(request.folder)
    with store_of(desk.project) as store:
        held = desk.held(store)
        standings = desk.standings(held)
        cut = [one for one in held.chains if one.fault is not None]
        people = store.people(desk.roadmap.name) if request.everyone else []
        faults = store.audit() if request.audit else [one.fault for one in cut if one.fault]
        faults += [one.fault for one in people if one.fault and one.fault not in faults]
    faulty = {one.who: one.fault for one in cut}
    latest = (latest for one in people for latest in one.latest)
    gone, left_out = desk.absent(held)
    paths = of_everyone(held, ((one.milestone, one.guide) for one in latest))
    return StatusResult(
        roadmap=desk.roadmap.name,
        who=desk.who,
        milestones=tuple(
            milestone_status(desk.roadmap, outline, standings[key])
            for key, outline in desk.roadmap.outlines.items()
        ),
        burn_down=_burn_down(standings),
        everyone=tuple(
            _person(desk, one, _states(desk, one, one.fault or faulty.get(one.who), standings))
            for one in map(partial(_at_today, held, paths), people)
        ),
        gone=gone,
        left_out=left_out,
        faults=tuple(faults),
        notes=_notes(desk, held),
    )


def next_up(folder: Path) -> NextResult:
    """What can be worked on, and why the rest cannot. Raises MilepostError."""
    desk = Desk.at(folder)
    with store_of(desk.project) as store:
        held = desk.held(store)
        standings = desk.standings(held)
    outlines = desk.roadmap.outlines
    needs = desk.roadmap.graph.needs

    def waits(key: str) -> bool:
        return any(standings[need].state not in COUNTS_AS_DONE for need in needs[key])

    ready = [key for key in outlines if standings[key].state in _OPEN_FIRST]
    gone, left_out = desk.absent(held)
    ready.sort(key=lambda key: (waits(key), _OPEN_FIRST.index(standings[key].state)))
    return NextResult(
        ready=tuple(
            Ready(
                number=outlines[key].number,
                name=outlines[key].name,
                path=outlines[key].path,
                state=standings[key].state,
                why=standings[key].why,
                purpose=outlines[key].purpose,
                next=advice(outlines[key].number or outlines[key].path, standings[key]),
            )
            for key in ready
        ),
        locked=tuple(
            milestone_status(desk.roadmap, outlines[key], standings[key])
            for key in outlines
            if standings[key].state is State.LOCKED
        ),
        gone=gone,
        left_out=left_out,
        notes=_notes(desk, held),
        done=sum(one.state in COUNTS_AS_DONE for one in standings.values()),
        total=len(outlines) + len(desk.roadmap.unreadable),
    )


def _notes(desk: Desk, held: Held) -> tuple[str, ...]:
    """What is missing or doubtful, the workspace first: all else may follow from it."""
    return (*desk.project.notes, *held.notes())


def milestone_status(roadmap: Roadmap, outline: Outline, standing: Standing) -> MilestoneStatus:
    """A milestone's standing as it is printed."""
    return MilestoneStatus(
        number=outline.number,
        name=outline.name,
        path=outline.path,
        state=standing.state,
        why=standing.why,
        verified=standing.verification.record.at if standing.verification else None,
        needs=tuple(roadmap.outlines[need].path for need in roadmap.graph.needs[outline.key]),
        renamed_from=standing.renamed_from,
    )


def _burn_down(standings: Mapping[str, Standing]) -> tuple[Day, ...]:
    """Milestones left at the end of each day on which one came to be done that still is."""
    days = Counter(one.since[:10] for one in standings.values() if one.since is not None)
    verified = accumulate(days[day] for day in sorted(days))
    return tuple(
        Day(date=day, left=len(standings) - count)
        for day, count in zip(sorted(days), verified, strict=True)
    )


def _states(
    desk: Desk, person: Person, fault: str | None, mine: Mapping[str, Standing]
) -> dict[str, State]:
    """How the milestones stand of which somebody has evidence.

    One's own are judged by the records, and by the folder that they are of; other people work
    in other folders, but in the same repository, where there is one.
    """
    of: dict[str, list[Latest]] = {}
    for one in person.latest:
        of.setdefault(one.milestone, []).append(one)
    states = {}
    for key in of.keys() & desk.today.keys():
        if fault is not None:
            states[key] = State.TAMPERED
        elif person.who == desk.who:
            states[key] = mine[key].state
        else:
            other = any(desk.here.of_another_repository(one.root) for one in of[key])
            states[key] = state_of(desk.today[key], of[key], elsewhere=other)
    return states


def _person(desk: Desk, person: Person, states: Mapping[str, State]) -> PersonStatus:
    verified = [
        one for one in person.latest if one.kind is Kind.VERIFICATION and one.milestone in states
    ]
    last = max(verified, key=_at, default=None)
    stuck = max(
        (one for one in verified if one.stuck and states[one.milestone] in _STUCK),
        key=_at,
        default=None,
    )
    return PersonStatus(
        who=person.who,
        done=sum(state in COUNTS_AS_DONE for state in states.values()),
        at=desk.roadmap.outlines[last.milestone].title if last else None,
        state=states[last.milestone] if last else None,
        stuck_at=desk.roadmap.outlines[stuck.milestone].title if stuck else None,
        stuck_on=stuck.stuck if stuck else None,
        since=stuck.since if stuck else None,
        next=_next_of(desk, states) if last and states[last.milestone] in COUNTS_AS_DONE else None,
    )


def _next_of(desk: Desk, states: Mapping[str, State]) -> str | None:
    """The first milestone that somebody has not done, of which all that it needs is."""
    done = {key for key, state in states.items() if state in COUNTS_AS_DONE}
    roadmap = desk.roadmap
    return next(
        (
            one.title
            for key, one in roadmap.outlines.items()
            if key not in done and done.issuperset(roadmap.graph.needs[key])
            if key not in roadmap.missing
        ),
        None,
    )


def _at_today(held: Held, paths: Mapping[str, str], person: Person) -> Person:
    """A person's evidence that counts now, under the paths that the guides have today."""
    latest = (
        replace(one, milestone=paths.get(one.milestone, one.milestone))
        for one in person.latest
        if not (one.imported and held.to_come(one.at))
    )
    return replace(person, latest=tuple(latest))


def _at(latest: Latest) -> str:
    return latest.at
