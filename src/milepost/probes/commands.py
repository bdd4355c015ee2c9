"""Checks that run a command: where the reader stands, with the terminal's variables."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from milepost.probes.base import Verdict
from milepost.probes.output import holds, tail

if TYPE_CHECKING:
    from milepost.milestone.check import (
        CommandAvailable,
        CommandPrints,
        CommandPrintsNothing,
        CommandSucceeds,
        ProcessRuns,
        VariableSet,
    )
    from milepost.probes.base import View

_TIMEOUT = 60.0
"""Seconds that a command of an outcome may take."""


def command_succeeds(check: CommandSucceeds, view: View) -> Verdict:
    """The command exits with the status that the guide says."""
    answer = view.command(check.command, _TIMEOUT)
    if answer.status is None:
        return Verdict(False, f"did not end within {_TIMEOUT:.0f} s")
    return Verdict(answer.status == check.status, _ended(answer.status, answer.output))


def command_prints(check: CommandPrints, view: View) -> Verdict:
    """What the command prints holds the text, as the output of a block would."""
    answer = view.command(check.command, _TIMEOUT)
    if answer.status is None:
        return Verdict(False, f"did not end within {_TIMEOUT:.0f} s")
    wanted, seen = (" ".join(text.split()) for text in (check.text, answer.output))
    return Verdict(holds(seen, wanted, broadly=check.negated), tail(answer.output) or "no output")


def command_prints_nothing(check: CommandPrintsNothing, view: View) -> Verdict:
    """The command ends, whatever its status, and nothing but blanks was printed."""
    answer = view.command(check.command, _TIMEOUT)
    if answer.status is None:
        return Verdict(False, f"did not end within {_TIMEOUT:.0f} s")
    return Verdict(not answer.output.strip(), tail(answer.output) or "no output")


def command_available(check: CommandAvailable, view: View) -> Verdict:
    """The terminal finds a program, function or alias of this name."""
    answer = view.command(f"command -v -- {shlex.quote(check.name)}", 10.0)
    return Verdict(answer.status == 0, answer.output.strip() or f"{check.name} is not found")


def variable_set(check: VariableSet, view: View) -> Verdict:
    """A variable of the terminal, exported or not."""
    answer = view.command(f'[ -n "${{{check.name}+x}}" ] && printf %s "${{{check.name}}}"', 10.0)
    if answer.status != 0:
        return Verdict(False, f"{check.name} is not set")
    return Verdict(check.value is None or answer.output == check.value, answer.output)


def process_runs(check: ProcessRuns, view: View) -> Verdict:
    """A process of the place whose program or first argument has this name."""
    answer = view.ask(
        "for p in /proc/[0-9]*; do tr '\\0' ' ' <\"$p/cmdline\" 2>/dev/null; echo; done"
    )
    for line in answer.output.splitlines():
        words = [word.rsplit("/", 1)[-1] for word in line.split()[:2]]
        if check.name in words:
            return Verdict(True, line.strip())
    return Verdict(False, f"no process {check.name} runs", pending=True)


def _ended(status: int, output: str) -> str:
    text = tail(output)
    return f"exit status {status}" + (f"\n{text}" if text else "")
