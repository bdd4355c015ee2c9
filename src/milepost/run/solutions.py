"""`--try-solutions`: what the guide itself advises, applied once to a step that failed."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from milepost.reading.base import Options
from milepost.result.model import CommandResult, IssueMatch, Status, StepResult, TestingResult
from milepost.run.blocks.one import type_command
from milepost.run.known_issues import match_issues

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from milepost.plan.model import IssuePlan
    from milepost.run.session import Session

R = TypeVar("R", StepResult, TestingResult)


def with_solutions(
    attempt: Callable[[], R],
    number: int | None,
    issues: tuple[IssuePlan, ...],
    session: Session,
    tried: list[IssueMatch],
) -> R:
    """Carry a step out; where it fails and the settings say so, try the best known issue's cure.

    The commands of the row that matches best, of those that hold any, are typed where the step
    left off. The step is then carried out once more from the directory in which it had begun,
    unless the commands led elsewhere. What was tried is added to `tried`.
    """
    if not session.settings.try_solutions or not issues:
        return attempt()
    services, terminal, began = len(session.services), session.current, session.terminal.cwd
    first = attempt()
    if first.status is not Status.FAILED:
        return first
    matches = match_issues(issues, number, first.blocks, first.outcomes)
    by_line = {plan.line: plan for plan in issues}
    match = next((m for m in matches if by_line[m.line].issue.commands), None)
    if match is None:
        if matches:
            return _untried(first, matches[0], "it holds no command", tried)
        return first
    plan = by_line[match.line]
    if plan.issue.unset:
        names = " ".join(f"--set {name}=…" for name in plan.issue.unset)
        return _untried(first, match, f"it needs {names}", tried)
    left_off = session.terminal.cwd
    commands = apply_solution(plan, session)
    session.end_services(keep=services)
    if session.terminal.cwd == left_off:
        session.current = terminal
        session.terminal.run(f"cd -- {shlex.quote(began)}", timeout=10.0)
    second = attempt()
    solved = second.status is Status.PASSED
    tried.append(replace(match, tried=True, solved=solved, failure=first.reason, attempt=commands))
    if solved:
        return replace(second, reason=f"solved by row at line {match.line}")
    return _said(second, f"row at line {match.line} did not help")


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


def _untried(result: R, match: IssueMatch, why: str, tried: list[IssueMatch]) -> R:
    tried.append(replace(match, untried=why))
    return _said(result, f"row at line {match.line} was not tried: {why}")


def _said(result: R, words: str) -> R:
    return replace(result, reason=f"{result.reason}; {words}" if result.reason else words)


def seen_of(commands: Sequence[CommandResult]) -> str:
    """All that some commands printed."""
    return "\n".join(command.output for command in commands)
