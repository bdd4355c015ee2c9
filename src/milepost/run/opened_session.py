"""A session that opens in a thread of its own: its shells start while something else is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from milepost.process.errors import CannotStart
from milepost.process.later import Later
from milepost.run.lazy_place import LazyPlace
from milepost.run.session import Session
from milepost.run.shell import GRACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from milepost.process.place import Place
    from milepost.result.observer import Observer
    from milepost.run.settings import RunSettings


class OpenedSession:
    """Begins to open at once. Close it, whatever happened; its place goes with it."""

    def __init__(
        self,
        open_place: Callable[[], Place],
        settings: RunSettings,
        observer: Observer,
        path: str,
    ) -> None:
        self._place = LazyPlace(open_place)
        self._opening = Later(partial(_open, self._place, settings, observer, path))
        self._closing: Later[None] | None = None

    def session(self) -> Session:
        """The session, its terminals started. Raises CannotStart."""
        return self._opening.result()

    def call_off(self) -> None:
        """Kill what runs in it, so that another thread which waits for it goes on."""
        self._place.end()

    def begin_to_close(self, grace: float = GRACE) -> None:
        """Close it while something else is done; what runs in it has `grace` seconds to end."""
        if self._closing is None:
            self._closing = Later(partial(_close, self._opening, grace))

    def close(self) -> None:
        """Close session and place."""
        self.begin_to_close()
        assert self._closing is not None
        self._closing.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _open(place: LazyPlace, settings: RunSettings, observer: Observer, path: str) -> Session:
    try:
        session = Session(place, settings, observer, path)
        session.ask(":")
    except BaseException:
        place.close()
        raise
    return session


def _close(opening: Later[Session], grace: float) -> None:
    try:
        session = opening.result()
    except CannotStart:
        return
    try:
        session.close(grace=grace)
    finally:
        session.place.close()
