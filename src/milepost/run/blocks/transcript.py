"""A transcript: each prompt's command is run, the lines under it are its expected output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.compare import compare
from milepost.result.model import BlockResult, CommandResult, Status
from milepost.run.blocks.base import block_result, enter_directory
from milepost.run.blocks.one import type_command
from milepost.run.drift import REASON, is_accepted

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.reading.base import Command
    from milepost.run.session import Session


def run_transcript(perform: Perform, session: Session, *, testing: bool = False) -> BlockResult:
    """Carry a transcript out; it ends at the first command that is not as shown."""
    options = perform.block.options
    if options.terminal is not None:
        session.enter(options.terminal)
    lost = enter_directory(perform, session)
    if lost is not None:
        return lost
    done: list[CommandResult] = []
    printed: list[str] = []
    service = False
    commands = perform.block.commands
    for index, command in enumerate(commands):
        typed = type_command(
            session,
            command.text,
            line=command.line,
            wanted=command.status,
            options=options,
            same_block=False,
            background=options.background and index == len(commands) - 1,
            testing=testing,
        )
        service = service or typed.service
        result = typed.result
        if not typed.service:
            result = _compared(perform, command, result, session)
        done.append(result)
        if not typed.service:
            printed.append(result.output)
        if result.status is not Status.PASSED:
            break
    session.last_outputs = ("".join(printed),) if printed else ()
    session.last_status = done[-1].exit_status if done else None
    bad = next((result for result in done if result.status is not Status.PASSED), None)
    return block_result(
        perform,
        bad.status if bad else Status.PASSED,
        reason=bad.reason if bad else None,
        commands=tuple(done),
        expected=bad.expected if bad else None,
        difference=bad.difference if bad else None,
        service=service,
    )


def _compared(
    perform: Perform, command: Command, result: CommandResult, session: Session
) -> CommandResult:
    if result.status is not Status.PASSED or command.expected is None:
        return result
    options = perform.block.options
    found = compare(command.expected, result.output, mode=options.match, masks=options.masks)
    if found.equal:
        return result
    shown = command.line + command.text.count("\n") + 1
    if is_accepted(
        session,
        shown,
        command.expected,
        result.output,
        options.match,
        options.masks,
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
