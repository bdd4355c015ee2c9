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

from milepost.progress.digest import sha256
from milepost.progress.model import Kind
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from milepost.progress.model import Kept, Record


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


class Witness(msgspec.Struct, eq=False, frozen=True, dict=True):
    """What is remembered of one person's work on one roadmap."""

    folder: Path
    """The user's state folder."""
    roadmap: str
    """Absolute path of its folder."""
    who: str

    @cached_property
    def noted(self) -> dict[str, Noted]:
        """The newest record of each milestone, as far as it is known now."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Noted])
        except (OSError, msgspec.DecodeError):
            return {}

    def note(self, kept: Kept) -> None:
        """Remember a record that was kept just now; where nothing can be written, nothing is."""
        with contextlib.suppress(OSError), self._alone():
            self.__dict__.pop("noted", None)
            known = self.noted
            record = kept.record
            known[record.milestone] = _after(known.get(record.milestone), kept)
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_bytes(msgspec.json.encode(known))
            beside.replace(self._path)

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


def is_missing(noted: Noted, records: Sequence[Kept]) -> bool:
    """Whether a record is neither among a milestone's newest ones nor followed by one of them."""
    return not any(_follows(kept, noted) for kept in records)


def _follows(kept: Kept, noted: Noted) -> bool:
    record = kept.record
    if record.chain != noted.chain:
        return record.at > noted.at
    if record.position == noted.position:
        return kept.digest == noted.digest
    return record.position > noted.position


def _after(before: Noted | None, kept: Kept) -> Noted:
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
    )


def _failed(verification: Record) -> str | None:
    if verification.instead_of is not UNSET:
        return verification.instead_of
    return verification.checks if verification.status is Status.FAILED else None
