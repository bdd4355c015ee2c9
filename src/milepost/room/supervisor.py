"""Asking the supervisor inside a room (`supervisor.bash`) to start programs."""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT: Final = Path(__file__).with_name("supervisor.bash").read_bytes()

READY: Final = "ready"
"""What a supervisor says when the room is there."""

KILLED: Final = 128 + 9
"""The status of a program whose room was gone before it ended by itself."""

_PATIENCE: Final = 5.0
"""Seconds that the supervisor may take to answer, on a machine that is very busy."""

_REFUSALS: Final = {
    "directory": "the directory {directory} is not there",
    "command": "the program {program} is not there",
    "processes": "the room has as many processes as it can",
    "pipes": "its pipes could not be opened",
}


class Pipes:
    """This side's ends of a program's three pipes, all non-blocking."""

    def __init__(self, control: int, reports: int, output: int) -> None:
        self.control = control
        self.reports = reports
        self.output = output

    def close(self) -> None:
        """Close them; safe to call twice."""
        for descriptor in (self.control, self.reports, self.output):
            if descriptor >= 0:
                os.close(descriptor)
        self.control = self.reports = self.output = -1


class Supervisor:
    """The two pipes to a room's supervisor, and what it has said so far."""

    def __init__(self, requests: int, answers: int) -> None:
        """Take over the descriptors to write requests to and to read answers from."""
        self.exchange = -1
        """A descriptor of the exchange folder; it stays the caller's."""
        self._requests = requests
        self._answers = answers
        self._lock = threading.RLock()
        self._unread = b""
        self._next = 1
        self._started: dict[str, int] = {}
        self._refused: dict[str, str] = {}
        self._ended: dict[str, int] = {}
        self.gone = False
        os.set_blocking(answers, False)

    def start(self, argv: Sequence[str], directory: str) -> tuple[str, int, Pipes]:
        """Start a program: its number here, its process id in the room, its pipes."""
        if any("\0" in word for word in argv):
            raise CannotStart(f"a word of the command {argv[0]!r} holds a NUL character")
        with self._lock:
            if self.gone:
                raise CannotStart(f"cannot start {argv[0]}: the room has ended")
            number = str(self._next)
            self._next += 1
            names = [f"{number}.{pipe}" for pipe in ("control", "reports", "output")]
            for name in names:
                os.mkfifo(name, dir_fd=self.exchange)
                os.chmod(name, 0o666, dir_fd=self.exchange)
            try:
                pid, pipes = self._start(number, argv, directory, names)
            finally:
                for name in names:
                    os.unlink(name, dir_fd=self.exchange)
            return number, pid, pipes

    def _start(
        self, number: str, argv: Sequence[str], directory: str, names: Sequence[str]
    ) -> tuple[int, Pipes]:
        control, reports, output = names
        # For a moment this side reads its own control pipe, so that no end waits for the other.
        both = self._open(control, os.O_RDWR)
        pipes = Pipes(-1, self._open(reports, os.O_RDONLY), self._open(output, os.O_RDONLY))
        try:
            words = (number, directory, str(len(argv)), *argv)
            self._write("".join(f"{word}\0" for word in words).encode("utf-8", "surrogateescape"))
            deadline = time.monotonic() + _PATIENCE
            while number not in self._started and number not in self._refused and not self.gone:
                if time.monotonic() > deadline:
                    self._refused[number] = "processes"
                self.listen(0.05)
            if number not in self._started:
                raise CannotStart(self._refusal(number, argv[0], directory))
            pipes.control = self._open(control, os.O_WRONLY)
        except BaseException:
            pipes.close()
            raise
        finally:
            os.close(both)
        return self._started.pop(number), pipes

    def _open(self, name: str, mode: int) -> int:
        return os.open(name, mode | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=self.exchange)

    def _write(self, data: bytes) -> None:
        with contextlib.suppress(BrokenPipeError):
            while data:
                data = data[os.write(self._requests, data) :]

    def _refusal(self, number: str, program: str, directory: str) -> str:
        why = self._refused.pop(number, None)
        if why is None:
            return f"cannot start {program}: the room has ended"
        reason = _REFUSALS[why].format(directory=directory, program=program)
        return f"cannot start {program}: {reason}"

    def status(self, number: str) -> int | None:
        """The exit status of a program that has ended, else None."""
        with self._lock:
            if number not in self._ended:
                self.listen(0)
            if self.gone:
                return self._ended.get(number, KILLED)
            return self._ended.get(number)

    def await_status(self, number: str) -> None:
        """Wait until the status of a program that has been killed is known."""
        deadline = time.monotonic() + _PATIENCE
        while self.status(number) is None:
            if time.monotonic() > deadline:  # whoever watched over it has been killed too
                self._ended[number] = KILLED
            self.listen(0.05)

    def listen(self, timeout: float) -> list[str]:
        """Wait up to `timeout` seconds for answers; note them, and return them as lines.

        Sets `gone` if the room has ended.
        """
        with self._lock:
            if self.gone:
                return []
            poller = select.poll()
            poller.register(self._answers, select.POLLIN)
            if not poller.poll(timeout * 1000):
                return []
            data = os.read(self._answers, 65536)
            self.gone = not data
            *lines, self._unread = (self._unread + data).split(b"\n")
            texts = [line.decode("utf-8", "replace") for line in lines]
            for text in texts:
                self._note(text.split(" "))
            return texts

    def _note(self, words: list[str]) -> None:
        # A guide may write to the supervisor's pipe: what is not of its form is not its word.
        match words:
            case ["started", number, pid] if pid.isdecimal():
                self._started[number] = int(pid)
            case ["refused", number, why] if why in _REFUSALS:
                self._refused[number] = why
            case ["ended", number, status] if status.isdecimal():
                self._ended[number] = int(status)
            case _:
                pass

    def close(self) -> None:
        """Close both pipes; the supervisor ends when it can read no more requests."""
        with self._lock:
            self.gone = True
            for descriptor in (self._requests, self._answers):
                if descriptor >= 0:
                    os.close(descriptor)
            self._requests = self._answers = -1
