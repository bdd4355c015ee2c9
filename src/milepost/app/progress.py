"""What all use cases of progress share: the store, the person, how each milestone stands."""

from __future__ import annotations

import os
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from milepost.app.approval import Approval
from milepost.app.git import user_of
from milepost.app.guides import read_source
from milepost.app.outlines import load_roadmap, source_at
from milepost.app.project import contract_for, load_contract, load_project, load_template
from milepost.app.workspace import Here
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.progress.anchor import Anchors
from milepost.progress.digest import checks_digest, sha256
from milepost.progress.failures import Failures
from milepost.progress.model import COUNTS_AS_DONE, Kind, State
from milepost.progress.standing import Standing, Today, standing
from milepost.progress.trust import state_folder
from milepost.reading.read import read
from milepost.roadmap.graph import cycles
from milepost.text.error import MilepostError

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


_ROLLED_BACK = "its newest evidence is gone from the store; verify it again"


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


def store_of(project: Project) -> Store:
    """The store of the roadmap's progress. Its import costs 130 ms: only who needs it asks."""
    from milepost.progress.store import open_store

    return open_store(project.config.progress, project.root)


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
        return who_works(self.roadmap.workspace)

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
        """A guide of the roadmap, parsed and read. Raises MilepostError if it has vanished."""
        return self.read(source_at(self.project, outline))

    def hold_still(self, outline: Outline) -> None:
        """Raises MilepostError if a guide is not any more what was read at the beginning."""
        if sha256(read_source(self.project, outline.path)[1]) != outline.guide:
            raise MilepostError(
                "the guide was changed meanwhile; nothing was recorded",
                "Try again once it is as it should be.",
                path=outline.path,
            )

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
        return self.here.difference(then, imported=kept.imported)

    @cached_property
    def _anchors(self) -> Anchors:
        store = f"{os.path.realpath(self.project.root)} {self.project.config.progress or ''}"
        return Anchors(state_folder(os.environ), store)

    def keep(self, store: Store, statement: Statement) -> Kept:
        """Add a record to the store, and remember that it is there. Raises MilepostError."""
        kept = store.append(statement)
        self._anchors.note(kept)
        if statement.kind is Kind.VERIFICATION:
            self._failures.note(statement)
        return kept

    @cached_property
    def _failures(self) -> Failures:
        return Failures(state_folder(os.environ), os.path.realpath(self.project.root), self.who)

    def failed_before(self, outline: Outline, records: Sequence[Kept]) -> str | None:
        """Digest of the checks under which a milestone failed, where the store lacks that record.

        `records` are the newest ones of the person who works here.
        """
        held = any(kept.record.milestone == outline.key for kept in records)
        if held and outline.key not in self._anchors.lost(records):
            return None
        return self._failures.of(outline.key)

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

    def standings(self, records: Sequence[Kept], faults: Sequence[str] = ()) -> dict[str, Standing]:
        """How each milestone stands by one person's newest records; `faults` of their chains."""
        of: dict[str, list[Kept]] = {}
        for kept in records:
            of.setdefault(kept.record.milestone, []).append(kept)
        found: dict[str, Standing] = {}
        lost = self._anchors.lost(records)
        for key, today in self.today.items():
            own = of.get(key, [])
            found[key] = standing(today, own)
            fault = faults[0] if own and faults else _ROLLED_BACK if key in lost else None
            if fault is not None:
                found[key] = Standing(State.TAMPERED, fault, found[key].verification)
        return self._locked(found)

    def _locked(self, found: Mapping[str, Standing]) -> dict[str, Standing]:
        """Lock what is ready but for milestones that are not done."""
        result = dict(found)
        for key, one in found.items():
            if one.state is not State.READY:
                continue
            waits = [
                self.roadmap.outlines[need].title
                for need in self.roadmap.graph.needs[key]
                if found[need].state not in COUNTS_AS_DONE
            ]
            waits += [f"{gone}, which is not there" for gone in self.roadmap.missing.get(key, ())]
            if waits:
                why = self._circles.get(key) or f"needs {', '.join(waits)}"
                result[key] = Standing(State.LOCKED, why)
        return result

    @cached_property
    def _circles(self) -> dict[str, str]:
        """Why none of the milestones that need each other can be begun."""
        return {
            key: f"the prerequisites form a cycle: {' needs '.join((*cycle, cycle[0]))}"
            for cycle in cycles(self.roadmap.graph)
            for key in cycle
        }

    def mine(self, store: Store, records: Sequence[Kept] | None = None) -> dict[str, Standing]:
        """How each milestone stands for who works here; `records` if they were asked for before."""
        faults = [fault for who, fault in store.cut_chains() if who == self.who]
        if records is None:
            records = store.newest(self.roadmap.name, self.who)
        return self.standings(records, faults)

    def gone(self, records: Sequence[Kept]) -> tuple[str, ...]:
        """Guides that others need or that some records speak of, and that are not there."""
        needed = (target for targets in self.roadmap.missing.values() for target in targets)
        spoken_of = (kept.record.milestone for kept in records)
        return tuple(
            sorted(key for key in {*needed, *spoken_of} if key not in self.roadmap.outlines)
        )
