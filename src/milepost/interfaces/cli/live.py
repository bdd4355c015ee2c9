"""What a run shows while it goes on: a live display on a terminal, plain lines elsewhere.

Both write to standard error only, so that the report on standard output stays whole.
"""

from __future__ import annotations

import os
import sys
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
    from milepost.interfaces.cli.keys import keys_unseen, on_interrupt

    if not stream.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        lines = PlainLines(stream, style, brief=_same_file(stream, sys.stdout))
        with on_interrupt(lines.acknowledge):
            yield lines
        return
    from milepost.interfaces.cli.display import Display

    with keys_unseen(), Display(stream, style) as display, on_interrupt(display.acknowledge):
        yield display


def _same_file(one: TextIO, other: TextIO) -> bool:
    """Whether both streams lead to the same pipe or file."""
    try:
        return os.path.samestat(os.fstat(one.fileno()), os.fstat(other.fileno()))
    except (OSError, ValueError):
        return False


SLOW = 5.0
"""Seconds from which on a step is told even where the report follows in the same log."""


class PlainLines(Silent):
    """A line for each milestone that begins and each step that ends, for logs.

    `brief` says that the report goes to the same log: then only what lets a reader see that the
    run goes on is told, and nothing twice.
    """

    def __init__(self, stream: TextIO, style: Style, *, brief: bool = False) -> None:
        self._stream = stream
        self._style = style
        self._brief = brief
        self._lock = Lock()
        self._last = ""
        """Path of the milestone that was told of last."""
        self._ending = False

    def acknowledge(self) -> None:
        """An interrupt has come: how what runs is ended tells nothing of the guides."""
        self._ending = True

    def milestone_started(self, path: str, number: str | None, name: str, steps: int) -> None:
        title = f"{number}: {name}" if number else name
        noun = "step" if steps == 1 else "steps"
        self._say(f"{harmless(title)} ({one_line(path)}, {steps} {noun})", path)

    def milestone_placed(self, path: str, worker: str) -> None:
        self._say(f"  {harmless(path)} on {harmless(worker)}")

    def notice(self, text: str) -> None:
        self._say(f"milepost: {harmless(text)}")

    def step_finished(self, path: str, step: StepResult) -> None:
        if not self._brief or step.seconds >= SLOW:
            self._say(f"  {step_line(step, self._style)}", path, under=True)

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:
        if self._brief:
            return
        reason = f" {self._style.dash} {harmless(result.reason)}" if result.reason else ""
        self._say(f"{self._style.sign(result.status)} {one_line(path)}: {result.status}{reason}")

    def _say(self, line: str, path: str | None = None, *, under: bool = False) -> None:
        """`under`: it stands under the milestone's path, where another one was told of last."""
        with self._lock:
            if self._ending:
                return
            if under and path is not None and path != self._last:
                line = f"{one_line(path)}:\n{line}"
            self._last = self._last if path is None else path
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
