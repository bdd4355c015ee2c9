"""Statements for the tests of progress."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from milepost.progress.model import Kind, Seen, Statement
from milepost.result.model import Status


def statement(milestone: str = "milestones/01.md", **changes: Any) -> Statement:
    """A verification that passed."""
    return replace(
        Statement(
            kind=Kind.VERIFICATION,
            roadmap="notes",
            milestone=milestone,
            number="1",
            name="Start",
            who="ada@example.org",
            status=Status.PASSED,
            guide="g" * 64,
            checks="c" * 64,
            seen=(Seen(place="step 1", line=7, reads_as="`a` exists", status=Status.PASSED),),
            milepost="0.1.0",
        ),
        **changes,
    )
