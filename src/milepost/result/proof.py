"""What came of leaving out steps: the data behind `milepost prove` (schema milepost.prove/1).

The field names are the machine format's keys; keys may be added, never changed in meaning.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from milepost.result.model import Part, Result, Status


class DroppedStep(Result, frozen=True, kw_only=True):
    """A step that was left out: `passed` where something noticed it, `failed` where nothing did,
    `skipped` where it was not tried."""

    number: int
    name: str
    seconds: float = 0.0
    noticed_by: tuple[Part, ...] = ()
    """What passed with the step and fails without it, in the guide's order."""
    still_passing: tuple[Part, ...] = ()
    """The step's own outcomes, Testing and checklist items that pass without it all the same:
    they prove nothing about it."""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the steps that were left out somebody noticed."""

    dropped: int
    """Steps that were left out, one at a time."""
    noticed: int
    """Those without which an outcome, a test, a checklist item or a later block fails."""


class MilestoneProof(msgspec.Struct, frozen=True, kw_only=True):
    """One milestone."""

    path: str
    number: str | None
    name: str
    status: Status
    """`passed` where the whole guide passes, so that leaving out steps says something."""
    reason: str | None = None
    seconds: float = 0.0
    steps: tuple[DroppedStep, ...] = ()
    idle: tuple[Part, ...] = ()
    """Testing and checklist items that passed whichever step was left out: they prove nothing."""
    score: Score


class ProveResult(msgspec.Struct, frozen=True, kw_only=True):
    """What came of leaving out each step of some guides in turn."""

    schema: Literal["milepost.prove/1"] = "milepost.prove/1"
    status: Status
    """Of the guides as they stand."""
    seconds: float
    budget: float
    """Seconds after which no further step was tried."""
    milestones: tuple[MilestoneProof, ...]
    score: Score
    sandbox: bool = True
    """False where it ran on this machine without a room."""
