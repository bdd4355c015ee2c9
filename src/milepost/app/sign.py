"""Sign and override: what a person states of a milestone, recorded under their name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import milepost
from milepost.app.changed_checks import changed_checks
from milepost.app.git import commit_of
from milepost.app.progress import Desk, store_of
from milepost.app.secrets import secret_values
from milepost.progress.digest import checks_digest, words_key
from milepost.progress.mask import mask
from milepost.progress.model import Kind, State, Statement
from milepost.progress.standing import CHANGED_AFTER_A_FAILURE, changed_checks_key
from milepost.result.model import Status
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.app.outlines import Outline


@dataclass(frozen=True, slots=True)
class SignRequest:
    """Which checklist item is signed, or which milestone is overridden."""

    milestone: str
    item: int | None = None
    """Its place in the checklist, from 1; None for what is no item."""
    reason: str | None = None
    folder: Path = field(default_factory=Path.cwd)


@dataclass(frozen=True, slots=True)
class SignReport:
    """What was recorded."""

    title: str
    text: str
    state: State
    why: str | None
    signed_before: str | None = None
    """When it had been signed already, in UTC; then nothing was recorded."""


def sign(request: SignRequest, confirm: Callable[[str], None]) -> SignReport:
    """Sign a checklist item off. `confirm` shows its words to a person, and raises if they decline.

    Raises MilepostError for an item that is not there or that Milepost checks itself.
    """
    desk = Desk.at(request.folder)
    outline = desk.roadmap.find(request.milestone)
    _, reading = desk.open(outline)
    number = request.item or 0
    if not 1 <= number <= len(reading.checklist):
        raise MilepostError(
            f"milestone {request.milestone} has no checklist item {number}",
            f"Its items are numbered 1 to {len(reading.checklist)}."
            if reading.checklist
            else "It has no checklist.",
        )
    item = reading.checklist[number - 1]
    if not item.manual:
        raise MilepostError(
            f"checklist item {number} is checked by Milepost, not signed: {item.item.text}",
            f"Run: milepost verify {request.milestone}",
        )
    text = mask(item.item.text, secret_values(desk.project))
    if (signed := _signed(desk, outline, words_key(text))) is not None:
        return signed
    confirm(f"{outline.title}\n  {number}. {item.item.text}")
    return _record(desk, outline, Kind.SIGNATURE, words_key(text), text)


def sign_changed_checks(request: SignRequest, confirm: Callable[[str], None]) -> SignReport:
    """Sign that checks may count which were changed after the milestone had failed.

    Raises MilepostError where they were not changed so.
    """
    desk = Desk.at(request.folder)
    outline = desk.roadmap.find(request.milestone)
    with store_of(desk.project) as store:
        standing = desk.mine(store)[outline.key]
    if standing.why != CHANGED_AFTER_A_FAILURE:
        raise MilepostError(
            f"the checks of milestone {request.milestone} need no signature",
            f"It is {standing.state}; see milepost status.",
        )
    with store_of(desk.project) as store:
        change = changed_checks(desk, store, outline, standing)
    change = mask(change, secret_values(desk.project))
    confirm(f"{outline.title} ({outline.path})\n  {standing.why}\n\n{change}")
    key = changed_checks_key(desk.checks(outline))
    return _record(desk, outline, Kind.SIGNATURE, key, "the changed checks")


def override(request: SignRequest, confirm: Callable[[str], None]) -> SignReport:
    """Let a milestone count without its checks; it shows as overridden from then on."""
    desk = Desk.at(request.folder)
    outline = desk.roadmap.find(request.milestone)
    reason = " ".join((request.reason or "").split())
    if not reason:
        raise MilepostError("an override has a reason", 'Give one: --reason "…"')
    reason = mask(reason, secret_values(desk.project))
    confirm(f"{outline.title}\n  without its checks, since: {reason}")
    return _record(desk, outline, Kind.OVERRIDE, "", reason)


def _signed(desk: Desk, outline: Outline, item: str) -> SignReport | None:
    """The report of an item that was signed before; nothing is recorded a second time."""
    with store_of(desk.project) as store:
        held = desk.held(store)
        standing = desk.standings(held)[outline.key]
    for kept in held.of(outline.key):
        record = kept.record
        own = kept.intact and not kept.imported
        if record.kind is Kind.SIGNATURE and record.item == item and own:
            reason, state = record.reason or "", standing.state
            return SignReport(outline.title, reason, state, standing.why, signed_before=record.at)
    return None


def _record(desk: Desk, outline: Outline, kind: Kind, item: str, reason: str) -> SignReport:
    _, reading = desk.open(outline)
    desk.hold_still(outline)
    commit = commit_of(desk.roadmap.workspace)
    statement = Statement(
        kind=kind,
        roadmap=desk.roadmap.name,
        milestone=outline.key,
        number=outline.number,
        name=outline.name,
        item=item,
        who=desk.who,
        status=Status.PASSED,
        reason=reason,
        guide=outline.guide,
        checks=checks_digest(reading),
        commit=commit.digest if commit else None,
        changed=commit.changed if commit else None,
        milepost=milepost.__version__,
    )
    with store_of(desk.project) as store:
        desk.keep(store, statement)
        standing = desk.mine(store)[outline.key]
    return SignReport(outline.title, reason, standing.state, standing.why)
