"""A run flattened to what went wrong and where, for formats that know places but not milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from milepost.report.cells import plain_output
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.result.model import (
        BlockResult,
        CheckResult,
        IssueProof,
        ItemResult,
        MilestoneResult,
        OutcomeResult,
        PrerequisiteResult,
        RunResult,
        StepResult,
        TestingResult,
    )

Kind = Literal[
    "block-not-passed",
    "outcome-not-met",
    "vacuous-outcome",
    "prerequisite-rerun",
    "testing-not-passed",
    "checklist-item-not-met",
    "prerequisite-not-met",
    "milestone-not-passed",
    "known-issue-not-proven",
]

KINDS: dict[Kind, str] = {
    "block-not-passed": "A block of a guide did not pass when it was carried out.",
    "outcome-not-met": "An expected outcome did not hold after its step.",
    "vacuous-outcome": "An expected outcome held before its step too: it proves nothing.",
    "prerequisite-rerun": "Two prerequisites change the same: one was run again after the other.",
    "testing-not-passed": "The tests of a guide did not pass.",
    "checklist-item-not-met": "An item of a validation checklist did not hold.",
    "prerequisite-not-met": "A guide needs what is not there.",
    "milestone-not-passed": "A milestone did not pass.",
    "known-issue-not-proven": "A known issue did not appear, or its solution did not cure it.",
}

WARNINGS: tuple[Kind, ...] = ("vacuous-outcome", "prerequisite-rerun")
"""Kinds with which a run passes."""

TAIL_LINES = 12
"""Lines of a command's output that a report shows."""
LONGEST_LINE = 500
"""Characters of a line of output that are shown."""

WRONG = (Status.FAILED, Status.ERROR, Status.BLOCKED)
"""What a report explains."""


class Incident(msgspec.Struct, frozen=True):
    """One thing that went wrong in a run."""

    path: str
    line: int
    kind: Kind
    status: Status
    title: str
    """Where in the guide, and what: one line."""
    detail: str
    """What was expected and seen; several lines."""

    @property
    def is_error(self) -> bool:
        """Whether it is more than a warning."""
        return self.kind not in WARNINGS


def incidents(result: RunResult) -> Iterator[Incident]:
    """Everything that went wrong, and vacuous outcomes, in the guide's order."""
    for milestone in result.milestones:
        yield from of_milestone(milestone)


def of_milestone(milestone: MilestoneResult) -> Iterator[Incident]:
    """What went wrong in a milestone; itself, where nothing in it says why."""
    yield from _reruns(milestone)
    told = False
    for incident in _parts(milestone):
        told = told or incident.is_error
        yield incident
    if milestone.status in WRONG and not told:
        yield Incident(
            milestone.path,
            1,
            "milestone-not-passed",
            milestone.status,
            f"{milestone_title(milestone)}: {milestone.status}",
            milestone.reason or "",
        )
    if milestone.again is not None:
        where = f"{milestone_title(milestone.again)}, run for {milestone_title(milestone)}"
        for incident in of_milestone(milestone.again):
            if incident.is_error:
                yield replace(incident, title=f"{where}: {incident.title}")


def _reruns(milestone: MilestoneResult) -> Iterator[Incident]:
    for note in milestone.notes:
        yield Incident(
            milestone.path,
            1,
            "prerequisite-rerun",
            milestone.status,
            f"{milestone_title(milestone)}: a prerequisite was run again",
            note,
        )


def _parts(milestone: MilestoneResult) -> Iterator[Incident]:
    for prerequisite in milestone.prerequisites:
        if prerequisite.status in WRONG:
            yield _of_prerequisite(milestone, prerequisite)
    for step in milestone.steps:
        yield from of_step(milestone, step, f"Step {step.number}: {step.name}")
    if milestone.testing is not None:
        yield from of_testing(milestone, milestone.testing)
    for item in milestone.checklist:
        if item.status in WRONG:
            yield _of_item(milestone, item)
    for proof in milestone.issue_proofs:
        if proof.status in WRONG:
            yield _of_proof(milestone, proof)
    if milestone.cleanup is not None:
        yield from of_step(milestone, milestone.cleanup, milestone.cleanup.name)


def of_step(milestone: MilestoneResult, step: StepResult, where: str) -> Iterator[Incident]:
    """What went wrong in a step."""
    told = False
    for block in step.blocks:
        if block.status in WRONG:
            told = True
            yield _of_block(milestone, block, where)
    for outcome in step.outcomes:
        if outcome.status in WRONG:
            told = True
            yield _of_outcome(milestone, outcome, where, "outcome-not-met")
        elif outcome.vacuous:
            yield _of_outcome(milestone, outcome, where, "vacuous-outcome")
    if step.status in WRONG and not told:
        yield Incident(
            milestone.path,
            step.line,
            "block-not-passed",
            step.status,
            f"{where}: {step.status}",
            step.reason or "",
        )


def of_testing(milestone: MilestoneResult, testing: TestingResult) -> Iterator[Incident]:
    """What went wrong in the Testing section: one incident, of its first fault."""
    if testing.status not in WRONG:
        return
    blocks = [_of_block(milestone, b, "Testing") for b in testing.blocks if b.status in WRONG]
    outcomes = [
        _of_outcome(milestone, outcome, "Testing", "outcome-not-met")
        for outcome in testing.outcomes
        if outcome.status in WRONG
    ]
    causes = blocks + outcomes
    counts = f"{testing.executed} tests executed" if testing.executed is not None else ""
    if testing.failed:
        counts += f", {testing.failed} failed"
    yield Incident(
        milestone.path,
        causes[0].line if causes else testing.line,
        "testing-not-passed",
        testing.status,
        f"Testing: {testing.status}" + (f" ({counts})" if counts else ""),
        "\n".join(filter(None, [testing.reason or "", *(cause.detail for cause in causes)])),
    )


def milestone_title(milestone: MilestoneResult) -> str:
    """`2: Serve it`, or the name alone."""
    return f"{milestone.number}: {milestone.name}" if milestone.number else milestone.name


def output_tail(output: str, lines: int = TAIL_LINES) -> list[str]:
    """The last lines of a program's output, made harmless, under a line that counts the rest.

    Of a line of more than 500 characters the end is left out.
    """
    kept = plain_output(output).rstrip("\n").split("\n")
    if kept == [""]:
        return []
    left_out = len(kept) - lines
    if left_out <= 1:
        return list(map(shortened, kept))
    return [f"({left_out} lines above)", *map(shortened, kept[-lines:])]


def shortened(line: str) -> str:
    """A line of output as far as somebody would read it."""
    more = len(line) - LONGEST_LINE
    return line if more <= 0 else f"{line[:LONGEST_LINE]} ({more} more characters)"


def check_lines(check: CheckResult) -> Iterator[str]:
    """A check, what it expected and what it saw, where they differ from its reading."""
    yield f"{check.reads_as}: {check.status}" + (f" ({check.reason})" if check.reason else "")
    if check.difference is not None:
        yield from ("- expected, + seen", check.difference)
        return
    if check.expected is not None:
        yield f"expected: {check.expected}"
    if check.seen is not None:
        yield f"seen: {check.seen}"


def _of_block(milestone: MilestoneResult, block: BlockResult, where: str) -> Incident:
    culprit = next((c for c in block.commands if c.status in WRONG), None)
    line = culprit.line if culprit else block.line
    what = culprit.text.split("\n")[0] if culprit else (block.path or f"{block.kind} block")
    exit_status = culprit.exit_status if culprit else block.exit_status
    said = [culprit.reason or "" if culprit else "", block.reason or ""]
    if exit_status and (culprit or block).expected is None:  # 0 says nothing of what went wrong
        said.append(f"exit status {exit_status}")
    detail = list(dict.fromkeys(said))
    compared = culprit or block
    if compared.difference is not None:
        detail += ["- expected, + seen", compared.difference]
    else:
        if compared.expected is not None:
            detail += ["expected:", compared.expected.rstrip("\n"), "seen:"]
        detail += output_tail(compared.output)
    title = f"{where}: `{what}` {block.status}"
    return Incident(
        milestone.path,
        line,
        "block-not-passed",
        block.status,
        title,
        _joined(detail),
    )


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)


def _of_outcome(
    milestone: MilestoneResult, outcome: OutcomeResult, where: str, kind: Kind
) -> Incident:
    if kind == "vacuous-outcome":
        detail = "It held before the step too, so it proves nothing about it."
    else:
        wrong = [check for check in outcome.checks if check.status in WRONG]
        detail = _joined([outcome.reason or "", *(s for c in wrong for s in check_lines(c))])
    return Incident(
        milestone.path, outcome.line, kind, outcome.status, f"{where}: {outcome.text}", detail
    )


def _of_item(milestone: MilestoneResult, item: ItemResult) -> Incident:
    lines = [line for check in item.checks if check.status in WRONG for line in check_lines(check)]
    return Incident(
        milestone.path,
        item.line,
        "checklist-item-not-met",
        item.status,
        f"Checklist: {item.text}",
        _joined([item.reason or "", *lines]),
    )


def _of_prerequisite(milestone: MilestoneResult, prerequisite: PrerequisiteResult) -> Incident:
    found = f"found: {prerequisite.found}" if prerequisite.found else ""
    return Incident(
        milestone.path,
        prerequisite.line,
        "prerequisite-not-met",
        prerequisite.status,
        f"Prerequisite: {prerequisite.text}",
        _joined([prerequisite.reason or "", found, prerequisite.remedy or ""]),
    )


def _of_proof(milestone: MilestoneResult, proof: IssueProof) -> Incident:
    output = proof.commands[-1].output if proof.commands else ""
    return Incident(
        milestone.path,
        proof.fence,
        "known-issue-not-proven",
        proof.status,
        f"Known issue: {proof.issue}",
        _joined([proof.reason or "", *output_tail(output)]),
    )
