"""Something done in a thread of its own while others are waited for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from milepost.process.attentive import LOOK

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Later(Generic[T]):
    """Begins at once, unless told not to; `result` waits for it, and raises what it raised."""

    def __init__(self, do: Callable[[], T], *, begin: bool = True) -> None:
        self._do = do
        self._done: list[T] = []
        self._raised: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        if begin:
            self.begin()

    def begin(self) -> None:
        """Begin, where it has not begun yet."""
        if self._thread.ident is None:
            self._thread.start()

    @property
    def has_ended(self) -> bool:
        """Whether `result` need not wait."""
        return self._thread.ident is not None and not self._thread.is_alive()

    def result(self) -> T:
        self.begin()
        while self._thread.is_alive():
            self._thread.join(LOOK)
        if self._raised is not None:
            raise self._raised
        return self._done[0]

    def _run(self) -> None:
        try:
            self._done.append(self._do())
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            self._raised = error
