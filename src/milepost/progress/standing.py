"""How a milestone stands for one person: what its evidence proves about the guide of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from milepost.progress.brief import is_sign_off, latest_of
from milepost.progress.digest import words_key
from milepost.progress.model import Kind, State
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from milepost.progress.model import Kept, Latest, Seen


CHANGED_AFTER_A_FAILURE = "its checks were changed after it had failed, and nobody has signed that"
_SIGNED_ELSEWHERE = "signed elsewhere, and imported"


_WITHOUT_OVERRIDE = (State.READY, State.FAILING, State.IN_PROGRESS, State.STALE)
"""States of which it is to be known that they were overridden."""


class Today(msgspec.Struct, frozen=True):
    """A guide as it is now."""

    guide: str
    """SHA-256 of its bytes."""
    template: str
    """SHA-256 of the template that it is read by."""
    checks: Callable[[], str]
    """Digest of what its checks depend on; asked only where guide or template have changed."""
    unapproved: Callable[[], str | None]
    """Why its checks do not count: they are not the committed ones. None where they do."""
    reviewed: Callable[[], bool]
    """Whether somebody else had a say in its checks: they are those of a shared branch."""
    elsewhere: Callable[[Kept], str | None]
    """In which other workspace a record was made; None where it may be this one."""


class Standing(msgspec.Struct, frozen=True):
    """How a milestone stands."""

    state: State
    why: str | None = None
    """One sentence, where the state alone does not say it."""
    verification: Kept | None = None
    unsigned: tuple[Seen, ...] = ()
    """Checklist items that wait for a person."""
    renamed_from: str | None = None
    """The guide's path in the newest evidence that it has under another one."""
    since: str | None = None
    """When it was first passed, or overridden, in UTC; None where it is not done."""


def standing(today: Today, records: Sequence[Kept], failed: str | None = None) -> Standing:
    """Judge one person's newest records on one milestone, what it needs left out of account.

    `failed` is the digest of checks under which it is remembered to have failed.
    """
    verification = newest(records, Kind.VERIFICATION)
    signed = {kept.record.item for kept in records if kept.record.kind is Kind.SIGNATURE}
    unsigned = tuple(
        seen
        for seen in (verification.record.seen if verification else ())
        if is_sign_off(seen) and words_key(seen.reads_as) not in signed
    )
    latest = [latest_of(kept) for kept in records]
    elsewhere = verification is not None and today.elsewhere(verification) is not None
    state = state_of(today, latest, elsewhere=elsewhere, failed=failed)
    why = _why(state, today, records, verification, unsigned)
    if state in _WITHOUT_OVERRIDE and (ended := _ended_override(today, records)) is not None:
        why = f"{why}; {ended}" if why else ended
    since = _since(state, records, verification)
    return Standing(state, why, verification, unsigned, since=since)


def state_of(
    today: Today, latest: Sequence[Latest], *, elsewhere: bool, failed: str | None = None
) -> State:
    """How one person's milestone stands, what it needs left out of account.

    `elsewhere` is true where the verification says nothing about the work that is looked at;
    `failed` is the digest of checks under which the milestone is remembered to have failed.
    """
    verification: Latest | None = None
    override: Latest | None = None
    signed: set[str] = set()
    for one in latest:
        if not one.intact:
            return State.TAMPERED
        if one.kind is Kind.VERIFICATION:
            verification = _later(verification, one)
        elif one.kind is Kind.OVERRIDE:
            override = _later(override, one)
        else:
            signed.add(one.item)
    state = State.READY
    if verification is not None:
        changed = verification.changed_after_failure or failed not in (None, verification.checks)
        state = _verified(today, verification, signed, elsewhere=elsewhere, changed=changed)
    if state is not State.DONE and override is not None and _is_current(today, override):
        return State.OVERRIDDEN
    return state


def newest(records: Sequence[Kept], kind: Kind) -> Kept | None:
    """The newest record of a kind, or None."""
    found = [kept for kept in records if kept.record.kind is kind]
    return max(found, key=lambda kept: (kept.record.at, kept.record.position), default=None)


def _ended_override(today: Today, records: Sequence[Kept]) -> str | None:
    """That somebody had overridden the milestone as it was before."""
    kept = newest(records, Kind.OVERRIDE)
    if kept is None or _is_current(today, latest_of(kept)):
        return None
    who, at = kept.record.who, kept.record.at[:10]
    return f"the override by {who} of {at} has ended, since its checks have changed"


def _later(before: Latest | None, one: Latest) -> Latest:
    """There are several of a kind where a guide was renamed."""
    return one if before is None or one.at >= before.at else before


def changed_checks_key(checks: str) -> str:
    """What a signature of changed checks is bound to: these very checks."""
    return words_key(f"changed checks {checks}")


def _is_current(today: Today, one: Latest) -> bool:
    same = one.guide == today.guide and one.template in (None, today.template)
    return same or one.checks == today.checks()


def _verified(
    today: Today, one: Latest, signed: set[str], *, elsewhere: bool, changed: bool
) -> State:
    if elsewhere or not _is_current(today, one):
        return State.IN_PROGRESS if one.passed_first is None else State.STALE
    if one.status is Status.FAILED:
        return State.FAILING
    if one.status is not Status.PASSED:
        return State.IN_PROGRESS
    if today.unapproved() is not None:
        return State.UNAPPROVED
    # Nobody else had a say in checks that were changed after a failure.
    alone = changed and not today.reviewed()
    if alone and changed_checks_key(one.checks) not in signed:
        return State.UNAPPROVED
    return State.DONE if signed.issuperset(one.unsigned) else State.IN_PROGRESS


def _since(state: State, records: Sequence[Kept], verification: Kept | None) -> str | None:
    if state is State.DONE and verification is not None:
        return verification.passed_first or verification.record.at
    override = newest(records, Kind.OVERRIDE) if state is State.OVERRIDDEN else None
    return override.record.at if override is not None else None


def _why(
    state: State,
    today: Today,
    records: Sequence[Kept],
    verification: Kept | None,
    unsigned: tuple[Seen, ...],
) -> str | None:
    """One sentence on a state that does not say it all by itself."""
    if state is State.TAMPERED:
        changed = next(kept for kept in records if not kept.intact)
        return f"the record of {changed.record.at[:10]} is not as it was written"
    if state is State.OVERRIDDEN:
        override = newest(records, Kind.OVERRIDE)
        assert override is not None
        why = f"overridden by {override.record.who}: {override.record.reason}"
        return f"{why}; {_SIGNED_ELSEWHERE}" if override.imported else why
    if verification is None:
        return None
    latest = latest_of(verification)
    if not _is_current(today, latest):
        return "what its checks depend on has changed since it was verified"
    if (elsewhere := today.elsewhere(verification)) is not None:
        return f"it was verified in {elsewhere}"
    if state is State.FAILING:
        return latest.stuck
    if state is State.UNAPPROVED:
        return today.unapproved() or CHANGED_AFTER_A_FAILURE
    if state is State.DONE:
        return "; ".join(_marks(verification, records)) or None
    if latest.status is not Status.PASSED:
        return verification.record.reason or f"its last verification is {latest.status}"
    several = len(unsigned) > 1
    items = f"{len(unsigned)} checklist items wait" if several else "1 checklist item waits"
    return "; ".join(filter(None, [f"{items} for a signature", _doubts(verification)]))


def _marks(verification: Kept, records: Sequence[Kept]) -> Iterator[str]:
    """What is to be said of evidence that counts."""
    record = verification.record
    if record.clock is not UNSET:
        yield f"when is doubtful: the clock said {record.clock[:16].replace('T', ' ')} UTC"
    if verification.imported:
        yield "verified elsewhere, and imported"
    wanted = {words_key(seen.reads_as) for seen in record.seen if is_sign_off(seen)}
    wanted.add(changed_checks_key(record.checks))
    if any(kept.imported and kept.record.item in wanted for kept in records):
        yield _SIGNED_ELSEWHERE
    if (doubts := _doubts(verification)) is not None:
        yield doubts


def _doubts(verification: Kept) -> str | None:
    """The first thing that the verification could not rule out, and how many more there are."""
    doubts = verification.record.doubts
    if doubts is UNSET or not doubts:
        return None
    more = f" (and {len(doubts) - 1} more)" if len(doubts) > 1 else ""
    return f"doubtful: {doubts[0]}{more}"
