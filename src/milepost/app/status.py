"""Status and next: how a roadmap's milestones stand, for one person or for all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from milepost.app.advice import advice
from milepost.app.progress import Desk, store_of
from milepost.progress.model import COUNTS_AS_DONE, Kept, Kind, State
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.app.outlines import Outline, Roadmap
    from milepost.progress.standing import Standing
    from milepost.progress.store import Store


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


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the burn-down."""

    date: str
    left: int
    """Milestones that had not been verified yet when the day ended."""


class PersonStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody is."""

    who: str
    done: int
    """Milestones that are done or overridden."""
    at: str | None
    """Title of the milestone that was verified last."""
    state: State | None
    """How that one stands."""
    stuck_on: str | None
    """The check that fails there."""
    since: str | None
    """Since when, in UTC."""


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
    faults: tuple[str, ...]
    """What is wrong with the evidence itself."""


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


def status(request: StatusRequest) -> StatusResult:
    """How all milestones stand. Raises MilepostError."""
    desk = Desk.at(request.folder)
    with store_of(desk.project) as store:
        cut = store.cut_chains()
        found = [fault for who, fault in cut if who == desk.who]
        kept = store.newest(desk.roadmap.name, None if request.everyone else desk.who)
        mine = [one for one in kept if one.record.who == desk.who]
        standings = desk.standings(mine, found)
        people = _everyone(desk, store, kept, dict(cut)) if request.everyone else ()
        faults = tuple(store.audit()) if request.audit else tuple(fault for _, fault in cut)
    return StatusResult(
        roadmap=desk.roadmap.name,
        who=desk.who,
        milestones=tuple(
            milestone_status(desk.roadmap, outline, standings[key])
            for key, outline in desk.roadmap.outlines.items()
        ),
        burn_down=_burn_down(standings),
        everyone=people,
        gone=desk.gone(mine),
        faults=faults,
    )


def next_up(folder: Path) -> NextResult:
    """What can be worked on, and why the rest cannot. Raises MilepostError."""
    desk = Desk.at(folder)
    with store_of(desk.project) as store:
        records = store.newest(desk.roadmap.name, desk.who)
        standings = desk.mine(store, records)
    outlines = desk.roadmap.outlines
    needs = desk.roadmap.graph.needs

    def waits(key: str) -> bool:
        return any(standings[need].state not in COUNTS_AS_DONE for need in needs[key])

    ready = [key for key in outlines if standings[key].state in _OPEN_FIRST]
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
        gone=desk.gone(records),
        done=sum(one.state in COUNTS_AS_DONE for one in standings.values()),
        total=len(outlines),
    )


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
    )


def _burn_down(standings: Mapping[str, Standing]) -> tuple[Day, ...]:
    """Milestones left at the end of each day on which one was verified for the first time."""
    days = sorted(
        one.verification.passed_first[:10]
        for one in standings.values()
        if one.verification is not None and one.verification.passed_first is not None
    )
    left = {day: len(standings) - days.index(day) - days.count(day) for day in days}
    return tuple(Day(date=day, left=count) for day, count in left.items())


def _everyone(
    desk: Desk, store: Store, kept: Sequence[Kept], cut: Mapping[str, str]
) -> tuple[PersonStatus, ...]:
    of: dict[str, list[Kept]] = {}
    for one in kept:
        of.setdefault(one.record.who, []).append(one)
    return tuple(_person(desk, store, who, of[who], cut.get(who)) for who in sorted(of))


def _person(
    desk: Desk, store: Store, who: str, kept: Sequence[Kept], fault: str | None
) -> PersonStatus:
    standings = desk.standings(kept, [fault] if fault else [])
    last = max(
        (one for one in kept if one.record.kind is Kind.VERIFICATION),
        key=lambda one: one.record.at,
        default=None,
    )
    standing = standings.get(last.record.milestone) if last else None
    failing = last is not None and standing is not None and standing.state is State.FAILING
    stuck = None
    if last is not None and failing:
        stuck = next(
            (f"{s.place}: {s.reads_as}" for s in last.record.seen if s.status is Status.FAILED),
            None,
        )
    outline = desk.roadmap.outlines.get(last.record.milestone) if last else None
    return PersonStatus(
        who=who,
        done=sum(one.state in COUNTS_AS_DONE for one in standings.values()),
        at=outline.title if outline else None,
        state=standing.state if standing else None,
        stuck_on=stuck,
        since=store.failing_since(last) if last is not None and failing else None,
    )
