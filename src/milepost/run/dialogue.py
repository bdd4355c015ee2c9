"""A program that asks its reader, run over a PTY: each answer is typed where it waits for it.

The PTY echoes, as a reader's terminal does, so the output reads as the dialogue that a guide shows.
"""

from __future__ import annotations

import os
import select
import time
from collections import deque
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.normalise import normalise
from milepost.run.capture import MIB, Capture
from milepost.run.interactive import pty_argv, pty_script
from milepost.run.shell import TICK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from milepost.process.place import Place
    from milepost.reading.base import Answer
    from milepost.run.shell import State

_CHUNK = 1 << 16
_QUIET = 0.3
"""Seconds without output after which a line that is not ended is taken for a question."""


class Talked(msgspec.Struct, frozen=True):
    """How a dialogue went."""

    output: str
    exit_status: int | None
    """None if it was ended by the timeout."""
    seconds: float
    timed_out: bool = False
    left: int = 0
    """Answers that it did not ask for."""


def talk(
    place: Place,
    code: str,
    answers: Sequence[Answer],
    state: State,
    timeout: float,
    on_output: Callable[[bytes], None] | None = None,
) -> Talked:
    """Run a command where `state` stands, and answer what it asks, in order.

    Raises `milepost.process.errors.CannotStart`.
    """
    script = pty_script(place, code, state, name="dialogue", stty="echo")
    process = place.start(pty_argv(place.put("dialogue", script)))
    poll = select.poll()
    poll.register(process.output, select.POLLIN)
    capture, waiting = Capture(MIB), deque(answers)
    began = heard = time.monotonic()
    asked = 0
    """Bytes of the output when the last answer was typed."""
    while process.poll() is None and time.monotonic() - began < timeout:
        data = _read(poll, process.output, TICK)
        if data:
            heard = time.monotonic()
            capture.add(data)
            if on_output is not None:
                on_output(data)
        elif waiting and _asks(
            capture.text_since(asked), waiting[0].question, time.monotonic() - heard
        ):
            asked = capture.total
            _write(process.control, f"{waiting.popleft().text}\n".encode())
    timed_out = process.poll() is None
    while data := _read(poll, process.output, 0.0):
        capture.add(data)
    status = None if timed_out else process.poll()
    process.end(0.0)
    process.close()
    output = capture.text().replace("\r\n", "\n")
    return Talked(output, status, time.monotonic() - began, timed_out, len(waiting))


def _asks(text: str, question: str | None, quiet: float) -> bool:
    """Whether what was printed since the last answer ends in a question."""
    last = normalise(text.replace("\r\n", "\n").rpartition("\n")[2])
    if question:
        return last.endswith(question.rstrip())
    return quiet >= _QUIET and bool(last)


def _read(poll: select.poll, output: int, seconds: float) -> bytes:
    if not poll.poll(seconds * 1000):
        return b""
    try:
        data = os.read(output, _CHUNK)
    except BlockingIOError:
        return b""
    if not data:
        time.sleep(min(seconds, 0.002))  # its end is known from the process alone
    return data


def _write(control: int, data: bytes) -> None:
    try:
        os.write(control, data)
    except (BlockingIOError, BrokenPipeError):
        return  # it has ended, which whoever waits will see
