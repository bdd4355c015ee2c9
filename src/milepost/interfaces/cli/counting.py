"""A count of guides on a terminal, for a check that takes longer than a second."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 1.0
"""Seconds before which nothing is shown."""
INTERVAL = 0.1
"""Seconds between two counts."""


@contextmanager
def counting(
    stream: TextIO, clock: Callable[[], float] = monotonic
) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be told of each guide; None where nobody watches. The line is gone at the end."""
    if not stream.isatty():
        yield None
        return
    line = _CountLine(stream, clock)
    try:
        yield line.show
    finally:
        line.clear()


class _CountLine:
    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + PATIENCE
        self._shown = 0

    def show(self, done: int, total: int) -> None:
        """Write how many of how many guides are done, if it is time to."""
        if self._clock() < self._next:
            return
        self._next = self._clock() + INTERVAL
        text = f"{done} of {total} guides"
        self._stream.write(f"\r{text.ljust(self._shown)}")
        self._stream.flush()
        self._shown = len(text)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._shown:
            self._stream.write(f"\r{' ' * self._shown}\r")
            self._stream.flush()
