"""A person at a terminal: what only they may do."""

from __future__ import annotations

import os
import termios
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from milepost.interfaces.cli.screen import given_way
from milepost.report.cells import harmless
from milepost.text import lazy_re as re
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import RawIOBase

_TERMINAL = "/dev/tty"
_SECRET = re.compile(r"key|token|secret|pass(?:word|phrase)?\b|credential", re.IGNORECASE)
"""Names of what is nobody else's business."""


def answer_at_terminal(shown: str, question: str, *, hidden: bool = False) -> str | None:
    """What a person types at the process's own terminal; None where there is none.

    With `hidden` it is not to be seen.

    Standard input is never taken for an answer: a program could write to it. A job in the
    background has no say either.
    """
    try:
        descriptor = os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None
    with os.fdopen(descriptor, "r+b", buffering=0) as terminal:
        if not terminal.isatty() or os.tcgetpgrp(descriptor) != os.getpgrp():
            return None
        text = "".join(f"{harmless(line)}\n" for line in shown.split("\n")) if shown else ""
        with given_way():
            terminal.write(f"{text}{harmless(question)} ".encode())
            with _unseen(descriptor) if hidden else nullcontext():
                typed = _line(terminal)
            if hidden or not typed.endswith(b"\n"):
                terminal.write(b"\n")
        return typed.decode("utf-8", "replace").strip()


def _line(terminal: RawIOBase) -> bytes:
    """What is typed up to Enter, or up to the end of all typing."""
    typed = b""
    while not typed.endswith(b"\n") and (piece := terminal.read(1)):
        typed += piece
    return typed


@contextmanager
def _unseen(descriptor: int) -> Iterator[None]:
    """What is typed is not shown."""
    before = termios.tcgetattr(descriptor)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def ask_values(names: Sequence[str]) -> dict[str, str]:
    """The values that a person gives for what guides leave open; none for what they skip."""
    given: dict[str, str] = {}
    shown = "The guide leaves these for you to fill in (Enter alone: none).\n"
    for name in names:
        said = answer_at_terminal(shown, f"{name}:", hidden=_SECRET.search(name) is not None)
        if said is None:
            break
        if said:
            given[name] = said
        shown = ""
    return given


def confirm(shown: str, verb: str) -> None:
    """Let a person confirm in a word. Raises MilepostError where nobody does."""
    said = answer_at_terminal(shown, f"Type {verb!r} to {verb} this:")
    if said is None:
        raise MilepostError(
            f"only a person at a terminal can {verb}",
            "Run it yourself, in a terminal, in the foreground.",
        )
    if said != verb:
        raise MilepostError("not confirmed; nothing was recorded", f"Type the word {verb!r}.")


def ask_trust(commands: Sequence[str], files: Sequence[str]) -> bool | None:
    """Show exactly what would run, and let a person decide; None where nobody is there."""
    lines = ["This guide runs these commands on this machine, outside a clean room:", ""]
    lines += [f"    {line}" for command in commands for line in command.split("\n")]
    for file in files:
        path, _, code = file.partition(":\n")
        lines += ["", f"and, in a copy of your workspace, this test file, `{path}`:", ""]
        lines += [f"    {line}" for line in code.split("\n")]
    shown = "\n".join([*lines, ""])
    said = answer_at_terminal(shown, "Trust exactly these from now on? [y/N]")
    return None if said is None else said.lower() in ("y", "yes")
