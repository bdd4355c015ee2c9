"""Under which checks a person's milestones failed last, as this machine remembers it.

The store says so too. Kept with the user beside it, so that who removes the store, or puts an
earlier one in its place, does not remove the failure.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from milepost.progress.digest import sha256
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.progress.model import Statement


class Failures(msgspec.Struct, eq=False, frozen=True):
    """What is remembered of one person's work on one roadmap."""

    folder: Path
    """The user's state folder."""
    roadmap: str
    """Absolute path of its folder."""
    who: str

    def of(self, milestone: str) -> str | None:
        """Digest of the checks under which a milestone failed and has not passed since."""
        return self._read().get(milestone)

    def note(self, verification: Statement) -> None:
        """Remember how a verification ended; where nothing can be written, nothing is."""
        known = self._read()
        failed = verification.checks if verification.status is Status.FAILED else None
        wanted = failed if verification.instead_of is UNSET else verification.instead_of
        if wanted == known.get(verification.milestone):
            return
        known.pop(verification.milestone, None)
        if wanted is not None:
            known[verification.milestone] = wanted
        beside = self._path.with_suffix(f".{os.getpid()}")
        try:
            beside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(msgspec.json.encode(known))
            beside.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError):
            return {}

    @property
    def _path(self) -> Path:
        name = sha256(f"{self.roadmap}\n{self.who}".encode())[:32]
        return self.folder / "failures" / f"{name}.json"
