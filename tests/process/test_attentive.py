"""A wait of the main thread ends with an interrupt, whichever thread the system gave it."""

from __future__ import annotations

import queue
import signal
import threading
import time
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from milepost.process.attentive import LOOK, done, join, next_of
from milepost.process.later import Later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Interrupted(Exception):  # noqa: N818 - it names what it is
    pass


@contextmanager
def interrupts_for_another_thread() -> Iterator[None]:
    """Signals that another thread gets, again and again, until one has ended the wait."""
    over = threading.Event()

    def told(*_: object) -> None:
        if not over.is_set():
            over.set()
            raise Interrupted

    def signal_itself() -> None:
        while not over.wait(LOOK / 5):
            signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)

    before = signal.signal(signal.SIGUSR1, told)
    other = threading.Thread(target=signal_itself, daemon=True)
    other.start()
    try:
        yield
    finally:
        over.set()
        other.join()
        signal.signal(signal.SIGUSR1, before)


def never() -> threading.Thread:
    thread = threading.Thread(target=threading.Event().wait, args=[60.0], daemon=True)
    thread.start()
    return thread


WAITS: dict[str, Callable[[], Any]] = {
    "for what comes next": lambda: next_of(queue.SimpleQueue()),
    "for a result": lambda: done(Future()),
    "for a thread": lambda: join(never(), 60.0),
    "for something later": lambda: Later(lambda: never().join()).result(),
}


@pytest.mark.parametrize("wait", WAITS.values(), ids=WAITS)
def test_an_interrupt_that_another_thread_gets_ends_the_wait(wait: Callable[[], Any]) -> None:
    began = time.monotonic()
    with pytest.raises(Interrupted), interrupts_for_another_thread():
        wait()
    assert time.monotonic() - began < 30


def test_what_there_is_is_returned() -> None:
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    waiting.put(1)
    assert next_of(waiting) == 1
    future: Future[int] = Future()
    future.set_result(2)
    assert done(future) == 2
    ended = threading.Thread(target=int)
    ended.start()
    join(ended, 60.0)
    assert not ended.is_alive()
