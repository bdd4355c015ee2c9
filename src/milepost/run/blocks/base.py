"""What all kinds of blocks share when their results are put together."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from milepost.probes.paths import word_of
from milepost.result.model import BlockResult, CommandResult, Status
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.run.session import Session
    from milepost.run.terminal import CommandResult as Ended


_CHANGES = re.compile(r"\s*cd +(?P<to>[\w.][\w./-]*)\s*(?:$|&&|;)", re.MULTILINE)
"""A first command that changes into a directory by a path that is not absolute."""


def block_result(
    perform: Perform,
    status: Status,
    *,
    reason: str | None = None,
    commands: tuple[CommandResult, ...] = (),
    output: str | None = None,
    expected: str | None = None,
    difference: str | None = None,
    service: bool = False,
    seconds: float | None = None,
) -> BlockResult:
    """The result of a block; output, status and time are its commands' where not given."""
    reading = perform.block
    return BlockResult(
        line=perform.line,
        status=status,
        reason=reason,
        kind=str(reading.kind),
        language=reading.block.node.info.split(" ", 1)[0],
        path=reading.path,
        exit_status=commands[-1].exit_status if commands else None,
        output="".join(c.output for c in commands) if output is None else output,
        expected=expected,
        difference=difference,
        service=service,
        seconds=sum(c.seconds for c in commands) if seconds is None else seconds,
        commands=commands,
        notes=reading.notes,
    )


def skipped(perform: Perform, reason: str) -> BlockResult:
    """A block that is not carried out."""
    return block_result(perform, Status.SKIPPED, reason=reason)


def how_it_ended(ended: Ended, wanted: int | None, timeout: float) -> tuple[Status, str | None]:
    """Status and reason of a command that was to exit with `wanted`; None for any status."""
    if ended.timed_out:
        return Status.FAILED, (
            f"did not end within {timeout:g} s; put `<!-- milepost: background -->` above it if "
            "it serves, `timeout=5m` there if it takes longer"
        )
    if ended.exit_status is None:
        return Status.ERROR, "the terminal was lost"
    if wanted is None or ended.exit_status == wanted:
        return Status.PASSED, None
    where = f"exit status {ended.exit_status}"
    if wanted:
        where += f", expected {wanted}"
    return Status.FAILED, where


def enter_terminal(perform: Perform, session: Session) -> None:
    """Change to the terminal in which the guide says that a block is typed.

    A new one begins where the reader stands; or in the workspace's root, if that is where the
    directory is into which its first command changes.
    """
    name = perform.block.options.terminal
    if name is None:
        return
    is_new = name not in session.terminals
    terminal = session.enter(name)
    commands = perform.block.commands
    led = _CHANGES.match(commands[0].text if commands else perform.block.code)
    if is_new and led is not None:
        word, root = word_of(led["to"]), shlex.quote(session.place.workspace)
        terminal.run(f"[[ -d {word} || ! -d {root}/{word} ]] || cd -- {root}", timeout=10.0)


def enter_directory(perform: Perform, session: Session) -> BlockResult | None:
    """Go where the guide says that a block runs; a result where that cannot be reached.

    The terminal may stand there already, or below it; the directory may also be meant from the
    workspace's root.
    """
    wanted = perform.block.options.cwd
    if wanted is None:
        return None
    word = word_of(wanted)
    root = shlex.quote(session.place.workspace)
    code = (
        f'case "$PWD/" in */{word}/) ;; '
        f'*/{word}/*) cd -- {word} 2>/dev/null || cd -- "${{PWD%/{word}/*}}"/{word} ;; '
        f"*) cd -- {word} 2>/dev/null || cd -- {root}/{word} ;; esac"
    )
    ended = session.terminal.run(code, timeout=10.0)
    if ended.exit_status == 0:
        return None
    reason = f"the guide says to be in {wanted}, which is not there"
    return block_result(perform, Status.FAILED, reason=reason, output=ended.output)
