"""One command, typed into a terminal: to its end, to its timeout, or until it serves."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from milepost.result.model import CommandResult, Status
from milepost.run.blocks.base import how_it_ended
from milepost.run.readiness import NewListener
from milepost.run.serving import READY_STATED, READY_UNSTATED, Watch, may_serve, readiness
from milepost.run.timeouts import timeout_for
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.process.place import Listener
    from milepost.reading.base import Options
    from milepost.run.services import Service
    from milepost.run.session import Session

_WANTS_INPUT = re.compile(r"^\s*read\s|\bread\s+-\w*p|EOF when reading a line", re.MULTILINE)
"""A command that asks its reader something, or the message of one that did."""


class Typed(msgspec.Struct, frozen=True):
    """How a command went."""

    result: CommandResult
    service: bool = False
    """It goes on running."""
    closed: bool = False
    """It closed its terminal: nothing more of its block can be typed."""


def type_command(
    session: Session,
    code: str,
    *,
    line: int,
    wanted: int | None,
    options: Options,
    same_block: bool,
    background: bool,
    testing: bool,
    to_end: bool = False,
) -> Typed:
    """Run a command in the current terminal; `wanted` is the exit status that passes; None
    for any.

    With `to_end`, a failure inside it does not end it.
    """
    session.observer.command_started(session.path, line, code)
    session.leave_interactive()
    terminal = session.terminal
    session.typed_in = terminal.cwd
    timeout = timeout_for(code, options.timeout, session.settings.timeout)
    serves = not testing and (background or may_serve(code))
    before = session.place.listeners() if background else frozenset()
    watch = Watch(session.place) if serves and not background else None
    terminal.start(code, on_output=session.tell_output, same_block=same_block, to_end=to_end)
    if background:
        return _start_service(session, code, line, options, before)
    ended = terminal.wait(timeout, watch)
    if ended is None:
        return _serving(session, code, line, terminal.detach())
    ended = session.judgeable(ended)
    status, reason = how_it_ended(ended, wanted, timeout)
    if reason is not None and ended.failed_line and "\n" in code:
        reason += f" (the command at line {line + ended.failed_line})"
    if status is Status.FAILED and _WANTS_INPUT.search(f"{code}\n{ended.output[-2000:]}"):
        reason = f"{reason}; nothing is typed into it: pipe the answer in, as in `echo yes | …`"
    result = CommandResult(
        line=line,
        text=code,
        exit_status=ended.exit_status,
        status=status,
        output=ended.output,
        seconds=ended.seconds,
        reason=reason,
    )
    return Typed(result, closed=ended.closed)


def _start_service(
    session: Session, code: str, line: int, options: Options, before: frozenset[Listener]
) -> Typed:
    """Go on once the service is ready; its early end is a failure, unless it just did its work."""
    started = time.monotonic()
    service = session.terminal.detach()
    session.add_service(service)
    sign = readiness(options.ready, session.upcoming, before)
    guessed = isinstance(sign, NewListener)
    ready = service.wait_until_ready(sign, READY_UNSTATED if guessed else READY_STATED)
    status, reason = Status.PASSED, None
    if ready.exit_status is not None:
        ended_well = options.status in (None, ready.exit_status) and guessed
        status = Status.PASSED if ended_well else Status.FAILED
        reason = f"ended with exit status {ready.exit_status} before it was ready"
    elif not ready.ready and not guessed:
        status, reason = Status.FAILED, f"not ready after {ready.seconds:.0f} s"
    elif not ready.ready:
        reason = "it listens on no port; going on while it runs"
    result = CommandResult(
        line=line,
        text=code,
        exit_status=ready.exit_status,
        status=status,
        output=service.output_since(0),
        seconds=time.monotonic() - started,
        reason=reason,
    )
    return Typed(result, service=ready.exit_status is None)


def _serving(session: Session, code: str, line: int, service: Service) -> Typed:
    """A command of which it turned out that it serves."""
    session.add_service(service)
    result = CommandResult(
        line=line,
        text=code,
        exit_status=None,
        status=Status.PASSED,
        output=service.output_since(0),
        reason="it listens on a port and keeps running: a service from here on",
    )
    return Typed(result, service=True)
