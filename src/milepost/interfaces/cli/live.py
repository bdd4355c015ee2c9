"""What a run shows while it goes on: a live display on a terminal, plain lines elsewhere.

Both write to standard error only, so that the report on standard output stays whole.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, TextIO

from milepost.interfaces.cli.stream import style_of
from milepost.report.cells import crop, harmless, one_line
from milepost.report.pretty_run import seconds
from milepost.result.observer import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.style import Style
    from milepost.result.model import MilestoneResult, StepResult
    from milepost.result.observer import Observer


@contextmanager
def watching(stream: TextIO) -> Iterator[Observer]:
    """An observer that shows a run on a stream; the display is gone when the context ends."""
    style = style_of(stream)
    if not stream.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield PlainLines(stream, style)
        return
    from milepost.interfaces.cli.display import Display
    from milepost.interfaces.cli.keys import keys_unseen, on_interrupt

    with keys_unseen(), Display(stream, style) as display, on_interrupt(display.acknowledge):
        yield display


class PlainLines(Silent):
    """A line for each milestone that begins and each step that ends, for logs."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._style = style
        self._lock = Lock()

    def milestone_started(self, path: str, number: str | None, name: str, steps: int) -> None:
        title = f"{number}: {name}" if number else name
        noun = "step" if steps == 1 else "steps"
        self._say(f"{harmless(title)} ({one_line(path)}, {steps} {noun})")

    def milestone_placed(self, path: str, worker: str) -> None:
        self._say(f"  {harmless(path)} on {harmless(worker)}")

    def notice(self, text: str) -> None:
        self._say(f"milepost: {harmless(text)}")

    def step_finished(self, path: str, step: StepResult) -> None:  # noqa: ARG002
        self._say(f"  {step_line(step, self._style)}")

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:
        reason = f" {self._style.dash} {harmless(result.reason)}" if result.reason else ""
        self._say(f"{self._style.sign(result.status)} {one_line(path)}: {result.status}{reason}")

    def _say(self, line: str) -> None:
        with self._lock:
            try:
                self._stream.write(f"{line}\n")
                self._stream.flush()
            except OSError:
                # Nobody reads the progress any more; the run and its report go on.
                self._stream = open_nowhere()


def step_line(step: StepResult, style: Style) -> str:
    """A step that ended, as one line."""
    title = f"Step {step.number}: {step.name}" if step.number else step.name
    facts = "cached" if step.cached else seconds(step.seconds) if step.seconds >= 0.05 else ""
    text = crop(harmless(title), max(style.width - 24, 20), style.ellipsis)
    return f"{style.sign(step.status)} {text}  {style.dim(facts)}".rstrip()


def open_nowhere() -> TextIO:
    """A stream that keeps nothing."""
    from io import StringIO

    class Nowhere(StringIO):
        def write(self, text: str, /) -> int:
            return len(text)

    return Nowhere()
