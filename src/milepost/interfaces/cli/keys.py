"""The keyboard and Ctrl-C while a display is on the terminal."""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import contextmanager
from typing import TYPE_CHECKING

from milepost.interfaces.cli.screen import holding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


@contextmanager
def keys_unseen() -> Iterator[None]:
    """Keep keys from being shown amid the display; they stay there for whoever reads next.

    While a person is asked they are shown.
    """
    try:
        keyboard = sys.stdin.fileno()
        before = termios.tcgetattr(keyboard)
        ours = os.tcgetpgrp(keyboard) == os.getpgrp()
    except (OSError, ValueError, termios.error):
        ours = False
    if not ours:
        # No terminal, or not ours at the moment: to change it would stop us.
        yield
        return
    quiet = [*before]
    quiet[3] = before[3] & ~(termios.ECHO | termios.ECHONL)

    @contextmanager
    def seen() -> Iterator[None]:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
        try:
            yield
        finally:
            termios.tcsetattr(keyboard, termios.TCSADRAIN, quiet)

    termios.tcsetattr(keyboard, termios.TCSADRAIN, quiet)
    try:
        with holding(seen):
            yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


@contextmanager
def on_interrupt(acknowledge: Callable[[], None]) -> Iterator[None]:
    """Call `acknowledge` as soon as Ctrl-C comes; what ends the run then takes its course."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before):
        yield
        return

    def told(number: int, frame: FrameType | None) -> None:
        acknowledge()
        before(number, frame)

    try:
        signal.signal(signal.SIGINT, told)
    except ValueError:
        yield  # Not in the main thread, which alone gets signals.
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
