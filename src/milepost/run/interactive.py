"""An interactive program, typed into over a PTY in the place.

Its prompts are changed to ones that no output can be taken for, so what it prints ends where one
of them stands. The PTY does not echo, which line editors respect too. Every prompt is waited for
before the next line is typed.
"""

from __future__ import annotations

import os
import re
import secrets
import select
import shlex
import time
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.repls import ENVIRONMENT
from milepost.run.capture import MIB, Capture
from milepost.run.shell import TICK, restoring

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from milepost.process.place import Place
    from milepost.reading.base import Answer
    from milepost.reading.repls import Repl
    from milepost.run.shell import State

_CHUNK = 1 << 16
_LEAVE_SECONDS = 2.0
_INPUTRC = b"set disable-completion on\nset enable-bracketed-paste off\nset bell-style none\n"
"""For programs that read with readline: a tab is a tab."""
_END_OF_INPUT = re.compile(r"\^D|[Cc]trl[-+][Dd]")
_ASKS = re.compile(r"[Pp]ass(?:word|phrase)[^\n]*: ?\Z")
_PTY = (
    "command -v script >/dev/null || { echo 'script (of util-linux) is not there'; exit 127; }; "
    'exec script -qefc "bash --norc --noprofile ${1@Q}" /dev/null <&3 3<&- 4>&-'
)


class Answered(msgspec.Struct, frozen=True):
    """What a program said to a statement."""

    output: str
    """All of it, its prompts left out."""
    seconds: float
    ended: bool = False
    """It has ended, with `exit_status`."""
    exit_status: int | None = None
    timed_out: bool = False
    incomplete: bool = False
    """It waits for the rest of the statement."""
    asks: bool = False
    """It asks for a password."""


class InteractiveProgram:
    """One program, from its start to its end."""

    def __init__(self, place: Place, repl: Repl, start: str, state: State) -> None:
        """Start it by the shell command `start`, where `state` stands.

        Raises `milepost.process.errors.CannotStart`.
        """
        self.repl = repl
        self.start = start
        self.had_error = False
        """It has shown an error: some programs tell so again when they end."""
        token = secrets.token_hex(3)
        self._first, self._more = f"mp1{token}> ", f"mp2{token}> "
        self._waits = re.compile(rf"{re.escape(self._first)}\Z")
        more = repl.waits_more or re.escape(self._more)
        self._waits_more = re.compile(rf"(?:{more})\Z")
        script = _script(place, repl, start, state)
        path = place.put(f"interactive-{token}", script)
        self._process = place.start(pty_argv(path))
        self._poll = select.poll()
        self._poll.register(self._process.output, select.POLLIN)
        self._capture = Capture(MIB)
        self._tail = b""
        self._on_output: Callable[[bytes], None] | None = None
        self._answers: list[Answer] = []
        """What is still to be typed where the statement at hand asks."""
        self._is_open = True

    def wait_for_start(
        self, timeout: float, on_output: Callable[[bytes], None] | None = None
    ) -> Answered:
        """Wait until it asks for its first statement; change its prompts. Its greeting is told."""
        began = time.monotonic()
        self._begin(on_output)
        state = self._wait(began + timeout, re.compile(self.repl.waits))
        greeting = self._capture.text()
        if state == "first":
            self._begin(None)
            for line in self.repl.setup:
                self._write(line.format(first=self._first, more=self._more) + "\n")
            state = self._wait(began + timeout)
        return self._answered(state, began, greeting)

    def type(
        self,
        text: str,
        timeout: float,
        on_output: Callable[[bytes], None] | None = None,
        answers: Sequence[Answer] = (),
    ) -> Answered:
        """Type a statement line by line, and wait for the prompt after it.

        `answers` are typed where the statement asks; the output shows them as a terminal would.
        """
        began = time.monotonic()
        self._begin(on_output)
        self._answers = list(answers)
        state = "first"
        for line in _typed_lines(self.repl, text):
            state = self._line(line, began + timeout)
            if state not in ("first", "more"):
                break
        if state == "more" and self.repl.blank_ends:
            state = self._line("", began + timeout)
        return self._answered(state, began, self._text())

    def quiet(self, text: str, timeout: float) -> None:
        """Type a statement of our own; its answer is dropped."""
        self._begin(None)
        self._line(text, time.monotonic() + timeout)

    def close(self) -> None:
        """End its input, give it a moment, then end it; safe to call twice."""
        if not self._is_open:
            return
        self._begin(None)
        self._write("\x04")
        self._wait(time.monotonic() + _LEAVE_SECONDS, re.compile(r"(?!)"))
        self._finish()

    @property
    def is_open(self) -> bool:
        """Whether it can be typed into."""
        return self._is_open

    def _begin(self, on_output: Callable[[bytes], None] | None) -> None:
        self._capture = Capture(MIB)
        self._tail = b""
        self._on_output = on_output

    def _line(self, line: str, deadline: float) -> str:
        self._tail = b""
        self._write("\x04" if _END_OF_INPUT.fullmatch(line.strip()) else f"{line}\n")
        return self._wait(deadline)

    def _wait(self, deadline: float, waits: re.Pattern[str] | None = None) -> str:
        """`first` or `more` for the prompt that it shows, `ended`, `asks`, or `late`."""
        while True:
            tail = self._tail.decode("utf-8", "replace").replace("\r\n", "\n")
            if (waits or self._waits).search(tail):
                return "first"
            if waits is None and self._is_more(tail):
                return "more"
            if waits is not None and _ASKS.search(tail):
                return "asks"
            if self._answers and tail.rstrip(" ").endswith(self._answers[0].question or ""):
                self._answer(self._answers.pop(0).text)
                continue
            if self._process.poll() is not None:
                self._read(TICK)
                return "ended"
            left = deadline - time.monotonic()
            if left <= 0:
                return "late"
            self._read(min(TICK, left))

    def _answer(self, text: str) -> None:
        """Type an answer, which the PTY does not echo."""
        self._tail = b""
        self._capture.add(f"{text}\n".encode())
        self._write(f"{text}\n")

    def _is_more(self, tail: str) -> bool:
        if self.repl.waits_more:  # it may be output, unless there is nothing else
            return self._waits_more.fullmatch(tail) is not None
        return self._waits_more.search(tail) is not None

    def _read(self, seconds: float) -> None:
        if not self._poll.poll(seconds * 1000):
            return
        while True:
            try:
                data = os.read(self._process.output, _CHUNK)
            except BlockingIOError:
                return
            if not data:
                time.sleep(min(seconds, 0.002))  # its end is known from the process alone
                return
            self._capture.add(data)
            self._tail = (self._tail + data)[-_CHUNK:]
            if self._on_output is not None:
                self._on_output(self._without_prompts(data.decode("utf-8", "replace")).encode())

    def _write(self, text: str) -> None:
        data = memoryview(text.encode("utf-8", "surrogateescape"))
        while data:
            try:
                data = data[os.write(self._process.control, data) :]
            except BlockingIOError:
                self._read(0.01)
            except BrokenPipeError:
                return  # it has ended, which whoever waits will see

    def _text(self) -> str:
        return self._without_prompts(self._capture.text())

    def _without_prompts(self, text: str) -> str:
        text = text.replace(self._first, "").replace(self._more, "")
        if self.repl.waits_more:
            text = re.sub(rf"\A(?:{self.repl.waits_more})+", "", text)
        return text.replace("\r\n", "\n")

    def _answered(self, state: str, began: float, output: str) -> Answered:
        status = None
        if state != "first":
            status = self._process.poll() if state == "ended" else None
            self._finish()
        return Answered(
            output=output,
            seconds=time.monotonic() - began,
            ended=state == "ended",
            exit_status=status,
            timed_out=state == "late",
            incomplete=state == "more",
            asks=state == "asks",
        )

    def _finish(self) -> None:
        if self._is_open:
            self._is_open = False
            self._process.end(0.0)
            self._process.close()


def _typed_lines(repl: Repl, text: str) -> list[str]:
    """The lines of a statement as they are typed: a blank one within it would end it."""
    lines = text.split("\n")
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    if not repl.blank_ends:
        return lines
    kept: list[str] = []
    for line in lines:
        whole = "\n".join(kept)
        in_string = whole.count('"""') % 2 or whole.count("'" * 3) % 2
        if line.strip() or in_string:
            kept.append(line)
    return kept


def _script(place: Place, repl: Repl, start: str, state: State) -> bytes:
    """What the PTY's shell does: stand where the terminal stands, then start the program."""
    inputrc = place.put("inputrc", _INPUTRC)
    settings = {**ENVIRONMENT, **repl.environment, "INPUTRC": inputrc}
    return pty_script(place, start, state, name=repl.name, stty="-echo", settings=settings)


def pty_argv(script: str) -> list[str]:
    """What starts a shell on a PTY that carries out a script of the place."""
    return ["bash", "--norc", "--noprofile", "-c", _PTY, "-", script]


def pty_script(
    place: Place,
    start: str,
    state: State,
    *,
    name: str,
    stty: str,
    settings: Mapping[str, str] | None = None,
) -> bytes:
    """What that shell does: stand where the terminal stands, then run the command `start`."""
    exports = "".join(
        f"export {key}={shlex.quote(value)}\n" for key, value in (settings or {}).items()
    )
    path = place.put(f"{name}-state", restoring(state))
    lines = f". {shlex.quote(path)} >/dev/null 2>&1\n{exports}"
    return f"{lines}stty {stty} cols 80 rows 24\n{start}\n".encode()
