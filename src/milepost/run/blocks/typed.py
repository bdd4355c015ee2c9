"""One statement, typed into an interactive program that the terminal has open or opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.repls import error_in, leaves, repl_named
from milepost.reading.shown_output import as_shown, mode_of, unexpected_error
from milepost.result.model import CommandResult, Status
from milepost.run.drift import REASON, is_accepted
from milepost.run.timeouts import timeout_for

if TYPE_CHECKING:
    from milepost.reading.base import Command, Options
    from milepost.reading.repls import Repl
    from milepost.run.interactive import Answered, InteractiveProgram
    from milepost.run.session import Session


def open_program(
    session: Session, name: str, start: str, line: int, options: Options
) -> tuple[InteractiveProgram | None, CommandResult]:
    """Start an interactive program in the current terminal; what it greets with is its output."""
    session.observer.command_started(session.path, line, start)
    session.leave_interactive()
    repl = repl_named(name)
    timeout = timeout_for(start, options.timeout, session.settings.timeout)
    program = session.open_interactive(repl, start)
    answer = program.wait_for_start(timeout, session.tell_output)
    reason = None
    if not program.is_open:
        session.leave_interactive()
        reason = _why_not_open(repl, answer, timeout)
    return (program if program.is_open else None), CommandResult(
        line=line,
        text=start,
        exit_status=answer.exit_status,
        status=Status.FAILED if reason else Status.PASSED,
        output=answer.output,
        seconds=answer.seconds,
        reason=reason,
    )


def type_statement(
    session: Session, command: Command, options: Options, *, after: bool
) -> CommandResult:
    """Type a statement, opening its program first where it is not open.

    `after`: it stands after others of its block, so a program that is gone has ended too early.
    """
    assert command.typed_into is not None
    program = session.interactive(command.typed_into.program)
    if program is None and after:
        return CommandResult(
            line=command.line,
            text=command.text,
            exit_status=None,
            status=Status.FAILED,
            output="",
            reason=f"{command.typed_into.program} has ended before this line",
        )
    if program is None:
        target = command.typed_into
        program, opened = open_program(session, target.program, target.start, command.line, options)
        if program is None:
            return opened
    session.observer.command_started(session.path, command.line, command.text)
    timeout = timeout_for("", options.timeout, session.settings.timeout)
    answer = program.type(command.text, timeout, session.tell_output, command.answers)
    status, reason = _judged(program, command, answer, timeout)
    if answer.incomplete or not program.is_open:
        session.leave_interactive()
    result = CommandResult(
        line=command.line,
        text=command.text,
        exit_status=answer.exit_status,
        status=status,
        output=answer.output,
        seconds=answer.seconds,
        reason=reason,
        program=program.repl.name,
    )
    if reason is not None:
        return result
    return _compared(session, program, command, result, options)


def _why_not_open(repl: Repl, answer: Answered, timeout: float) -> str:
    if answer.ended:
        return f"{repl.name} ended with exit status {answer.exit_status} before its first prompt"
    if answer.asks:
        return f"{repl.name} asks for a password: put it into the environment, as in PGPASSWORD"
    return f"{repl.name} showed no prompt within {timeout:g} s"


def _judged(
    program: InteractiveProgram, command: Command, answer: Answered, timeout: float
) -> tuple[Status, str | None]:
    name = program.repl.name
    if answer.timed_out:
        return Status.FAILED, f"{name} did not come back to its prompt within {timeout:g} s"
    if answer.incomplete:
        end = "a `;` or a quote" if program.repl.sql else "a bracket, a quote or a block"
        return Status.FAILED, f"{name} waits for the rest of the statement: {end} is not closed"
    if answer.ended:
        # Some tell when they leave that there was an error, which the guide has shown.
        forgiven = program.had_error and leaves(program.repl, command.text)
        if answer.exit_status == command.status or (forgiven and not command.status):
            return Status.PASSED, None
        wanted = f", expected {command.status}" if command.status else ""
        return Status.FAILED, f"{name} ended with exit status {answer.exit_status}{wanted}"
    if command.status:
        return Status.FAILED, f"{name} goes on, expected exit status {command.status}"
    return Status.PASSED, None


def _compared(
    session: Session,
    program: InteractiveProgram,
    command: Command,
    result: CommandResult,
    options: Options,
) -> CommandResult:
    if error_in(program.repl, result.output) is not None:
        program.had_error = True
    found = as_shown(command, result.output, options)
    if found.equal:
        return result
    expected = command.expected
    if unexpected_error(command, result.output) is not None:
        return replace(result, status=Status.FAILED, expected=expected, reason=found.explanation)
    assert expected is not None
    shown = command.line + command.text.count("\n") + 1
    mode = mode_of(command, options)
    if is_accepted(session, shown, expected, result.output, mode, options.masks):
        return replace(result, expected=expected, reason=REASON)
    return replace(
        result,
        status=Status.FAILED,
        expected=expected,
        difference=found.difference or None,
        reason=f"the output is not the one shown under line {command.line}",
    )
