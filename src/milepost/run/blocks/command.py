"""A command block: statement by statement, until one fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.compare import compare
from milepost.reading.shell import ShellSyntaxError, split
from milepost.result.model import BlockResult, CommandResult, Status
from milepost.run.blocks.base import block_result, how_it_ended
from milepost.run.serving import Watch, may_serve, settle
from milepost.run.terminal import confirm_syntax
from milepost.run.timeouts import timeout_for

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.reading.shell import Statement
    from milepost.run.session import Session


def run_command(perform: Perform, session: Session, *, testing: bool = False) -> BlockResult:
    """Carry a command block out in the current terminal."""
    code = perform.block.code
    first_line = perform.block.commands[0].line if perform.block.commands else perform.line + 1
    script = split(code)
    if isinstance(script, ShellSyntaxError):
        fault = confirm_syntax(session.place, code)
        if fault is not None:
            return _syntax_fault(perform, script, first_line)
        statements = script.statements
    else:
        statements = script.statements
    done: list[CommandResult] = []
    for index, statement in enumerate(statements):
        last = index == len(statements) - 1
        result = _run_statement(perform, session, statement, first_line, last, testing)
        done.append(result)
        if result.status is not Status.PASSED or result.exit_status is None:
            break
    return _conclude(perform, session, tuple(done))
