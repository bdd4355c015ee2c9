"""What a store holds of one person's work, and what it lacks that was in it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from milepost.progress.model import Kind
from milepost.progress.renames import Named, renamed
from milepost.progress.witness import is_missing
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from milepost.app.outlines import Outline
    from milepost.progress.model import Chain, Kept, Record
    from milepost.progress.witness import Noted

_GONE = "it was verified before, and its evidence is not in the store"
_ROLLED_BACK = "its newest evidence is gone from the store; verify it again"
_IN_ANOTHER = (
    "its newest evidence was kept in another store than {}: name {} with `progress`, or "
    "verify it again"
)
_BEGUN_ANEW = (
    "its newest evidence was kept in a store that was begun anew in the place of {}, and is gone: "
    "verify it again"
)
_SHOWN = 3


class Held(msgspec.Struct, frozen=True, dict=True, kw_only=True):
    """One person's newest records, beside what this machine remembers of them."""

    where: str
    """The store as it is shown to people."""
    roadmap: str
    """The roadmap's name."""
    records: tuple[Kept, ...]
    """The newest of each subject."""
    chains: tuple[Chain, ...]
    """All of the store."""
    noted: Mapping[str, Noted]
    """By the guides' paths, what this machine has seen kept."""
    outlines: Mapping[str, Outline]
    checks: Callable[[Outline], str]
    to_come: Callable[[str], bool]
    """Whether a time lies in the future."""
    history: Callable[[Record], Iterable[Kept]]
    """All that the store holds of what a record is about."""
    unwritable: str | None = None
    """Why nothing can be added to the store; None where it can."""
    forgets: str | None = None
    """Why this machine can remember nothing; None where it can."""

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Paths of guides as evidence has them, which are not there any more -> their new ones."""
        spoken_of: dict[str, Noted | Record] = dict(self.noted)
        spoken_of |= {kept.record.milestone: kept.record for kept in self.records}
        last = {path: self._last_path(path) for path in {*spoken_of, *self._links}}
        gone = {
            path: Named(one.guide, one.name, one.number, partial(getattr, one, "checks"))
            for path, one in spoken_of.items()
            if last[path] == path and path not in self.outlines
        }
        found = renamed(gone, self._without_evidence()) if gone else {}
        now = {path: found.get(end, end) for path, end in last.items()}
        return {
            path: new
            for path, new in now.items()
            if path not in self.outlines and new in self.outlines
        }

    def of(self, path: str) -> list[Kept]:
        """A milestone's newest records, those of its guide's earlier paths among them."""
        return list(self._by_path.get(path, ()))

    def renamed_from(self, path: str) -> str | None:
        """The path under which there is the newest evidence of a guide that was renamed."""
        earlier = [kept for kept in self.of(path) if kept.record.milestone != path]
        newest = max(earlier, key=lambda kept: kept.record.at, default=None)
        return newest.record.milestone if newest is not None else None

    def fault(self, path: str) -> str | None:
        """Why a milestone's evidence is not to be trusted, if it is not."""
        lost = [one for one in self._paths(path) if one in self._rolled_back]
        if not lost:
            return None
        here = {chain.id for chain in self.chains}
        if any(self._missing[one].chain in here for one in lost):
            return _ROLLED_BACK
        other = next((self._missing[one].store for one in lost), "") or "that one"
        same = other == self.where
        return (_BEGUN_ANEW if same else _IN_ANOTHER).format(self.where, other)

    def lack(self, path: str) -> str | None:
        """Why there is no evidence of a milestone any more, if there was some."""
        return _GONE if any(lost in self._gone for lost in self._paths(path)) else None

    def failed(self, path: str) -> str | None:
        """Digest of the checks under which it is remembered to have failed, and not to have passed.

        They passed elsewhere where the store holds such a record, which was made in it.
        """
        known = [one for key in self._paths(path) if (one := self.noted.get(key)) and one.failed]
        last = max(known, key=lambda one: one.at, default=None)
        newest = next((kept for kept in self.of(path)[::-1] if _is_verification(kept)), None)
        if last is None:
            return None
        if newest is None or newest.digest == last.digest:
            return last.failed
        passed = any(
            (one.checks, one.status) == (last.failed, Status.PASSED) and one.at > last.at
            for one in (kept.record for kept in self.history(newest.record) if not kept.imported)
        )
        return None if passed else last.failed

    def is_ahead(self, path: str) -> bool:
        """Whether an import has brought records whose time has not come: they do not count."""
        return any(self._now(kept.record.milestone) == path for kept in self._ahead)

    def vanished(self) -> Iterator[str]:
        """Paths of guides that records speak of, and that are not there any more."""
        for kept in self.records:
            path = kept.record.milestone
            if path not in self.outlines and path not in self.renamed:
                yield path

    def notes(self) -> Iterator[str]:
        """What is missing or doubtful about the evidence, with what to do about it."""
        names = {chain.id: chain.roadmap for chain in self.chains}
        earlier: dict[str, list[str]] = {}
        gone: list[str] = []
        for path, noted in self._gone.items():
            title = self.outlines[self.renamed.get(path, path)].title
            name = names.get(noted.chain)
            (gone if name is None else earlier.setdefault(name, [])).append(title)
        if gone:
            yield (
                f"The store of progress ({self.where}) was removed, or another is in its place: it "
                f"lacks the evidence of {_listed(gone)}. Put your copy of it back, or bring it "
                "back with `milepost import`; or begin anew on purpose: verify it again."
            )
        for name, titles in earlier.items():
            yield (
                f"Evidence of {_listed(titles)} is kept under another name of this roadmap, "
                f"`{name}`: set `name` in milepost.toml back to it, or verify it again."
            )
        yield from self._of_the_clock()
        if self.unwritable is not None:
            yield read_only(self.where, self.unwritable)
        if self.forgets is not None:
            yield (
                f"Nothing can be remembered beside the store: {self.forgets}. That evidence was "
                "removed, or checks were changed after a failure, cannot be told from here later. "
                "Set MILEPOST_STATE_DIR to a folder that you can write."
            )

    def of_the_name(self, path: str) -> Iterator[str]:
        """That a guide was renamed, if it was."""
        if (earlier := self.renamed_from(path)) is not None:
            yield f"The guide was renamed from {earlier}: what was kept there counts as its own."

    def _of_the_clock(self) -> Iterator[str]:
        early = [one.title for path, one in self.outlines.items() if self.is_ahead(path)]
        if early:
            yield (
                f"Evidence of {_listed(early)} was imported with a time that lies ahead: it "
                "proves nothing until then. Set the clock right if it is wrong, or verify it again."
            )
        counting = (kept for own in self._by_path.values() for kept in own)
        ahead = max((kept.record.at for kept in counting), default="")
        if ahead and self.to_come(ahead):
            yield (
                f"The clock is behind your newest evidence, of {ahead[:16].replace('T', ' ')} UTC: "
                "it was ahead then, or is wrong now. What is verified meanwhile gets that time, "
                "and is marked as doubtful. Set the clock right if it is wrong now."
            )
        doubtful = [kept for kept in self.records if kept.record.clock is not UNSET]
        titles = {
            self.outlines[path].title
            for kept in doubtful
            if (path := self._now(kept.record.milestone)) in self.outlines
        }
        if titles:
            yield (
                f"The time of evidence is doubtful for {_listed(sorted(titles))}: the clock had "
                "gone back when it was kept. Verify again once the clock is right."
            )

    @cached_property
    def _ahead(self) -> list[Kept]:
        return [kept for kept in self.records if kept.imported and self.to_come(kept.record.at)]

    @cached_property
    def _links(self) -> dict[str, str]:
        """Earlier paths that the evidence itself names -> those that came after them."""
        return {
            kept.record.renamed_from: kept.record.milestone
            for kept in self.records
            if kept.record.renamed_from is not UNSET
        }

    def _last_path(self, path: str) -> str:
        """The path that a guide had last, as far as the evidence tells."""
        seen: set[str] = set()
        while path in self._links and path not in self.outlines and path not in seen:
            seen.add(path)
            path = self._links[path]
        return path

    def _without_evidence(self) -> dict[str, Named]:
        """Guides of which there was no verification under their own path."""
        verified = {
            kept.record.milestone for kept in self.records if kept.record.kind is Kind.VERIFICATION
        }
        return {
            path: Named(one.guide, one.name, one.number, partial(self.checks, one))
            for path, one in self.outlines.items()
            if path not in verified
        }

    def _now(self, path: str) -> str:
        return self.renamed.get(path, path)

    def _paths(self, path: str) -> Iterator[str]:
        """All paths of a guide, the one of today first."""
        yield path
        yield from (old for old, new in self.renamed.items() if new == path)

    @cached_property
    def _by_path(self) -> dict[str, list[Kept]]:
        found: dict[str, list[Kept]] = {}
        for kept in self.records:
            if kept in self._ahead:
                continue
            found.setdefault(self._now(kept.record.milestone), []).append(kept)
        for own in found.values():
            own.sort(key=lambda kept: (kept.record.at, kept.record.position))
        return found

    @cached_property
    def _missing(self) -> dict[str, Noted]:
        """What was kept and is not there, of guides that are there."""
        return {
            path: noted
            for path, noted in self.noted.items()
            if self._now(path) in self.outlines and is_missing(noted, self.of(self._now(path)))
        }

    @cached_property
    def _gone(self) -> dict[str, Noted]:
        """That of which nothing at all is there, since the whole store is another."""
        here = {chain.id for chain in self.chains if chain.roadmap == self.roadmap}
        return {
            path: noted
            for path, noted in self._missing.items()
            if noted.chain not in here and not self.of(self._now(path))
        }

    @cached_property
    def _rolled_back(self) -> set[str]:
        return self._missing.keys() - self._gone.keys()


def _is_verification(kept: Kept) -> bool:
    return kept.record.kind is Kind.VERIFICATION


def _listed(titles: Sequence[str]) -> str:
    """A few titles by name, the others by number."""
    more = len(titles) - _SHOWN
    shown = ", ".join(titles[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown


def read_only(where: str, why: str) -> str:
    """That a store can only be looked at."""
    return f"Nothing can be written to the store of progress ({where}): {why}. It is only read."


def of_everyone(held: Held, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """As `renamed`, also by the bytes of guides in other people's evidence: path and digest."""
    found = dict(held.renamed)
    now = {one.guide: path for path, one in held.outlines.items()}
    for path, guide in pairs:
        if path not in held.outlines and path not in found and guide in now:
            found[path] = now[guide]
    return found
