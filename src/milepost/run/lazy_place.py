"""A place that opens when it is first used: a run that is all from the cache needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping, Sequence

    from milepost.process.place import Listener, Place, Process


class LazyPlace:
    """See `milepost.process.place.Place`; every member may raise `CannotStart` at first."""

    def __init__(self, open_place: Callable[[], Place]) -> None:
        self._open = open_place
        self._opened: Place | None = None

    def _place(self) -> Place:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    @property
    def is_open(self) -> bool:
        """Whether it was used."""
        return self._opened is not None

    @property
    def isolated(self) -> bool:
        return self._place().isolated

    @property
    def workspace(self) -> str:
        return self._place().workspace

    @property
    def environment(self) -> Mapping[str, str]:
        return self._place().environment

    def put(self, name: str, data: bytes) -> str:
        return self._place().put(name, data)

    def start(self, argv: Sequence[str], *, cwd: str | None = None) -> Process:
        return self._place().start(argv, cwd=cwd)

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._place().connect(host, port, timeout)

    def listeners(self) -> frozenset[Listener]:
        return self._place().listeners()

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
