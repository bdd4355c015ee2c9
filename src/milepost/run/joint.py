"""Files to which the changes of one milestone after the other are brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from milepost.run.memory import Left
from milepost.snapshot.compose import compose
from milepost.snapshot.merge import apply_additions, changes, merge
from milepost.snapshot.model import Located, content_digest, stack
from milepost.snapshot.tracker import contents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.snapshot.model import Contents, Tree
    from milepost.snapshot.store import Store

_MOST_LAYERS: Final = 64
"""More are made one: each costs time whenever the files are laid out."""


class Joint:
    """What is there so far. All methods raise `Damaged`, and OSError where nothing can be kept."""

    def __init__(self, store: Store, left: Left) -> None:
        self._store = store
        self._contents: dict[str, Contents] = {}
        self._origin = left.origin
        self._layers = left.layers
        self._tree = self._load(left.layers)
        self._left: Left | None = left

    @property
    def left(self) -> Left:
        """All of it."""
        if self._left is None:
            if len(self._layers) > _MOST_LAYERS:
                self._layers = tuple(filter(None, [compose(self._store, {}, self._tree)]))
            self._store.hold(self._layers)
            self._left = Left(self._layers, content_digest(self._tree), origin=self._origin)
        return self._left

    def add(
        self, later: Left, *, foreign: bool = False
    ) -> tuple[frozenset[bytes], tuple[bytes, ...]]:
        """Bring what a milestone changed there: paths that differ now, and those in conflict, with
        which nothing is changed.

        `foreign`: it started from another folder, which is brought there, too.
        """
        if not foreign:
            added = self._add_layers(later)
            if added is not None:
                return added, ()
        base = self._load(later.began)
        if foreign:
            base = {path: base[path] for path in base.keys() - changes(base, self._tree)}
        merged = merge(base, self._tree, self._load(later.layers))
        differs = changes(self._tree, merged.tree)
        if merged.conflicts or not differs:
            return frozenset(), merged.conflicts
        layer = compose(self._store, self._tree, merged.tree)
        layers = (*self._layers, *filter(None, [layer]))
        self._set(layers, self._load(layers))
        return differs, ()

    def replace(self, left: Left) -> frozenset[bytes]:
        """Go on from where a milestone has left off; paths that differ now."""
        before = self._tree
        self._set(left.layers, self._load(left.layers))
        self._left = left
        return changes(before, self._tree)

    def _set(self, layers: tuple[str, ...], tree: Tree) -> None:
        self._layers, self._tree, self._left = layers, tree, None

    def _add_layers(self, later: Left) -> frozenset[bytes] | None:
        """Lay what a milestone has added upon the rest; None if that takes a closer look.

        A roadmap's milestones mostly make files of their own, of which no tree need be loaded.
        """
        count = len(later.began)
        added = later.layers[count:]
        if later.layers[:count] != later.began:
            return None
        after: Tree = {}
        for layer in added:
            contents = self._of(layer)
            if contents.removed:
                return None
            for path, entry in contents.entries.items():
                after[path] = Located(layer, entry)
        before = {path: self._find(later.began, path) for path in after}
        differs = apply_additions(self._tree, before, after)
        if differs is not None:
            self._layers, self._left = (*self._layers, *added), None
        return differs

    def _find(self, layers: Sequence[str], path: bytes) -> Located | None:
        """What some layers have at a path."""
        for layer in reversed(layers):
            contents = self._of(layer)
            if path in contents.entries:
                return Located(layer, contents.entries[path])
            if path in contents.removed:
                return None
        return None

    def _load(self, layers: Sequence[str]) -> Tree:
        return stack((layer, self._of(layer)) for layer in layers)

    def _of(self, layer: str) -> Contents:
        if layer not in self._contents:
            self._contents[layer] = contents_of(self._store, layer)
        return self._contents[layer]
