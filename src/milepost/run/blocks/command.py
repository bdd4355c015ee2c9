"""A command block: statement by statement, until one fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.reading.blocks.mixed import REMEDY, lines_of_output
from milepost.reading.shell import ShellSyntaxError, split
from milepost.result.model import BlockResult, CommandResult, Status
from milepost.run.blocks.base import block_result, enter_directory, enter_terminal
from milepost.run.blocks.fence import as_fenced
from milepost.run.blocks.one import Typed, type_command
from milepost.run.syntax import confirm_syntax
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.plan.model import Perform
    from milepost.reading.shell import Statement
    from milepost.run.session import Session

_NEW_SHELL = re.compile(
    r"""\s*exec ["']?(?:\$\{?SHELL\}?|(?:/\S*/)?(?:ba|z|fi|da|k)?sh)["']?(?: -l| --login)*\s*\Z"""
)
"""It puts a shell in the place of the terminal's, which takes what is typed next."""
_LEAVES = re.compile(r"\s*(?:exit|logout)(?: \d+)?\s*(?:#.*)?")
"""It does nothing but leave a shell."""


def run_command(
    perform: Perform,
    session: Session,
    *,
    testing: bool = False,
    done: tuple[CommandResult, ...] = (),
) -> BlockResult:
    """Carry a command block out in its terminal."""
    options = perform.block.options
    enter_terminal(perform, session)
    lost = enter_directory(perform, session)
    if lost is not None:
        return lost
    result = _attempt(perform, session, done, testing=testing)
    for _ in range(options.retry):
        if result.status is Status.PASSED:
            break
        result = _attempt(perform, session, done, testing=testing)
    return result


def _attempt(
    perform: Perform, session: Session, earlier: tuple[CommandResult, ...], *, testing: bool
) -> BlockResult:
    code = perform.block.code
    if perform.block.commands and perform.block.commands[0].answers:
        return _conclude(perform, session, [_asked(perform, session)])
    script = split(code)
    if isinstance(script, ShellSyntaxError):
        fault = confirm_syntax(session.place, code)
        if fault is not None:
            return _syntax_fault(perform, fault.line, fault.message)
        statements: tuple[Statement, ...] = (script.whole,)
    else:
        statements = script.statements
    done = [Typed(result, service=result.exit_status is None) for result in earlier]
    first_line = perform.line + 1
    same_block = False
    for index, statement in enumerate(statements):
        if index < len(earlier):
            continue
        typed = type_command(
            session,
            statement.text,
            line=first_line + statement.line,
            wanted=perform.block.options.status if index == len(statements) - 1 else 0,
            options=perform.block.options,
            same_block=same_block,
            background=perform.block.options.background and index == len(statements) - 1,
            testing=testing,
        )
        if typed.closed:
            typed = _closed(typed, statements[index + 1 :])
        if typed.result.status is Status.FAILED and statement.line in lines_of_output(code):
            typed = _as_output(typed)
        done.append(typed)
        same_block = not typed.closed
        if typed.result.status is not Status.PASSED:
            break
        if typed.closed and not _NEW_SHELL.match(statement.text):
            break
    return _conclude(perform, session, done)


def _as_output(typed: Typed) -> Typed:
    """What failed looks like output: its reason says so."""
    reason = f"{typed.result.reason}; line {typed.result.line} looks like output. {REMEDY}"
    return msgspec.structs.replace(
        typed, result=msgspec.structs.replace(typed.result, reason=reason)
    )


def _asked(perform: Perform, session: Session) -> Typed:
    """A block that is one command, which asks its reader."""
    # Few guides have one.
    from milepost.run.blocks.conversation import converse

    options = perform.block.options
    return Typed(converse(session, perform.block.commands[0], options, options.status))


def _closed(typed: Typed, left: Sequence[Statement]) -> Typed:
    """What ended its terminal: a failure where more of the block is `left` to be carried out.

    A new shell in its place goes on with the rest, and what only leaves shells may be left.
    """
    result = typed.result
    if result.status is not Status.PASSED or _NEW_SHELL.match(result.text):
        return typed
    if all(_LEAVES.fullmatch(statement.text) for statement in left):
        return typed
    said = result.text.strip().split("\n", 1)[0]
    reason = f"`{said}` at line {result.line} ended the terminal; what follows was not carried out"
    failed = msgspec.structs.replace(result, status=Status.FAILED, reason=reason)
    return msgspec.structs.replace(typed, result=failed)


def _conclude(perform: Perform, session: Session, done: list[Typed]) -> BlockResult:
    """The block's result; a shown output is compared with all that was printed."""
    commands = tuple(typed.result for typed in done)
    output = "".join(command.output for command in commands)
    printed = [typed.result.output for typed in done if not typed.service]
    session.last_outputs = ("".join(printed),) if printed else ()
    if commands:
        session.last_status = commands[-1].exit_status
    bad = next((c for c in commands if c.status is not Status.PASSED), None)
    service = any(typed.service for typed in done)
    if bad is not None:
        return block_result(
            perform, bad.status, reason=bad.reason, commands=commands, service=service
        )
    if not service:
        return as_fenced(perform, commands, output, session)
    return block_result(perform, Status.PASSED, commands=commands, service=service)


def _syntax_fault(perform: Perform, line: int, message: str) -> BlockResult:
    """Nothing of a block runs whose syntax is wrong."""
    at = perform.line + 1 + line
    reason = f"syntax error at line {at}: {message}; nothing of the block was run"
    printed = lines_of_output(perform.block.code)
    if printed:
        reason += f"; line {perform.line + 1 + printed[0]} looks like output. {REMEDY}"
    command = CommandResult(
        line=at,
        text=perform.block.code.rstrip("\n"),
        exit_status=None,
        status=Status.FAILED,
        output="",
        reason=reason,
    )
    return block_result(perform, Status.FAILED, reason=reason, commands=(command,))
