"""Joining this terminal with a shell in a place, until the shell ends."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
import tty
from contextlib import contextmanager
from typing import TYPE_CHECKING

from milepost.run.visit import Screen, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from milepost.run.session import Session

_TICK = 0.05
"""Seconds after which a changed size and the shell's end are noticed at the latest."""
_DUMB = "dumb"
_CHUNK = 1 << 16


def attach(session: Session, label: str) -> int:
    """Hand this terminal to a shell that stands where the guide's stands; its exit status."""
    keyboard, screen = sys.stdin.fileno(), sys.stdout.fileno()
    visit = Visit(session.place, session.terminal.save(), _screen(keyboard), label)
    try:
        with _raw(keyboard), _told_of_size(keyboard, visit):
            return _relay(visit, keyboard, screen)
    finally:
        visit.close()


def _relay(visit: Visit, keyboard: int, screen: int) -> int:
    while True:
        status = visit.status()
        shown, pressed = visit.exchange(keyboard, 0 if status is not None else _TICK)
        _write(screen, shown)
        if status is not None and not shown:
            return status
        if pressed:
            visit.type(_typed(keyboard))


def _typed(keyboard: int) -> bytes:
    """The keys that were pressed; a terminal that is gone ends all, as its signal does."""
    try:
        keys = os.read(keyboard, _CHUNK)
    except OSError:
        keys = b""
    if not keys:
        raise KeyboardInterrupt
    return keys


def _write(screen: int, data: bytes) -> None:
    while data:
        data = data[os.write(screen, data) :]


def _screen(terminal: int) -> Screen:
    size = os.get_terminal_size(terminal)
    # A terminal may not say how large it is.
    return Screen(os.environ.get("TERM", _DUMB), size.lines or 24, size.columns or 80)


@contextmanager
def _raw(keyboard: int) -> Iterator[None]:
    """Every key goes to the shell in the place, which does what this terminal did before."""
    before = termios.tcgetattr(keyboard)
    tty.setraw(keyboard)
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


@contextmanager
def _told_of_size(terminal: int, visit: Visit) -> Iterator[None]:
    def told(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        with contextlib.suppress(OSError):  # the terminal is gone
            visit.resize(_screen(terminal))

    before = signal.signal(signal.SIGWINCH, told)
    try:
        yield
    finally:
        signal.signal(signal.SIGWINCH, before)
