"""What a record says, in short: enough to judge how a milestone stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from milepost.progress.digest import words_key
from milepost.progress.model import Latest
from milepost.result.model import Status

if TYPE_CHECKING:
    from milepost.progress.model import Kept, Record, Seen

_HINDRANCES = (Status.FAILED, Status.ERROR, Status.BLOCKED)
"""What keeps somebody from going on, the worst first."""


def latest_of(kept: Kept, before: Latest | None = None) -> Latest:
    """What a record says, in short; `before` is what the newest one said until now."""
    record = kept.record
    stuck = stuck_on(record)
    same = before is not None and stuck is not None and before.stuck == stuck
    since = before.since if before is not None and same else record.at
    passed = record.at if record.status is Status.PASSED else None
    firsts = (kept.passed_first, before.passed_first if before else None, passed)
    return Latest(
        digest=kept.digest,
        milestone=record.milestone,
        kind=record.kind,
        item=record.item,
        at=record.at,
        status=record.status,
        guide=record.guide,
        template=None if record.template is UNSET else record.template,
        checks=record.checks,
        root=None if record.workspace is UNSET else record.workspace.root,
        changed_after_failure=record.instead_of is not UNSET,
        unsigned=tuple(words_key(seen.reads_as) for seen in record.seen if is_sign_off(seen)),
        stuck=stuck,
        since=since if stuck is not None else None,
        passed_first=min(filter(None, firsts), default=None),
        intact=kept.intact,
        imported=kept.imported,
    )


def is_sign_off(seen: Seen) -> bool:
    """Whether a person has to sign what was seen."""
    return seen.place.startswith("checklist ") and seen.status is Status.MANUAL


def stuck_on(record: Record) -> str | None:
    """The first check that keeps somebody from going on."""
    if record.status not in _HINDRANCES:
        return None
    for status in _HINDRANCES:
        for seen in record.seen:
            if seen.status is status:
                return f"{seen.place}: {seen.reads_as}"
    return record.reason or str(record.status)
