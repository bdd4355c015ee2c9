"""What evidence proves about the guide of today."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.progress.statements import statement

from milepost.progress.digest import sha256, words_key
from milepost.progress.model import Kept, Kind, Record, Seen, State
from milepost.progress.standing import Today, changed_checks_key, standing
from milepost.result.model import Status


def kept(at: int = 1, *, passed_first: str | None = None, **changes: Any) -> Kept:
    """A record as a store holds it."""
    intact, imported = changes.pop("intact", True), changes.pop("imported", False)
    said = statement(**changes)
    record = Record(
        **{field: getattr(said, field) for field in said.__struct_fields__},
        at=f"2026-01-01T00:00:0{at}.000000Z",
        chain="c",
        position=at,
        previous="",
    )
    return Kept(record, "d", imported=imported, intact=intact, passed_first=passed_first)


def today(
    *,
    guide: str = "g" * 64,
    template: str = "t" * 64,
    checks: str = "c" * 64,
    unapproved: str | None = None,
    reviewed: bool = False,
    elsewhere: str | None = None,
) -> Today:
    return Today(
        guide,
        template,
        lambda: checks,
        lambda: unapproved,
        lambda: reviewed,
        lambda _: elsewhere,
    )


SIGN_OFF = Seen(place="checklist 2", line=9, reads_as="I  see", status=Status.MANUAL)
SIGNED = {"kind": Kind.SIGNATURE, "item": words_key("I see")}
CHANGE_SIGNED = {"kind": Kind.SIGNATURE, "item": changed_checks_key("c" * 64)}
OTHER = {"guide": "x" * 64, "checks": "y" * 64}

CASES = [
    ([], {}, State.READY),
    ([kept()], {}, State.DONE),
    ([kept(imported=True)], {}, State.DONE),
    ([kept(status=Status.FAILED)], {}, State.FAILING),
    ([kept(status=Status.BLOCKED)], {}, State.IN_PROGRESS),
    ([kept(status=Status.MANUAL)], {}, State.IN_PROGRESS),
    ([kept(seen=(SIGN_OFF,))], {}, State.IN_PROGRESS),
    ([kept(seen=(SIGN_OFF,)), kept(2, **SIGNED)], {}, State.DONE),
    ([kept(passed_first="then")], OTHER, State.STALE),
    ([kept(status=Status.FAILED)], OTHER, State.IN_PROGRESS),
    ([kept()], {"guide": "x" * 64}, State.DONE),
    ([kept()], {"unapproved": "not the committed ones"}, State.UNAPPROVED),
    ([kept(passed_first="then")], {"elsewhere": "in another"}, State.STALE),
    ([kept(status=Status.FAILED)], {"elsewhere": "in another"}, State.IN_PROGRESS),
    ([kept(template="t" * 64)], {}, State.DONE),
    ([kept(template="t" * 64)], {"template": "x" * 64}, State.DONE),
    ([kept(template="t" * 64)], {"template": "x" * 64, "checks": "y" * 64}, State.STALE),
    ([kept(instead_of="x" * 64)], {}, State.UNAPPROVED),
    ([kept(instead_of="x" * 64)], {"reviewed": True}, State.DONE),
    ([kept(instead_of="x" * 64), kept(2, **CHANGE_SIGNED)], {}, State.DONE),
    ([kept(kind=Kind.OVERRIDE, reason="rain")], {}, State.OVERRIDDEN),
    ([kept(), kept(2, kind=Kind.OVERRIDE)], {}, State.DONE),
    ([kept(kind=Kind.OVERRIDE)], OTHER, State.READY),
    ([kept(intact=False)], {}, State.TAMPERED),
    ([kept(), kept(2, intact=False, **SIGNED)], {}, State.TAMPERED),
]


@pytest.mark.parametrize(("records", "changes", "state"), CASES)
def test_a_milestone_stands_as_its_evidence_says(
    records: list[Kept], changes: dict[str, Any], state: State
) -> None:
    assert standing(today(**changes), records).state is state


def test_a_guide_whose_bytes_are_the_same_is_not_read() -> None:
    def never() -> str:
        raise AssertionError("it was read")

    asked = replace(today(), checks=never)
    assert standing(asked, [kept()]).state is State.DONE


def test_a_digest_is_sha256() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256(b"") == empty
