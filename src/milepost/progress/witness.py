"""What this machine has seen kept of one person's evidence on one roadmap.

A chain of digests proves that no record in it was changed. That its last records are still there,
or that there was a store at all, it cannot prove; whoever kept them must remember. Kept with the
user, as trust is: who removes the store, or puts an earlier one in its place, does not remove what
was in it from here, least of all a failure.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from milepost.progress.digest import sha256
from milepost.progress.model import Kind
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from milepost.progress.model import Kept, Record

_ROADMAPS = 200
"""Roadmaps that are looked at for one whose path is not known: those that were verified last."""


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """The newest record that was kept of a milestone from here."""

    chain: str
    position: int
    digest: str
    at: str
    number: str | None
    name: str
    guide: str
    checks: str
    failed: str | None = None
    """Digest of the checks under which the milestone failed and has not passed since."""
    store: str = ""
    """The store that it was kept in, as it is shown to people."""
    copied: bool = False
    """It was kept in a folder that this one is a copy of: only the failure says anything here."""


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """What a roadmap can be recognised by where its folder's path is not known."""

    repository: str | None
    """First commit of its repository, and the folder's place in that; None without one."""
    folder: str
    """`device:inode`: it stays the same when the folder is moved."""
    guides: tuple[str, ...]
    """Titles of all its guides."""

    def is_of(self, other: Likeness) -> bool:
        """Whether both are of one roadmap, as far as that can be told."""
        known = None not in (self.repository, other.repository)
        if known and self.repository == other.repository:
            return True
        here, there = set(self.guides), set(other.guides)
        same = 2 * len(here & there) > max(len(here), len(there))
        return same and (not known or self.folder == other.folder)


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of one person's work on one roadmap, as it is written down."""

    who: str
    likeness: Likeness
    noted: dict[str, Noted]


class Witness(msgspec.Struct, eq=False, frozen=True, dict=True):
    """What is remembered of one person's work on one roadmap."""

    folder: Path
    """The user's state folder."""
    roadmap: str
    """Absolute path of its folder."""
    who: str
    likens: Callable[[], Likeness]
    """What the roadmap is recognised by; asked where its path is not known, and to note it."""

    @cached_property
    def noted(self) -> dict[str, Noted]:
        """The newest record of each milestone, as far as it is known now."""
        memory = self._memory
        return self._of_the_same() if memory is None else memory.noted

    @property
    def fault(self) -> str | None:
        """Why nothing can be remembered, in words; None where it can."""
        folder = self._path.parent
        if not os.path.lexists(folder):
            folder = next(one for one in folder.parents if os.path.lexists(one))
        if not folder.is_dir():
            return f"{folder} is no folder"
        if not os.access(folder, os.W_OK | os.X_OK):
            return f"{folder} cannot be written"
        damaged = self._memory is None and self._path.exists()
        return f"{self._path} cannot be read, or is damaged" if damaged else None

    def note(self, kept: Kept, store: str) -> None:
        """Remember what a store has just kept; where nothing can be written, nothing is."""
        with contextlib.suppress(OSError), self._alone():
            for name in ("noted", "_memory"):
                self.__dict__.pop(name, None)
            known = self.noted
            record = kept.record
            known[record.milestone] = _after(known.get(record.milestone), kept, store)
            memory = Memory(who=self.who, likeness=self._likeness, noted=known)
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_bytes(msgspec.json.encode(memory))
            beside.replace(self._path)

    @cached_property
    def _memory(self) -> Memory | None:
        return _read(self._path)

    @cached_property
    def _likeness(self) -> Likeness:
        return self.likens()

    def _of_the_same(self) -> dict[str, Noted]:
        """What is remembered of the same roadmap in other folders, where it lay or is copied of."""
        found: dict[str, Noted] = {}
        for memory in self._others():
            if not self._likeness.is_of(memory.likeness):
                continue
            copied = self._likeness.folder != memory.likeness.folder
            for path, noted in memory.noted.items():
                if path not in found or found[path].at < noted.at:
                    found[path] = replace(noted, copied=noted.copied or copied)
        return {path: one for path, one in found.items() if one.failed or not one.copied}

    def _others(self) -> Iterator[Memory]:
        """What is remembered of this person's work, that of the last roadmaps first."""
        paths = sorted(self._path.parent.glob("*.json"), key=_changed_at, reverse=True)
        for path in paths[:_ROADMAPS]:
            memory = _read(path)
            if memory is not None and memory.who == self.who:
                yield memory

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two programs that write at once would forget what one of them has noted."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def _path(self) -> Path:
        name = sha256(f"{self.roadmap}\n{self.who}".encode())[:32]
        return self.folder / "witnessed" / f"{name}.json"


def _read(path: Path) -> Memory | None:
    """What is remembered; None where nothing is, or it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except (OSError, msgspec.DecodeError):
        return None


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def is_missing(noted: Noted, records: Sequence[Kept]) -> bool:
    """Whether a record is neither among a milestone's newest ones nor followed by one of them."""
    return not noted.copied and not any(_follows(kept, noted) for kept in records)


def _follows(kept: Kept, noted: Noted) -> bool:
    record = kept.record
    if record.chain != noted.chain:
        return record.at > noted.at
    if record.position == noted.position:
        return kept.digest == noted.digest
    return record.position > noted.position


def _after(before: Noted | None, kept: Kept, store: str) -> Noted:
    record = kept.record
    failed = before.failed if before is not None else None
    if record.kind is Kind.VERIFICATION:
        failed = _failed(record)
    return Noted(
        chain=record.chain,
        position=record.position,
        digest=kept.digest,
        at=record.at,
        number=record.number,
        name=record.name,
        guide=record.guide,
        checks=record.checks,
        failed=failed,
        store=store,
    )


def _failed(verification: Record) -> str | None:
    if verification.instead_of is not UNSET:
        return verification.instead_of
    return verification.checks if verification.status is Status.FAILED else None
