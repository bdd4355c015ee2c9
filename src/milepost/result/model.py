"""What came of a run: the data behind `milepost run --format json` (schema milepost.run/1).

The field names are the machine format's keys, documented in docs/; keys may be added, never
changed in meaning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec


class Status(StrEnum):
    """The one set of statuses; only `passed` counts as passed."""

    PASSED = "passed"
    FAILED = "failed"
    """The guide is wrong or the work is not done; a timeout and a syntax error are failures."""
    ERROR = "error"
    """Milepost could not carry it out."""
    BLOCKED = "blocked"
    """A tool, variable or milestone that it needs is missing or failed."""
    MANUAL = "manual"
    """A person must decide."""
    SKIPPED = "skipped"
    """What comes after a failure, alternatives not taken; always with its reason."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What all results share."""

    line: int
    """1-based line in the guide."""
    status: Status
    reason: str | None = None
    """Why it has that status, in one sentence, where the status alone does not say it."""


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """One check, carried out."""

    reads_as: str
    status: Status
    expected: str | None = None
    """What would have passed, where it has several lines or differs from `reads_as`."""
    difference: str | None = None
    """Where output is compared and differs: lines after `- ` (expected), `+ ` (seen) or two blanks
    (both), `@` for lines left out. Masked and elided lines count as equal."""
    seen: str | None = None
    """What was there instead (or what held)."""
    reason: str | None = None


class CommandResult(msgspec.Struct, frozen=True, kw_only=True):
    """One command of a block."""

    line: int
    text: str
    exit_status: int | None
    """None where it did not end: a timeout, a service, never started."""
    status: Status
    output: str
    """Standard output and error as they came."""
    expected: str | None = None
    """Expected output of a transcript, where it differs from what was seen."""
    difference: str | None = None
    """The same line by line; see `CheckResult.difference`."""
    seconds: float = 0.0
    reason: str | None = None
    program: str | None = None
    """The interactive program that it was typed into; None for the shell."""


class BlockResult(Result, frozen=True, kw_only=True):
    """One block, carried out or not."""

    kind: str
    language: str = ""
    path: str | None = None
    exit_status: int | None = None
    """Of its last command."""
    output: str = ""
    expected: str | None = None
    """What the guide shows as its output, where that differs from `output`."""
    difference: str | None = None
    """The same line by line; see `CheckResult.difference`."""
    service: bool = False
    seconds: float = 0.0
    commands: tuple[CommandResult, ...] = ()
    notes: tuple[str, ...] = ()


class OutcomeResult(Result, frozen=True, kw_only=True):
    """One outcome: all of its checks."""

    text: str
    vacuous: bool | None = None
    """True if it held before the step: it proves nothing. None where that was not probed."""
    implied: bool = False
    checks: tuple[CheckResult, ...] = ()


class IssueMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A known issue that matches a failure."""

    line: int
    step: int | None
    """Number of the step that failed; None for Testing and the checklist."""
    issue: str
    solution: str
    score: float
    """0 to 1; the best is first."""
    matched: tuple[str, ...] = ()
    """The patterns that were found."""
    tried: bool = False
    """Whether its commands were carried out and the step was tried once more."""
    solved: bool = False
    """Whether the step passed after that."""
    failure: str | None = None
    """Of one that was tried: why the step had failed."""
    attempt: tuple[CommandResult, ...] = ()
    """Of one that was tried: the commands of its solution."""
    untried: str | None = None
    """Why it was not tried, where that was asked for."""


class IssueProof(Result, frozen=True, kw_only=True):
    """A known issue whose fault was brought about, to see that its solution cures it."""

    issue: str
    fence: int
    """1-based line of the first fence that brings the fault about."""
    appeared: bool | None = None
    """Whether the fault appeared; None where that was not tried."""
    cured: bool | None = None
    """Whether it was gone after the solution; None where that was not tried."""
    matched: tuple[str, ...] = ()
    """The patterns by which the fault was known."""
    commands: tuple[CommandResult, ...] = ()
    """What was carried out: the fault, the solution, and what had shown the fault once more."""


class StepResult(Result, frozen=True, kw_only=True):
    """One step."""

    number: int
    name: str
    cached: bool = False
    seconds: float = 0.0
    blocks: tuple[BlockResult, ...] = ()
    outcomes: tuple[OutcomeResult, ...] = ()


class TestingResult(Result, frozen=True, kw_only=True):
    """The Testing section."""

    executed: int | None
    """How many tests the runner says that it executed; None where it cannot be known."""
    failed: int | None
    passed: int | None = None
    """How many of them passed; what was expected to fail, or is to do, has done neither."""
    skipped: int | None = None
    """How many did not run: skipped, deselected, ignored, pending; None as for `executed`."""
    cached: bool = False
    seconds: float = 0.0
    blocks: tuple[BlockResult, ...] = ()
    outcomes: tuple[OutcomeResult, ...] = ()


class ItemResult(Result, frozen=True, kw_only=True):
    """One checklist item."""

    text: str
    cached: bool = False
    """Whether its checks were recalled instead of being carried out."""
    checks: tuple[CheckResult, ...] = ()


Kind = Literal["outcome", "testing", "checklist", "block"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Something of a guide that passes or fails."""

    kind: Kind
    line: int
    """1-based line in the guide."""
    text: str
    """The outcome or item as the guide says it; of Testing its heading, of a block its kind."""


class ObjectiveResult(Result, frozen=True, kw_only=True):
    """One objective: it has the milestone's status; `manual` where nothing checks it,
    `skipped` where the run ended before the milestone did, or it is a placeholder still."""

    text: str
    reached: bool
    """Whether the whole milestone passed, and something in it checks this."""
    by_name: bool = False
    """Whether what proves it names the objective's code spans; else it says the same words."""
    proven_by: tuple[Part, ...] = ()
    """Outcomes, Testing and checklist items that were checked and passed."""


class PrerequisiteResult(Result, frozen=True, kw_only=True):
    """One prerequisite."""

    text: str
    kind: str
    found: str | None = None
    remedy: str | None = None


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How many outcomes hold a check."""

    outcomes: int
    checked: int


class MilestoneResult(msgspec.Struct, frozen=True, kw_only=True):
    """One milestone."""

    path: str
    number: str | None
    name: str
    status: Status
    reason: str | None = None
    notes: tuple[str, ...] = ()
    """What its reader should know of how it began, a sentence each."""
    again: MilestoneResult | None = None
    """The prerequisite that had to be run again before it, and did not pass there."""
    seconds: float = 0.0
    steps: tuple[StepResult, ...] = ()
    testing: TestingResult | None = None
    cleanup: StepResult | None = None
    known_issues: tuple[IssueMatch, ...] = ()
    issue_proofs: tuple[IssueProof, ...] = ()
    objectives: tuple[ObjectiveResult, ...] = ()
    checklist: tuple[ItemResult, ...] = ()
    prerequisites: tuple[PrerequisiteResult, ...] = ()
    doubts: tuple[str, ...] = ()
    """What a verification could not rule out, a sentence each; nothing of it is a failure."""
    coverage: Coverage = Coverage(outcomes=0, checked=0)


class RunResult(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run."""

    schema: str = "milepost.run/1"
    status: Status
    seconds: float
    milestones: tuple[MilestoneResult, ...]
    coverage: Coverage
    sandbox: bool = True
    """False where it ran on this machine without a room."""
    warnings: tuple[str, ...] = ()
    """What was asked for and had no effect, a sentence each."""
    shortfalls: tuple[str, ...] = ()
    """Thresholds that were missed, a sentence each: with one the run has not passed."""
