"""After a failure: which of the guide's known issues match what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.issues import rank_failed
from milepost.result.model import IssueMatch, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from milepost.plan.model import IssuePlan
    from milepost.result.model import BlockResult, CheckResult, OutcomeResult


def match_issues(
    issues: tuple[IssuePlan, ...],
    step: int | None,
    blocks: Sequence[BlockResult],
    outcomes: Sequence[OutcomeResult],
) -> tuple[IssueMatch, ...]:
    """The rows that match what has failed, best first."""
    failed = [block for block in blocks if block.status is Status.FAILED]
    unmet = [
        check
        for outcome in outcomes
        if outcome.status is Status.FAILED
        for check in outcome.checks
        if check.status is Status.FAILED
    ]
    # What no block or outcome shows is in what all say: "1 failed" of a runner that ends well.
    text = "\n".join(_words(failed if failed or unmet else blocks, unmet))
    status = next((block.exit_status for block in failed if block.exit_status), None)
    lines = {id(plan.issue): plan.line for plan in issues}
    return tuple(
        IssueMatch(
            line=lines[id(found)],
            step=step,
            issue=found.issue.symptom.text,
            solution=found.issue.solution.text,
            score=score,
            matched=matched,
        )
        for found, score, matched in rank_failed(
            [plan.issue for plan in issues], text, status, [check.reads_as for check in unmet]
        )
    )


def _words(blocks: Iterable[BlockResult], unmet: Iterable[CheckResult]) -> Iterator[str]:
    """All that was seen of a failure."""
    for block in blocks:
        yield block.output
        yield block.reason or ""
    yield from (check.seen or "" for check in unmet)
