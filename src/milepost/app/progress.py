"""What all use cases of progress share: the store, the person, how each milestone stands."""

from __future__ import annotations

import os
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from milepost.app.advice import NEEDS
from milepost.app.approval import Approval
from milepost.app.git import place_of, user_of
from milepost.app.guides import read_source
from milepost.app.held import Held
from milepost.app.outlines import load_roadmap
from milepost.app.project import contract_for, load_contract, load_project, load_template
from milepost.app.workspace import Here, inode_of
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.progress.digest import checks_digest, sha256
from milepost.progress.model import COUNTS_AS_DONE, State
from milepost.progress.standing import Standing, Today, standing
from milepost.progress.trust import state_folder
from milepost.progress.witness import Likeness, Witness
from milepost.reading.read import read
from milepost.roadmap.graph import cycles
from milepost.text.error import MilepostError
from milepost.text.source import SourceFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from milepost.app.outlines import Outline, Roadmap
    from milepost.app.project import Project
    from milepost.contract.model import Contract
    from milepost.milestone.model import Milestone
    from milepost.progress.model import Kept, Statement
    from milepost.progress.store import Store
    from milepost.reading.base import MilestoneReading
    from milepost.text.source import Source

_AHEAD = "what was imported of it has a time that lies ahead"


def who_works(workspace: Path) -> str:
    """Whose evidence this is: MILEPOST_USER, else git's user.email, else the login and machine."""
    if named := os.environ.get("MILEPOST_USER", "").strip():
        return named
    return user_of(workspace) or f"{_login()}@{os.uname().nodename}"


def _login() -> str:
    import getpass  # few have neither a name nor an address in git

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _hold(outline: Outline, data: bytes) -> None:
    if sha256(data) != outline.guide:
        raise MilepostError(
            "the guide was changed meanwhile; nothing was recorded",
            "Try again once it is as it should be.",
            path=outline.path,
        )


def needed_and_open(titles: Sequence[str]) -> str:
    """That milestones which another one needs are not done."""
    are = "is" if len(titles) == 1 else "are"
    return f"{' and '.join(titles)}, which it needs, {are} not done"


def store_of(project: Project) -> Store:
    """The store of the roadmap's progress. Its import costs 130 ms: only who needs it asks."""
    from milepost.progress.store import open_store

    return open_store(project.config.progress, project.root)


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A guide that is there and takes no part in the roadmap."""

    path: str
    """Relative to the roadmap's root."""
    why: str
    """With what to do about it."""
    unreadable: bool = False


class Desk(msgspec.Struct, eq=False, dict=True):
    """A roadmap as one command looks at it. Everything is looked up once, when it is asked for."""

    roadmap: Roadmap
    _digests: dict[str, str] = {}

    @classmethod
    def at(cls, folder: Path) -> Desk:
        """The desk of the roadmap that a folder belongs to. Raises MilepostError."""
        return cls(load_roadmap(load_project(folder)))

    @property
    def project(self) -> Project:
        return self.roadmap.project

    @cached_property
    def who(self) -> str:
        # While the workspace is not there, its repository is still most likely the roadmap's own.
        workspace = self.roadmap.workspace
        return who_works(workspace if workspace.is_dir() else self.project.root)

    @cached_property
    def contract(self) -> Contract:
        return load_contract(self.project)

    @cached_property
    def template(self) -> str:
        """SHA-256 of the roadmap's template."""
        return sha256(load_template(self.project).data)

    @cached_property
    def approval(self) -> Approval:
        """What was committed of the roadmap."""
        return Approval(self.project)

    @cached_property
    def here(self) -> Here:
        """The folder in which the reader works."""
        return Here(self.roadmap.workspace)

    def make_ready(self) -> None:
        """Ask git now what a verification's state depends on besides the guide."""
        assert self.who
        assert self.template
        self.approval.make_ready()

    def read(self, source: Source) -> tuple[Milestone, MilestoneReading]:
        """A guide, parsed and read."""
        document = parse(source)
        contract = contract_for(self.project, self.contract, document)
        milestone = build(contract, document)
        return milestone, read(milestone)

    def open(self, outline: Outline) -> tuple[Milestone, MilestoneReading]:
        """A guide of the roadmap, parsed and read.

        Raises MilepostError if it has vanished, or is not what was read at the beginning: evidence
        names those bytes.
        """
        source, data = read_source(self.project, outline.path)
        if isinstance(source, SourceFault):
            raise MilepostError(source.message, source.remedy, path=source.path)
        _hold(outline, data)
        return self.read(source)

    def hold_still(self, outline: Outline) -> None:
        """Raises MilepostError if a guide is not any more what was read at the beginning."""
        _hold(outline, read_source(self.project, outline.path)[1])

    def checks(self, outline: Outline) -> str:
        """Digest of what a guide's checks depend on."""
        if outline.key not in self._digests:
            self._digests[outline.key] = checks_digest(self.open(outline)[1])
        return self._digests[outline.key]

    def elsewhere(self, kept: Kept) -> str | None:
        """In which other workspace a record was made; None where it may be this one."""
        then = kept.record.workspace
        if then is UNSET:
            return None
        return self.here.difference(then)

    @cached_property
    def _witness(self) -> Witness:
        root = os.path.realpath(self.project.root)
        return Witness(state_folder(os.environ), root, self.who, self._likeness)

    def _likeness(self) -> Likeness:
        """What the roadmap is recognised by, wherever it lies."""
        first = self.here.today.root
        place = place_of(self.project.root) if first is not None else None
        return Likeness(
            repository=f"{first}:{place}" if place is not None else None,
            folder=inode_of(self.project.root),
            guides=tuple(one.title for one in self.roadmap.outlines.values()),
        )

    @property
    def witnessed(self) -> frozenset[str]:
        """Digests of records that this machine has seen kept."""
        return frozenset(one.digest for one in self._witness.noted.values())

    def keep(self, store: Store, statement: Statement) -> Kept:
        """Add a record to the store, and remember that it is there. Raises MilepostError."""
        kept = store.append(statement)
        self._witness.note(kept, store.where)
        return kept

    def held(self, store: Store) -> Held:
        """What the store holds of who works here, and what it lacks. Raises MilepostError."""
        return Held(
            where=store.where,
            roadmap=self.roadmap.name,
            records=tuple(store.newest(self.roadmap.name, self.who)),
            chains=tuple(store.chains()),
            noted=self._witness.noted,
            outlines=self.roadmap.outlines,
            checks=self.checks,
            to_come=store.is_to_come,
            history=store.history,
            unwritable=store.unwritable,
            forgets=self._witness.fault,
        )

    @cached_property
    def today(self) -> dict[str, Today]:
        """Each guide as it is now."""
        return {key: self._today(outline) for key, outline in self.roadmap.outlines.items()}

    def _today(self, outline: Outline) -> Today:
        checks = partial(self.checks, outline)
        return Today(
            outline.guide,
            self.template,
            checks,
            cache(partial(self.approval.fault, outline, checks)),
            lambda: self.approval.shared,
            self.elsewhere,
        )

    def standings(self, held: Held) -> dict[str, Standing]:
        """How each milestone stands for who works here."""
        cut = self._cut(held)
        return self._with_needs({key: self._standing(held, key, cut) for key in self.today})

    def open_needs(self, held: Held, key: str) -> list[str]:
        """The milestones that one needs directly, and that are not done."""
        needs, cut = self.roadmap.graph.needs[key], self._cut(held)
        return [n for n in needs if self._standing(held, n, cut).state not in COUNTS_AS_DONE]

    def _cut(self, held: Held) -> str | None:
        """What is wrong with the end of one's own evidence."""
        faults = (one.fault for one in held.chains if one.who == self.who and one.fault)
        return next(faults, None)

    def _standing(self, held: Held, key: str, cut: str | None) -> Standing:
        """How a milestone stands, what it needs left out of account."""
        own = held.of(key)
        one = standing(self.today[key], own, held.failed(key))
        if fault := (cut if own and cut else held.fault(key)):
            one = replace(one, state=State.TAMPERED, why=fault, unsigned=(), since=None)
        elif one.state is State.READY:
            ahead = _AHEAD if held.is_ahead(key) else None
            one = replace(one, why=ahead or held.lack(key) or one.why)
        return replace(one, renamed_from=held.renamed_from(key))

    def _with_needs(self, found: Mapping[str, Standing]) -> dict[str, Standing]:
        """Lock what is ready but for milestones that are not done, and say so of what is done."""
        result = dict(found)
        for key, one in found.items():
            if one.state not in (State.READY, State.DONE):
                continue
            waits = [
                self.roadmap.outlines[need].title
                for need in self.roadmap.graph.needs[key]
                if found[need].state not in COUNTS_AS_DONE
            ]
            if one.state is State.DONE:
                if waits:
                    why = f"{needed_and_open(waits)}{f'; {one.why}' if one.why else ''}"
                    result[key] = replace(one, why=why)
                continue
            waits += [
                f"{gone}, which is {'left out' if self.roadmap.apart(gone) else 'not there'}"
                for gone in self.roadmap.missing.get(key, ())
            ]
            if waits:
                why = self._circles.get(key) or f"{NEEDS}{', '.join(waits)}"
                result[key] = replace(one, state=State.LOCKED, why=why)
        return result

    @cached_property
    def _circles(self) -> dict[str, str]:
        """Why none of the milestones that need each other can be begun."""
        return {
            key: f"the prerequisites form a cycle: {' needs '.join((*cycle, cycle[0]))}"
            for cycle in cycles(self.roadmap.graph)
            for key in cycle
        }

    def mine(self, store: Store) -> dict[str, Standing]:
        """How each milestone stands for who works here, by what the store holds."""
        return self.standings(self.held(store))

    def absent(self, held: Held) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
        """Guides that others need or that some records speak of, and that are no milestones.

        Those that are not there, and those that are but take no part; to these belongs every
        guide that cannot be read.
        """
        needed = (target for targets in self.roadmap.missing.values() for target in targets)
        named = {*needed, *held.vanished(), *self.roadmap.unreadable}
        why = {key: self.roadmap.apart(key) for key in sorted(named - self.roadmap.outlines.keys())}
        left_out = (
            LeftOut(path=key, why=one, unreadable=key in self.roadmap.unreadable)
            for key, one in why.items()
            if one is not None
        )
        return tuple(key for key, one in why.items() if one is None), tuple(left_out)
