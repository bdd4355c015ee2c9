"""A command that asks its reader: run over a PTY of its own, where the terminal stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.result.model import CommandResult, Status
from milepost.run.blocks.base import how_it_ended
from milepost.run.dialogue import talk
from milepost.run.terminal import CommandResult as Ended
from milepost.run.timeouts import timeout_for

if TYPE_CHECKING:
    from milepost.reading.base import Command, Options
    from milepost.run.session import Session


def converse(
    session: Session, command: Command, options: Options, wanted: int | None
) -> CommandResult:
    """Run a command and type its answers; `wanted` is the exit status that passes."""
    session.observer.command_started(session.path, command.line, command.text)
    session.leave_interactive()
    timeout = timeout_for(command.text, options.timeout, session.settings.timeout)
    state = session.terminal.save()
    talked = talk(session.place, command.text, command.answers, state, timeout, session.tell_output)
    ended = Ended(talked.exit_status, talked.output, talked.seconds, timed_out=talked.timed_out)
    status, reason = how_it_ended(ended, wanted, timeout)
    if talked.timed_out:
        last = talked.output.rstrip().rpartition("\n")[2]
        reason = f"did not end within {timeout:g} s; the last that it shows is `{last}`"
    elif talked.left and status is Status.PASSED:
        text = command.answers[-talked.left].text
        status, reason = Status.FAILED, f"it ended before it asked for `{text}`"
    return CommandResult(
        line=command.line,
        text=command.text,
        exit_status=talked.exit_status,
        status=status,
        output=talked.output,
        seconds=talked.seconds,
        reason=reason,
    )
