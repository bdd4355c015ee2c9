"""What runs remember of earlier ones: for each milestone, how far it need not be run again.

Keys, trees and merges are imported where they are needed: a run that keeps nothing has none.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from milepost.plan.model import MilestonePlan
    from milepost.run.settings import RunSettings
    from milepost.snapshot.model import Tree
    from milepost.snapshot.store import Store

_CONFIRMED: Final = "part "
"""Comes before the key of a part where the store has verdicts on guides by their paths."""
_FAILED: Final = "failed"


class Left(msgspec.Struct, frozen=True):
    """The files that a milestone leaves behind."""

    layers: tuple[str, ...]
    digest: str
    """Of names, kinds, permissions and contents."""
    began: tuple[str, ...] = ()
    """Layers of what the milestone began from; what it changed is the difference."""
    origin: str = ""
    """Digest of the folder from which the first one of its line has started."""


class Memory:
    """The store of a run, and what has been said on how to use it."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        version: str,
        room: Mapping[str, str] | None,
        workspace_of: Callable[[str], str],
        secrets: Mapping[str, str] | None = None,
    ) -> None:
        """`room` tells all that is handed into a room; None where steps are not recalled: on this
        machine, or because it was asked for. `workspace_of` gives a digest of the folder that a
        guide starts from, by its path. `secrets` are variables that a room is handed and whose
        values are not kept."""
        self._open_store = open_store
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._version = version
        self._room = room
        self._workspace_of = workspace_of
        self.secrets: Mapping[str, str] = secrets or {}

    @property
    def store(self) -> Store:
        """Where layers are; opened when it is first asked for."""
        with self._lock:
            if self._store is None:
                self._store = self._open_store()
            return self._store

    @property
    def recalls(self) -> bool:
        """Whether steps are kept and recalled."""
        return self._room is not None

    def start_key(
        self,
        plan: MilestonePlan,
        start: Left | None,
        settings: RunSettings,
        tools: Sequence[tuple[str, str]],
    ) -> str:
        """The key before a milestone's first part; `start` is what its place is made of, None for
        what its roadmap ships."""
        from milepost.plan.key import Ingredients, start_key

        return start_key(
            Ingredients(
                version=self._version,
                room=self._room or {},
                values=settings.values,
                timeout=settings.timeout,
                tools=tools,
                workspace=self._workspace_of(plan.path) if start is None else start.digest,
            )
        )

    def leave(
        self,
        plan: MilestonePlan,
        layers: tuple[str, ...],
        start: Left | None,
        began: tuple[str, ...],
    ) -> Left:
        """What a milestone leaves behind, if it is in `layers` and it `began` from those.

        Raises `Damaged`.
        """
        from milepost.snapshot.model import content_digest

        self.store.hold(layers)
        origin = self._workspace_of(plan.path) if start is None else start.origin
        return Left(layers, content_digest(self.load(layers)), began, origin)

    def confirm(self, key: str | None) -> None:
        """Remember that a part fails also where nothing is recalled before it."""
        if key is not None:
            with contextlib.suppress(OSError):
                self.store.note_verdicts([(_CONFIRMED + key, _FAILED)])

    def is_confirmed(self, key: str | None) -> bool:
        """Whether that is known of a part."""
        if key is None:
            return False
        try:
            return self.store.verdict(_CONFIRMED + key) is not None
        except OSError:
            return False

    def forget(self, keys: Iterable[str]) -> None:
        """Recall some parts no more."""
        with contextlib.suppress(OSError):
            self.store.forget(keys)

    def load(self, layers: Sequence[str]) -> Tree:
        """The files that layers hold. Raises `Damaged`."""
        from milepost.snapshot.tracker import load

        return load(self.store, layers)
