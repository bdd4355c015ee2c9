"""One milestone's unchanged beginning: recalled instead of being run, and kept when it was run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from milepost.plan.key import checklist_key, part_key
from milepost.process.errors import CannotStart
from milepost.run.kept import (
    GOOD,
    Kept,
    demands_of,
    only_of_files,
    recall_blocks,
    recall_items,
    recall_outcomes,
    renewed,
)
from milepost.run.prerequisites import tool_versions
from milepost.run.shell import State, without_values
from milepost.run.terminal import Terminal
from milepost.snapshot.errors import Damaged
from milepost.snapshot.model import Snapshot, TerminalState
from milepost.snapshot.tracker import Tracker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.plan.model import MilestonePlan, StepPlan
    from milepost.result.model import (
        ItemResult,
        PrerequisiteResult,
        StepResult,
        TestingResult,
    )
    from milepost.run.memory import Left, Memory
    from milepost.run.session import Session

DAY: Final = 24 * 3600.0
"""Seconds for which a step that used the network is recalled."""

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Kept)


class _Part(msgspec.Struct, frozen=True):
    """A step, Testing, the checklist (without a plan) or the clean-up."""

    key: str
    plan: StepPlan | None


class _Standing(msgspec.Struct, frozen=True):
    """Where a place stands: its files, its terminals, what was printed last."""

    snapshot: Snapshot
    last_outputs: tuple[str, ...]
    last_status: int | None

    @classmethod
    def after(cls, kept: Kept) -> _Standing:
        return cls(kept.snapshot, kept.last_outputs, kept.last_status)


class Replay:
    """Goes along with a milestone, part by part: ask `recall`, and after a part that ran `keep`."""

    def __init__(
        self,
        memory: Memory,
        plan: MilestonePlan,
        session: Session,
        start: Left | None,
        *,
        compared: bool = False,
        recalls: bool = True,
    ) -> None:
        """`start` is what the milestone begins from; None for what its roadmap ships. `compared`:
        that will be asked for. Unless it `recalls`, parts are only kept."""
        self._memory = memory
        self._plan = plan
        self._start = start
        self._compared = compared
        self._session = session
        self._tracker: Tracker | None = None
        self._parts: list[_Part] = []
        self._recalls = recalls
        self._recalled: list[Kept] = []
        self._kept: set[str] = set()
        self.failed_at: str | None = None
        """Key of the first part that ran and did not pass."""
        self._at = 0
        """Number of the part that comes next."""
        self._last: _Standing | None = None
        """The end of the last part that was recalled or passed."""
        self._goes_back = session.settings.keep_going and session.settings.goes_back
        self._is_ready = False
        """Whether the place stands where the part that comes next begins."""
        self._began: tuple[str, ...] | None = None
        """What the place held at first, where that was kept."""
        self._proves = any(issue.reproduce is not None for issue in plan.issues)
        """Whether known issues are proved, between the checklist and the clean-up."""
        self._keeps = memory.recalls
        self._is_whole = True
        """Whether all of the place as it was taken last can be put back."""
        self._packets = 0

    def look_up(self, prerequisites: Sequence[PrerequisiteResult], *, needed: bool) -> None:
        """Find how much need not be run. `needed`: other milestones start from its end.

        Raises `CannotStart`.
        """
        if not self._keeps:
            return
        tools = tool_versions(self._plan, prerequisites, self._session)
        self._parts = self._keyed(tools)
        try:
            if self._recalls:
                self._recall(needed=needed)
        except OSError:
            # A store that cannot be read is no reason not to run.
            self._keeps = False
            self._recalled.clear()
        self._keeps = self._keeps and self._session.settings.keeps

    def _recall(self, *, needed: bool) -> None:
        first = self._session.settings.first_of(self._plan.path)
        last = self._session.settings.last_of(self._plan.path)
        for number, part in enumerate(self._parts):
            if first is not None and number == self._number_of(first):
                break
            if last is not None and number == self._number_of(last + 1):
                break
            if self._proves and part.plan is self._plan.cleanup:
                break
            kept = self._find(part)
            if kept is None:
                break
            self._recalled.append(kept)
        store = self._memory.store
        while self._recalled and (needed or len(self._recalled) < len(self._parts)):
            if store.holds(self._recalled[-1].snapshot.layers):
                break
            self._recalled.pop()
        if self._recalled:
            store.hold(self._recalled[-1].snapshot.layers)
        store.note_use(part.key for part, _ in zip(self._parts, self._recalled, strict=False))

    def recall_step(self) -> StepResult | None:
        """The next part's result, if it is recalled."""
        kept = self._next()
        return None if kept is None else kept.result

    def recall_testing(self) -> TestingResult | None:
        """The same for Testing."""
        kept = self._next()
        return None if kept is None else kept.testing

    def recall_checklist(self) -> tuple[ItemResult, ...] | None:
        """The same for the checklist."""
        kept = self._next()
        return None if kept is None else kept.items

    def prepare(self) -> None:
        """Put the place where the part that comes next begins. Raises `CannotStart`."""
        if not self._is_ready:
            self._is_ready = True
            begins = self._start is None and not self._compared
            if begins and not (self._keeps or self._recalled or self._goes_back):
                self._session.enter(self._session.current)
                return  # the place is fresh, and nothing will be kept of it but its end
            self._stand_at(_Standing.after(self._recalled[-1]) if self._recalled else None)

    def keep(
        self,
        *,
        result: StepResult | None = None,
        testing: TestingResult | None = None,
        items: Sequence[ItemResult] | None = None,
    ) -> None:
        """Keep the part that just ran, if it may be recalled; else nothing after it may."""
        self._at += 1
        statuses = [one.status for one in (result, testing, *(items or ())) if one is not None]
        is_good = all(status in GOOD for status in statuses)
        if self._parts and self.failed_at is None and not is_good:
            self.failed_at = self._parts[self._at - 1].key
        if not is_good or not (self._keeps or self._goes_back):
            self._keeps = False
            return
        self._last = self._take()
        if not self._keeps or self._last is None or self._is_inhabited() or not self._is_whole:
            self._keeps = False
            return
        part = self._parts[self._at - 1]
        assert self._tracker is not None
        assert self._tracker.seen is not None
        used_network = self._tracker.seen.packets != self._packets
        self._packets = self._tracker.seen.packets
        kept = Kept(
            result=result,
            testing=testing,
            items=None if items is None else tuple(items),
            demands=demands_of(part.plan) if part.plan else (),
            snapshot=self._last.snapshot,
            last_outputs=self._last.last_outputs,
            last_status=self._last.last_status,
        )
        name = part.plan.name if part.plan else "checklist"
        try:
            self._keeps = self._memory.store.enter(
                part.key,
                _ENCODER.encode(kept),
                kept.snapshot.layers,
                title=f"{self._plan.path}: {name}",
                lasts=DAY if used_network else None,
            )
        except OSError:
            self._keeps = False  # the disk is full: what has passed has passed all the same
        if self._keeps:
            self._kept.add(part.key)

    def stay(self) -> None:
        """After commands that all worked, and an outcome that failed: the place as it stands."""
        self._keeps = False
        self._last = self._take()

    def go_back(self) -> None:
        """After a failure: files and terminals as they were at its beginning, where known."""
        self._keeps = False
        if self._last is not None:
            self._stand_at(self._last)

    def skip(self) -> None:
        """The part that comes next is neither run nor recalled; nothing after it is."""
        del self._recalled[self._at :]
        self._at += 1
        self._keeps = False

    def layers(self) -> tuple[str, ...]:
        """All that the milestone leaves behind. Raises `CannotStart`."""
        if self._tracker is None and self._recalled:
            return self._recalled[-1].snapshot.layers
        if self._tracker is None:
            self._tracker = self._follow()
        return self._tracker.take()

    def layers_anew(self) -> tuple[str, ...]:
        """The same where some are not there any more. Raises `CannotStart` and `Damaged`."""
        if self._tracker is None:
            raise Damaged(self._recalled[-1].snapshot.layers[-1])
        self._tracker.forget()
        return self._tracker.take()

    @property
    def recalled(self) -> frozenset[str]:
        """Keys of the parts that are recalled."""
        return frozenset(part.key for part in self._parts[: len(self._recalled)])

    @property
    def kept(self) -> frozenset[str]:
        """Keys of the parts that ran and are kept."""
        return frozenset(self._kept)

    def began(self) -> tuple[str, ...]:
        """What it began from: for what its roadmap ships, only if that is to be compared."""
        if self._start is not None:
            return self._start.layers
        if not self._compared:
            return ()
        # What is kept of a first milestone begins with its start, in a layer of its own.
        return self._began or self._recalled[-1].snapshot.layers[:1]

    def _number_of(self, step: int) -> int:
        """How many parts stand before a step."""
        return sum(1 for one in self._plan.steps if one.number < step)

    def _next(self) -> Kept | None:
        if self._at < len(self._recalled):
            self._at += 1
            return self._recalled[self._at - 1]
        return None

    def _keyed(self, tools: Sequence[tuple[str, str]]) -> list[_Part]:
        plan = self._plan
        key = self._memory.start_key(plan, self._start, self._session.settings, tools)
        parts: list[_Part] = []
        for role, steps in (("step", plan.steps), ("testing", (plan.testing,))):
            for step in steps:
                if step is not None:
                    key = part_key(key, role, step)
                    parts.append(_Part(key, step))
        if plan.checklist:
            key = checklist_key(key, plan)
            parts.append(_Part(key, None))
        if plan.cleanup is not None:
            parts.append(_Part(part_key(key, "cleanup", plan.cleanup), plan.cleanup))
        return parts

    def _find(self, part: _Part) -> Kept | None:
        """What is kept of a part, as it reads for the guide of today; None if it has to run."""
        data = self._memory.store.find(part.key)
        if data is None:
            return None
        kept = _DECODER.decode(data)
        if part.plan is None:
            items = recall_items(self._plan.checklist, kept)
            return None if items is None else replace(kept, items=items)
        blocks = recall_blocks(part.plan, kept)
        if blocks is None:
            return None
        outcomes = recall_outcomes(part.plan, kept, blocks, None)
        if outcomes is None:
            if not only_of_files(part.plan, kept):
                return None
            if not self._memory.store.holds(kept.snapshot.layers):
                return None
            self._stand_at(_Standing.after(kept))
            outcomes = recall_outcomes(part.plan, kept, blocks, self._session)
            if outcomes is None:
                return None
        return renewed(part.plan, kept, blocks, outcomes)

    def _take(self) -> _Standing | None:
        """The place as it stands; None if not all of it can be kept."""
        session, tracker = self._session, self._tracker
        assert tracker is not None
        terminals: dict[str, TerminalState] = {}
        self._is_whole = True
        for name, terminal in session.terminals.items():
            state, is_all = terminal.save_all(self._commands())
            if not terminal.is_saved:
                return None
            self._is_whole = self._is_whole and is_all
            code = without_values(state.code, self._memory.secrets)
            terminals[name] = TerminalState(os.fsencode(state.directory), code, state.rest)
        try:
            layers = tracker.take()
        except (CannotStart, OSError):
            return None  # what was to be kept has passed all the same
        self._is_whole = self._is_whole and not (tracker.seen and tracker.seen.sockets)
        snapshot = Snapshot(layers, terminals, session.current)
        return _Standing(snapshot, session.last_outputs, session.last_status)

    def _commands(self) -> Iterator[str]:
        """All that may have run by now in a terminal."""
        for part in self._parts[: self._at]:
            for perform in part.plan.performs if part.plan else ():
                yield from (command.text for command in perform.block.commands)

    def _is_inhabited(self) -> bool:
        """Whether a process of the guide's was alive when the place was looked at last."""
        session, tracker = self._session, self._tracker
        assert tracker is not None
        assert tracker.seen is not None
        shells = [*session.terminals.values(), *([session.helper] if session.helper else [])]
        return bool(tracker.seen.processes - {shell.pid for shell in shells})

    def _stand_at(self, standing: _Standing | None) -> None:
        session = self._session
        if self._tracker is None:
            self._tracker = self._follow()
            if standing is None or not self._is_ready:
                self._begin(self._tracker)
        elif standing is None and self._began is not None:
            self._tracker.put_back(self._began)
        if standing is not None:
            session.close_terminals()  # whose traps may still change files
            self._tracker.put_back(standing.snapshot.layers)
            for name, state in standing.snapshot.terminals.items():
                saved = State(os.fsdecode(state.directory), state.code, state.rest)
                session.terminals[name] = Terminal.open(session.place, state=saved)
            session.current = standing.snapshot.current or session.current
            session.last_outputs = standing.last_outputs
            session.last_status = standing.last_status
        self._last = standing
        if standing is None and self._goes_back:
            self._last = self._take()
        if self._tracker.seen is not None:
            self._packets = self._tracker.seen.packets

    def _follow(self) -> Tracker:
        return Tracker(self._session.place, self._memory.store)

    def _begin(self, tracker: Tracker) -> None:
        """The place as the prerequisites have left it."""
        if self._start is not None:
            tracker.put_back(self._start.layers)
        elif self._keeps or self._goes_back or self._compared:
            tracker.take()
        self._began = tracker.layers or None
