"""Waiting in the main thread so that an interrupt ends it.

Python acts on signals in the main thread alone. The system may hand one to any thread, most of all
to one that just starts or starts a program: then nothing wakes a main thread that waits for a lock.
"""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    import threading
    from concurrent.futures import Future

T = TypeVar("T")

LOOK: Final = 0.1
"""Seconds after which an interrupt is noticed at the latest."""


def next_of(waiting: queue.SimpleQueue[T]) -> T:
    """What comes next, however long that takes."""
    while True:
        try:
            return waiting.get(timeout=LOOK)
        except queue.Empty:
            continue


def done(future: Future[T]) -> T:
    """The result of something that another thread does; raises what it raised."""
    from concurrent.futures import wait

    while not future.done():
        wait((future,), LOOK)
    return future.result()


def join(thread: threading.Thread, seconds: float) -> None:
    """Wait for the end of a thread, at most so many seconds."""
    for _ in range(round(seconds / LOOK)):
        thread.join(LOOK)
        if not thread.is_alive():
            return
