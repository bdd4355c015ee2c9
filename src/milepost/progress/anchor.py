"""What this machine has seen kept: so that a store which is put back to an earlier state shows.

A chain of digests proves that no record in it was changed. That its last records are still there
it cannot prove; whoever kept them must remember. Kept with the user, as trust is.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from milepost.progress.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from milepost.progress.model import Kept


class Anchor(msgspec.Struct, frozen=True, array_like=True):
    """The newest record of a milestone in a chain."""

    position: int
    digest: str


class Anchors(msgspec.Struct, eq=False):
    """The newest records that were kept from here, by chain and milestone."""

    folder: Path
    """The user's state folder."""
    store: str
    """Which store it is; a copy of it elsewhere is another."""
    _known: dict[str, dict[str, Anchor]] = {}

    def note(self, kept: Kept) -> None:
        """Remember a record that was kept just now; where nothing can be written, nothing is."""
        chain = kept.record.chain
        known = self._of(chain)
        known[kept.record.milestone] = Anchor(kept.record.position, kept.digest)
        path = self._path(chain)
        beside = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(msgspec.json.encode(known))
            beside.replace(path)
        except OSError:
            return

    def lost(self, records: Iterable[Kept]) -> set[str]:
        """Milestones of which a store lacks the newest record that was kept from here.

        `records` are the newest ones of each subject that the store has.
        """
        newest: dict[tuple[str, str], Kept] = {}
        for kept in records:
            place = (kept.record.chain, kept.record.milestone)
            if place not in newest or kept.record.position > newest[place].record.position:
                newest[place] = kept
        return {
            milestone
            for (chain, milestone), kept in newest.items()
            if not kept.imported and (anchor := self._of(chain).get(milestone)) is not None
            if kept.record.position < anchor.position
            or (kept.record.position == anchor.position and kept.digest != anchor.digest)
        }

    def _path(self, chain: str) -> Path:
        return self.folder / "heads" / f"{sha256(f'{self.store} {chain}'.encode())[:32]}.json"

    def _of(self, chain: str) -> dict[str, Anchor]:
        if chain not in self._known:
            try:
                data = self._path(chain).read_bytes()
                self._known[chain] = msgspec.json.decode(data, type=dict[str, Anchor])
            except (OSError, msgspec.DecodeError):
                self._known[chain] = {}
        return self._known[chain]
