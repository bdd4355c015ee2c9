"""How a milestone stands for one person: what its evidence proves about the guide of today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import UNSET

from milepost.progress.digest import words_key
from milepost.progress.model import Kept, Kind, Seen, State
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


CHANGED_AFTER_A_FAILURE = "its checks were changed after it had failed, and nobody has signed that"


@dataclass(frozen=True, slots=True)
class Today:
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How a milestone stands."""

    state: State
    why: str | None = None
    """One sentence, where the state alone does not say it."""
    verification: Kept | None = None
    override: Kept | None = None
    unsigned: tuple[Seen, ...] = ()
    """Checklist items that wait for a person."""


def standing(today: Today, records: Sequence[Kept]) -> Standing:
    """Judge one person's newest records on one milestone, what it needs left out of account."""
    verification = newest(records, Kind.VERIFICATION)
    override = newest(records, Kind.OVERRIDE)
    signatures = {k.record.item for k in records if k.record.kind is Kind.SIGNATURE}
    for kept in records:
        if not kept.intact:
            changed = f"the record of {kept.record.at[:10]} is not as it was written"
            return Standing(State.TAMPERED, changed, verification, override)
    unsigned: tuple[Seen, ...] = ()
    if verification is None:
        state, why = State.READY, None
    else:
        unsigned = tuple(
            seen
            for seen in verification.record.seen
            if _is_sign_off(seen) and words_key(seen.reads_as) not in signatures
        )
        state, why = _verified(today, verification, unsigned, signatures)
    if state is not State.DONE and override is not None and _is_current(today, override):
        said = f"overridden by {override.record.who}: {override.record.reason}"
        return Standing(State.OVERRIDDEN, said, verification, override, unsigned)
    return Standing(state, why, verification, None, unsigned)


def newest(records: Sequence[Kept], kind: Kind) -> Kept | None:
    """The newest record of a kind, or None."""
    found = [kept for kept in records if kept.record.kind is kind]
    return max(found, key=lambda kept: kept.record.at, default=None)


def _is_sign_off(seen: Seen) -> bool:
    return seen.place.startswith("checklist ") and seen.status is Status.MANUAL


def _is_current(today: Today, kept: Kept) -> bool:
    record = kept.record
    same = record.guide == today.guide and record.template in (UNSET, today.template)
    return same or record.checks == today.checks()


def changed_checks_key(checks: str) -> str:
    """What a signature of changed checks is bound to: these very checks."""
    return words_key(f"changed checks {checks}")


def _verified(
    today: Today, verification: Kept, unsigned: tuple[Seen, ...], signatures: set[str]
) -> tuple[State, str | None]:
    record = verification.record
    out_of_date = State.STALE if verification.passed_first is not None else State.IN_PROGRESS
    if not _is_current(today, verification):
        return out_of_date, "what its checks depend on has changed since it was verified"
    if (elsewhere := today.elsewhere(verification)) is not None:
        return out_of_date, f"it was verified in {elsewhere}"
    if record.status is Status.FAILED:
        failed = [seen for seen in record.seen if seen.status is Status.FAILED]
        return State.FAILING, f"{failed[0].place}: {failed[0].reads_as}" if failed else None
    if record.status is not Status.PASSED:
        return State.IN_PROGRESS, record.reason or f"its last verification is {record.status}"
    if unsigned:
        several = len(unsigned) > 1
        items = f"{len(unsigned)} checklist items wait" if several else "1 checklist item waits"
        return State.IN_PROGRESS, f"{items} for a signature"
    if (why := today.unapproved()) is not None:
        return State.UNAPPROVED, why
    changed = record.instead_of is not UNSET and not today.reviewed()
    if changed and changed_checks_key(record.checks) not in signatures:
        return State.UNAPPROVED, CHANGED_AFTER_A_FAILURE
    return State.DONE, "verified elsewhere, and imported" if verification.imported else None
