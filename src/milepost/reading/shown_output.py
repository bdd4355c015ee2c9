"""What a command of a guide printed against what the guide shows under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.compare import Comparison, compare
from milepost.reading.repls import error_in, repl_named, without_frames

if TYPE_CHECKING:
    from milepost.milestone.check import Mask, Mode
    from milepost.reading.base import Command, Options


def as_shown(command: Command, output: str, options: Options) -> Comparison:
    """Compare them, as it is done for the program that the command was typed into."""
    expected = command.expected
    if command.typed_into is None:
        if expected is None:
            return Comparison(True)
        masks = masks_of(command, options)
        return compare(expected, output, mode_of(command, options), masks, command.share)
    repl = repl_named(command.typed_into.program)
    error = unexpected_error(command, output)
    if error is not None:
        return Comparison(False, f"{repl.name} shows an error that the guide does not: {error}")
    if expected is None:
        return Comparison(True)
    return compare(
        without_frames(repl, expected),
        without_frames(repl, output),
        mode=mode_of(command, options),
        masks=options.masks,
    )


def mode_of(command: Command, options: Options) -> Mode:
    """How its output is compared: a report as such, what a database answers row by row."""
    if command.match is not None:
        return command.match
    typed = command.typed_into
    if typed is not None and repl_named(typed.program).sql and options.match == "exact":
        return "table"
    return options.match


def masks_of(command: Command, options: Options) -> tuple[Mask, ...]:
    """What is masked in its output before it is compared."""
    return command.masks or options.masks


def unexpected_error(command: Command, output: str) -> str | None:
    """What an interactive program says of an error that the guide does not show."""
    if command.typed_into is None:
        return None
    repl = repl_named(command.typed_into.program)
    wrong = error_in(repl, output)
    if wrong is None or error_in(repl, command.expected or "") is not None:
        return None
    # Python names the error last, after the frames in which it arose.
    lines = [line for line in output.strip().split("\n") if line.strip()]
    return lines[-1] if wrong.startswith("Traceback") else wrong
