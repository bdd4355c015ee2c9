"""What is drawn on the terminal gives way while a person is asked something."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    GiveWay = Callable[[], AbstractContextManager[None]]

_drawn: list[GiveWay] = []
"""Of all that holds the process's one terminal at the moment, the outermost first."""


@contextmanager
def holding(give_way: GiveWay) -> Iterator[None]:
    """Hold the terminal: the context that `give_way` makes is entered while somebody is asked."""
    _drawn.append(give_way)
    try:
        yield
    finally:
        _drawn.remove(give_way)


@contextmanager
def given_way() -> Iterator[None]:
    """The terminal as it is without us: nothing is drawn on it, and keys are shown."""
    with ExitStack() as stack:
        for give_way in reversed(_drawn):
            stack.enter_context(give_way())
        yield
