"""`--try-solutions`: what the guide itself advises, applied once to a step that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec.structs import replace

from milepost.reading.base import Options
from milepost.result.model import CommandResult, IssueMatch, Status, StepResult, TestingResult
from milepost.run.again import Advice
from milepost.run.blocks.one import type_command
from milepost.run.known_issues import match_issues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.plan.model import IssuePlan
    from milepost.run.session import Session

R = TypeVar("R", StepResult, TestingResult)
R_co = TypeVar("R_co", covariant=True)


class Attempts(Protocol[R_co]):
    """A step, or Testing, which a solution may help."""

    def first(self) -> R_co:
        """What comes of it as the guide has it."""
        ...

    def again(self, advice: Advice) -> R_co:
        """What comes of it once a solution was typed."""
        ...


def with_solutions(
    attempts: Attempts[R],
    number: int | None,
    issues: tuple[IssuePlan, ...],
    session: Session,
    tried: list[IssueMatch],
) -> R:
    """Carry a step out; where it fails and the settings say so, try the best known issue's cure.

    The commands of the row that matches best, of those that hold any, are typed where the step
    left off, and the step goes on from what had failed. What was tried is added to `tried`.
    """
    first = attempts.first()
    if first.status is not Status.FAILED or not session.settings.try_solutions or not issues:
        return first
    matches = match_issues(issues, number, first.blocks, first.outcomes)
    by_line = {plan.line: plan for plan in issues}
    match = next((m for m in matches if by_line[m.line].issue.commands), None)
    if match is None:
        if matches:
            return _untried(first, issues, matches[0], "it holds no command", tried)
        return first
    plan = by_line[match.line]
    row = _row(issues, match)
    if plan.issue.unset:
        names = " ".join(f"--set {name}=…" for name in plan.issue.unset)
        return _untried(first, issues, match, f"it needs {names}", tried)
    left_off = session.terminal.cwd
    commands = apply_solution(plan, session)
    second = attempts.again(Advice(commands, leads=session.terminal.cwd != left_off))
    solved = second.status is Status.PASSED
    tried.append(replace(match, tried=True, solved=solved, failure=first.reason, attempt=commands))
    if solved:
        return replace(second, reason=f"solved by {row}")
    if _place(second) != _place(first):
        return _said(second, f"{row} has led past the {first.reason}")
    bad = next((command for command in commands if command.status is not Status.PASSED), None)
    why = f": `{bad.text}` fails ({bad.reason})" if bad else ""
    return _said(second, f"{row} did not help{why}")


def apply_solution(plan: IssuePlan, session: Session) -> tuple[CommandResult, ...]:
    """Type the commands of a solution, each whatever became of the one before."""
    return tuple(type_plain(session, code, plan.line) for code in plan.issue.commands)


def type_plain(session: Session, code: str, line: int) -> CommandResult:
    """Type a command that stands in no block."""
    typed = type_command(
        session,
        code,
        line=line,
        wanted=0,
        options=Options(),
        same_block=False,
        background=False,
        testing=False,
    )
    return typed.result


def _row(issues: tuple[IssuePlan, ...], match: IssueMatch) -> str:
    number = next(n for n, plan in enumerate(issues, 1) if plan.line == match.line)
    return f"row {number} (line {match.line})"


def _place(result: StepResult | TestingResult) -> str:
    """Where it has failed."""
    return (result.reason or "").partition(":")[0]


def _untried(
    result: R, issues: tuple[IssuePlan, ...], match: IssueMatch, why: str, tried: list[IssueMatch]
) -> R:
    tried.append(replace(match, untried=why))
    return _said(result, f"{_row(issues, match)} was not tried: {why}")


def _said(result: R, words: str) -> R:
    return replace(result, reason=f"{result.reason}; {words}" if result.reason else words)


def seen_of(commands: Sequence[CommandResult]) -> str:
    """All that some commands printed."""
    return "\n".join(command.output for command in commands)
