"""A transcript: each prompt's command is run, the lines under it are its expected output."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.probes.paths import word_of
from milepost.reading.shown_output import as_shown, masks_of, mode_of
from milepost.result.model import BlockResult, CommandResult, Status
from milepost.run.blocks.base import block_result, enter_directory, enter_terminal
from milepost.run.blocks.fence import as_fenced
from milepost.run.blocks.one import type_command
from milepost.run.drift import REASON, is_accepted

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.reading.base import Command, Options
    from milepost.run.session import Session


def run_transcript(
    perform: Perform,
    session: Session,
    *,
    testing: bool = False,
    done: tuple[CommandResult, ...] = (),
) -> BlockResult:
    """Carry a transcript out; it ends at the first command that is not as shown."""
    options = perform.block.options
    enter_terminal(perform, session)
    lost = enter_directory(perform, session)
    if lost is not None:
        return lost
    results: list[CommandResult] = []
    printed: list[str] = []
    service = False
    for index, command in enumerate(perform.block.commands):
        if index < len(done):
            result = done[index]
            serves = result.exit_status is None and not (command.opens or command.typed_into)
        elif command.typed_into is not None or command.opens is not None:
            result, serves = _typed(command, session, options, after=index > 0), False
        else:
            last = index == len(perform.block.commands) - 1
            result, serves = _run(perform, command, session, last=last, testing=testing)
        service = service or serves
        results.append(result)
        if not serves:
            printed.append(result.output)
        if result.status is not Status.PASSED:
            break
    session.last_outputs = ("".join(printed),) if printed else ()
    session.last_status = results[-1].exit_status if results else None
    bad = next((result for result in results if result.status is not Status.PASSED), None)
    if bad is None and not service:
        return as_fenced(perform, tuple(results), "".join(printed), session)
    return block_result(
        perform,
        bad.status if bad else Status.PASSED,
        reason=bad.reason if bad else None,
        commands=tuple(results),
        expected=bad.expected if bad else None,
        difference=bad.difference if bad else None,
        service=service,
    )


def _run(
    perform: Perform, command: Command, session: Session, *, last: bool, testing: bool
) -> tuple[CommandResult, bool]:
    """A command of the shell: its result, and whether it goes on as a service."""
    options = perform.block.options
    if command.writes is not None:
        _write_shown(command.writes, command.expected or "", session)
    if command.answers:
        return _compared(perform, command, _asked(command, session, options), session), False
    typed = type_command(
        session,
        command.text,
        line=command.line,
        wanted=command.status,
        options=options,
        same_block=False,
        background=options.background and last,
        testing=testing,
        to_end=command.to_end,
    )
    if typed.service:
        return typed.result, True
    return _compared(perform, command, _as_told(command, typed.result), session), False


def _asked(command: Command, session: Session, options: Options) -> CommandResult:
    """A command that asks its reader."""
    # Few guides have one.
    from milepost.run.blocks.conversation import converse

    return converse(session, command, options, command.status)


def _write_shown(path: str, content: str, session: Session) -> None:
    """Write a file as the guide shows it, unless it is there; its command tells if it cannot be."""
    source = session.place.put("block", f"{content}\n".encode("utf-8", "surrogateescape"))
    target, folder = word_of(path), word_of(posixpath.dirname(path) or ".")
    session.ask(f"[ -e {target} ] || {{ mkdir -p -- {folder} && cat -- {source} >{target}; }}")


def _as_told(command: Command, result: CommandResult) -> CommandResult:
    """The result of a command that may fail: its output decides, or that it prints nothing."""
    if not command.may_fail or result.exit_status is None:
        return result
    if command.expected is None and result.output.strip():
        return result
    return replace(result, status=Status.PASSED, reason=None)


def _typed(command: Command, session: Session, options: Options, *, after: bool) -> CommandResult:
    """A statement for an interactive program, or the command that starts one."""
    # Few guides have one.
    from milepost.run.blocks.typed import open_program, type_statement

    if command.opens is not None:
        _, result = open_program(session, command.opens, command.text, command.line, options)
        return result
    return type_statement(session, command, options, after=after)


def _compared(
    perform: Perform, command: Command, result: CommandResult, session: Session
) -> CommandResult:
    if result.status is not Status.PASSED or command.expected is None:
        return result
    options = perform.block.options
    found = as_shown(command, result.output, options)
    if found.equal:
        return result
    shown = command.line + command.text.count("\n") + 1
    if is_accepted(
        session,
        shown,
        command.expected,
        result.output,
        mode_of(command, options),
        masks_of(command, options),
        transcript=True,
    ):
        return replace(result, expected=command.expected, reason=REASON)
    return replace(
        result,
        status=Status.FAILED,
        expected=command.expected,
        difference=found.difference or None,
        reason=f"the output is not the one shown under line {command.line}",
    )
