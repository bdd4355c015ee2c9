"""`milepost shell`."""

from __future__ import annotations

import math
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Literal

import click

from milepost.interfaces.cli.options import examples, room_options
from milepost.interfaces.cli.stream import style_of, write_bytes
from milepost.report.cells import harmless

if TYPE_CHECKING:
    from milepost.app.shell import Arrival
    from milepost.run.session import Session


@click.command(
    "shell",
    epilog=examples(
        "milepost shell 2/3",
        "milepost shell milestones/02-serve.md/3",
        "milepost shell 2/3 --command 'npm ls'",
    ),
)
@click.argument("step", metavar="STEP")
@click.option("-c", "--command", "code", metavar="COMMANDS", help="Carry these out there, and end.")
@click.option("--no-cache", is_flag=True, help="Recall no step and keep none.")
@room_options
def command(
    step: str,
    code: str | None,
    no_cache: bool,
    no_sandbox: bool,
    network: Literal["on", "off", "lan"],
    values: dict[str, str],
    pass_env: tuple[str, ...],
    tools: tuple[str, ...],
    timeout: float | None,
) -> int:
    """Open a shell in the room as it stands after a step, or at its failure.

    STEP is MILESTONE/STEP, such as 2/3, where the milestone is a number of the roadmap or the path
    of a guide; a guide alone stands for its last step, and a step alone for one of the only guide.
    What is kept of earlier runs is not run again. Services that the guide has started are running.
    When the shell ends, all that runs in the room does.

    Where standard input is no terminal, its text is carried out. The exit status is the shell's.
    """
    from milepost.app.run import RunRequest
    from milepost.app.shell import open_shell
    from milepost.interfaces.cli.live import watching

    request = RunRequest(
        sandbox=not no_sandbox,
        network=network,
        values=values,
        pass_env=pass_env,
        tools=tools,
        timeout=timeout,
        cache=not no_cache,
    )
    if code is None and not sys.stdin.isatty():
        code = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    with ExitStack() as display:

        def enter(arrival: Arrival) -> int:
            display.close()
            _say_where(arrival, sandbox=request.sandbox)
            if code is not None:
                return _carry_out(arrival.session, code)
            from milepost.interfaces.cli.attach import attach

            _say_how_to_leave(arrival, sandbox=request.sandbox)
            return attach(arrival.session, f"({_label(arrival)})")

        return open_shell(request, step, display.enter_context(watching(sys.stderr)), enter)


def _say_where(arrival: Arrival, *, sandbox: bool) -> None:
    from milepost.report.pretty_failure import failures

    style = style_of(sys.stderr)
    milestone, step = arrival.milestone, arrival.step
    title = f"{milestone.number}: {milestone.name}" if milestone.number else milestone.name
    at = "at the failure of" if arrival.failed else "after"
    here = "" if sandbox else ", on this machine itself"
    lines = [
        f"{style.bold(harmless(title))} ({harmless(milestone.path)}:{step.line})",
        f"{at} step {step.number}: {harmless(step.name)}{here}",
    ]
    if arrival.failed:
        lines += [*failures(milestone, style, advise=False), ""]
    for line in lines:
        click.echo(line, err=True)


def _say_how_to_leave(arrival: Arrival, *, sandbox: bool) -> None:
    ports = sorted({listener.port for listener in arrival.session.listeners()})
    if ports and sandbox:
        click.echo(f"listening: {', '.join(map(str, ports))}", err=True)
    click.echo("`exit` ends the shell and all that runs in it", err=True)


def _label(arrival: Arrival) -> str:
    number = arrival.milestone.number
    return f"{number}/{arrival.step.number}" if number else f"step {arrival.step.number}"


def _carry_out(session: Session, code: str) -> int:
    """Carry code out as a shell of its own would, and return its status."""
    # In a subshell a failing command does not end the code; it must not be empty.
    result = session.terminal.run(f"(:\n{code}\n)", timeout=math.inf, on_output=write_bytes)
    return result.exit_status or 0
