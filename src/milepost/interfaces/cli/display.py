"""The live display of a run on a terminal: steps that tick off, the current command, its output."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Self, TextIO

from rich.console import Console
from rich.control import Control
from rich.live import Live
from rich.segment import ControlType
from rich.text import Text

from milepost.interfaces.cli.live import step_line
from milepost.interfaces.cli.screen import holding
from milepost.report.cells import crop, expand, harmless, plain_output
from milepost.report.pretty_run import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from milepost.report.style import Style
    from milepost.result.model import MilestoneResult, OutcomeResult, StepResult

_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_ASCII_FRAMES = "|/-\\"
_FINISHED, _DONE, _OUTPUT, _COMMAND, _STEP, _HEAD = range(6)
"""Kinds of lines, in the order in which they are done without."""
_PENDING_OUTPUT = 4096
"""Characters of a command's output that are looked at for its last line."""
_CUT = ("linux", "rxvt", "screen")
"""Beginnings of TERM where a terminal that becomes narrower cuts its lines; others wrap them."""


@dataclass(slots=True)
class _Current:
    """A milestone on its way."""

    title: str
    steps: int
    since: float
    worker: str = ""
    """Of a cluster, where it runs in one."""
    done: list[str] = field(default_factory=list)
    """Lines of the steps that ended."""
    step: str = ""
    step_since: float = 0.0
    command: str = ""
    output: str = ""
    """The end of the current command's output."""


class Display:
    """Shows what goes on, ten times a second; leaves the terminal as it was."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._style = style
        self._frames = _FRAMES if style.unicode else _ASCII_FRAMES
        self._lock = Lock()
        self._current: dict[str, _Current] = {}
        self._finished: list[str] = []
        self._notice = ""
        self._since = monotonic()
        self._ending = False
        self._frame: tuple[int, ...] = ()
        """Cells of each line that is shown now."""
        self._wraps = _wraps(os.environ)
        self._console = Console(file=stream, force_terminal=True, highlight=False, markup=False)
        self._live = self._begin()
        self._held = ExitStack()

    def _begin(self) -> Live:
        """A display that knows of no frame before it; what is above it stays."""
        return Live(
            get_renderable=self._render,
            console=self._console,
            refresh_per_second=10,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def __enter__(self) -> Self:
        self._live.start()
        self._held.enter_context(holding(self._give_way))
        return self

    @contextmanager
    def _give_way(self) -> Iterator[None]:
        """Show nothing for a while, and go on under what is there then."""
        self._live.stop()
        self._frame = ()
        yield
        self._live = self._begin()
        self._live.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._held.close()
        self._live.stop()
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._console.print(Text("\n").join(map(Text.from_ansi, self._left_behind())))

    def acknowledge(self) -> None:
        """Show that an interrupt has come; what runs is being ended, and its end tells nothing of
        the guides. Called by a signal's handler, which must not wait for the lock."""
        self._ending = True

    def milestone_started(self, path: str, number: str | None, name: str, steps: int) -> None:
        title = f"{number}: {name}" if number else name
        with self._lock:
            self._current[path] = _Current(harmless(title), steps, monotonic())
            self._notice = ""

    def milestone_placed(self, path: str, worker: str) -> None:
        with self._lock:
            if current := self._current.get(path):
                current.worker = harmless(worker)

    def notice(self, text: str) -> None:
        with self._lock:
            self._notice = harmless(text)

    def step_started(self, path: str, number: int, name: str, line: int) -> None:  # noqa: ARG002
        with self._lock:
            if current := self._current.get(path):
                current.step = harmless(f"Step {number}: {name}" if number else name)
                current.step_since = monotonic()
                current.command = current.output = ""

    def command_started(self, path: str, line: int, text: str) -> None:
        with self._lock:
            if current := self._current.get(path):
                first = text.strip().split("\n")[0]
                current.command = f"{line}: {harmless(first)}"
                current.output = ""

    def output(self, path: str, data: str) -> None:
        with self._lock:
            if current := self._current.get(path):
                current.output = (current.output + data[-_PENDING_OUTPUT:])[-_PENDING_OUTPUT:]

    def outcome_checked(self, path: str, outcome: OutcomeResult) -> None:
        with self._lock:
            if current := self._current.get(path):
                current.command = f"{outcome.line}: {harmless(outcome.text)}"
                current.output = ""

    def step_finished(self, path: str, step: StepResult) -> None:
        with self._lock:
            if (current := self._current.get(path)) and not self._ending:
                current.done.append(step_line(step, self._style))
                current.step = current.command = current.output = ""

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:
        with self._lock:
            if not self._ending and (current := self._current.pop(path, None)):
                self._finished.append(
                    f"{self._style.sign(result.status)} {current.title}  "
                    f"{self._style.dim(seconds(monotonic() - current.since))}"
                )

    def _render(self) -> Text:
        """The display as it is now. Where the terminal is too low, what matters least is left out:
        milestones that ended, then steps, then output, then commands; of each the oldest first."""
        self._climb()
        with self._lock:
            lines = [(_FINISHED, line) for line in self._finished]
            for current in self._current.values():
                lines += self._lines(current)
            if self._notice:
                lines.append((_HEAD, self._style.yellow(self._notice)))
        if self._ending:
            lines.append((_HEAD, self._style.yellow("Interrupted: what runs is being ended")))
        excess = len(lines) - max(self._console.height - 1, 4)
        if excess > 0:
            least = sorted(range(len(lines)), key=lambda number: lines[number][0])
            left_out = set(least[:excess])
            lines = [line for number, line in enumerate(lines) if number not in left_out]
        # Cells beyond the last column would make a second row of a line.
        whole = Text("\n", no_wrap=True, overflow="crop", end="")
        texts = [Text.from_ansi(line) for _, line in lines]
        self._frame = tuple(min(text.cell_len, self._console.width) for text in texts)
        return whole.join(texts)

    def _climb(self) -> None:
        """Erase the rows that a narrower terminal has made of our lines, besides the first of each:
        what is shown next begins that much higher."""
        if self._wraps:
            width = max(self._console.width, 1)
            excess = sum(max(cells - 1, 0) // width for cells in self._frame)
            erase, up = (ControlType.ERASE_IN_LINE, 2), (ControlType.CURSOR_UP, 1)
            if excess:
                self._console.control(Control(*[erase, up] * excess))

    def _left_behind(self) -> list[str]:
        """What had ended, and where each milestone on its way was stopped."""
        lines = [*self._finished]
        for current in self._current.values():
            lines.append(f"{self._style.bold(current.title)}  stopped")
            lines += [f"  {line}" for line in current.done]
            if current.step:
                at = f" at line {current.command}" if current.command else ""
                lines.append(f"  {self._style.dash} {current.step}  stopped{at}")
        return lines

    def _lines(self, current: _Current) -> list[tuple[int, str]]:
        """Each with how much it matters."""
        now, style = monotonic(), self._style
        frame = self._frames[int(now * 10) % len(self._frames)]
        count = f"{min(len(current.done) + 1, current.steps)} of {current.steps}"
        elapsed = seconds(now - current.since)
        facts = f"{style.dim(count)}  {elapsed}"
        if current.worker:
            facts += f"  {style.dim(f'on {current.worker}')}"
        room = max(self._console.width - 10, 20)
        title = style.bold(crop(current.title, room - 8))
        lines = [(_HEAD, f"{style.cyan(frame)} {title}  {facts}")]
        lines += [(_DONE, f"  {line}") for line in current.done]
        if current.step:
            took = style.dim(seconds(now - current.step_since))
            lines.append((_STEP, f"  {style.cyan(frame)} {crop(current.step, room - 8)}  {took}"))
        if current.command:
            lines.append((_COMMAND, f"      {crop(current.command, room)}"))
        if last := plain_output(current.output).rstrip().rpartition("\n")[2]:
            lines.append((_OUTPUT, f"      {style.dim(crop(expand(last)[0], room))}"))
        return lines


def _wraps(environ: Mapping[str, str]) -> bool:
    """Whether the terminal wraps its lines anew when it becomes narrower."""
    if "TMUX" in environ:
        return True
    return "XTERM_VERSION" not in environ and not environ.get("TERM", "").startswith(_CUT)
