"""What a verification saw, in the form in which it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from milepost.progress.model import Kind, Seen
from milepost.progress.standing import newest
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.app.held import Held
    from milepost.progress.model import Kept, Statement
    from milepost.result.model import CheckResult, MilestoneResult, Result, TestingResult
    from milepost.run.programs import Program

TESTING = "testing"
"""The place of a guide's tests."""
LONGEST_SEEN = 2000
"""Characters that are kept of what a check saw."""


def continued(statement: Statement, before: Held) -> Statement:
    """A verification with what it says of those before it."""
    own = before.of(statement.milestone)
    return replace(
        statement,
        instead_of=_instead_of(statement, own, before.failed(statement.milestone)),
        renamed_from=before.renamed_from(statement.milestone) or UNSET,
    )


def _instead_of(
    statement: Statement, before: Sequence[Kept], remembered: str | None
) -> str | UnsetType:
    """Digest of the checks under which the milestone failed before they were changed to these.

    Likewise of those that it had in a repository which is gone, or another one now. `before` are
    its newest records; `remembered` is what the machine knows of a failure, whatever they say.
    """
    if remembered is not None:
        return UNSET if remembered == statement.checks else remembered
    kept = newest(before, Kind.VERIFICATION)
    if kept is None:
        return UNSET
    last = kept.record
    then, now = last.workspace, statement.workspace
    left = then and now and then.path == now.path and then.root not in (None, now.root)
    failed = last.checks if last.status is Status.FAILED or left else UNSET
    wanted = last.instead_of if last.instead_of is not UNSET else failed
    return UNSET if wanted == statement.checks else wanted


def tools_of(result: MilestoneResult, programs: Sequence[Program]) -> dict[str, str]:
    """The programs that checks were asked of: where they lie, or what they say of their version."""
    found = {program.name: program.path for program in programs}
    for one in result.prerequisites:
        if one.kind == "tool" and one.found:
            found[one.text[:80]] = one.found
    return found


def matched_issues(result: MilestoneResult) -> tuple[str, ...] | UnsetType:
    """The symptoms of the known issues that match what failed, best first."""
    return tuple(dict.fromkeys(one.issue for one in result.known_issues)) or UNSET


def seen_of(result: MilestoneResult) -> Iterator[Seen]:
    """Every check and every item, as it goes into the evidence."""
    for one in result.prerequisites:
        yield _seen("prerequisite", one.line, one.text, one, one.found)
    for step in result.steps:
        for outcome in step.outcomes:
            for check in outcome.checks:
                yield _seen(f"step {step.number}", outcome.line, check.reads_as, check, check.seen)
    if (testing := result.testing) is not None:
        yield _seen(TESTING, testing.line, "tests", testing, _counted(testing))
    for number, item in enumerate(result.checklist, 1):
        place = f"checklist {number}"
        if not item.checks:
            yield _seen(place, item.line, item.text, item, None)
        for check in item.checks:
            yield _seen(place, item.line, check.reads_as, check, check.seen)


def _counted(testing: TestingResult) -> str | None:
    if testing.executed is None:
        return None
    failed, passed = testing.failed or 0, testing.passed
    counted = f"{testing.executed} tests, {failed} failed"
    if passed is not None and passed + failed < testing.executed:
        counted += f", {passed} passed"
    return f"{counted}, {testing.skipped} did not run" if testing.skipped else counted


def _seen(
    place: str, line: int, reads_as: str, result: Result | CheckResult, seen: str | None
) -> Seen:
    return Seen(
        place=place,
        line=line,
        reads_as=reads_as,
        status=result.status,
        seen=seen[:LONGEST_SEEN] if seen is not None else None,
        reason=result.reason,
    )
