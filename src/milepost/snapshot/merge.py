"""Several places, begun from the same one, brought together. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.snapshot.model import Located, Tree


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    tree: Tree
    conflicts: tuple[bytes, ...]
    """Paths that both sides changed, each in its own way; the later side's stand in `tree`."""


def merge(base: Tree, one: Tree, other: Tree) -> Merged:
    """The three-way merge: what only one side changed wins.

    Times alone are no change, and folders conflict only where one side has something else there.
    """
    tree: Tree = {}
    conflicts: list[bytes] = []
    for path in sorted(one.keys() | other.keys()):
        before, left, right = base.get(path), one.get(path), other.get(path)
        if _same(left, right) or _same(before, right):
            chosen = left
        else:
            chosen = right
            if not _same(before, left) and not _both_folders(left, right):
                conflicts.append(path)
        if chosen is not None:
            tree[path] = chosen
    return Merged(_with_parents(tree, one, other), tuple(conflicts))


def common(stacks: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The layers that all stacks begin with: what their places began from."""
    shared: list[str] = []
    for layers in zip(*stacks, strict=False):
        if len(set(layers)) > 1:
            break
        shared.append(layers[0])
    return tuple(shared)


def _same(one: Located | None, other: Located | None) -> bool:
    if one is None or other is None:
        return one is other
    a, b = one.entry, other.entry
    return (a.kind, a.mode, a.size, a.target, a.digest) == (
        b.kind,
        b.mode,
        b.size,
        b.target,
        b.digest,
    )


def _both_folders(one: Located | None, other: Located | None) -> bool:
    return one is not None and other is not None and one.entry.kind == other.entry.kind == "d"


def _with_parents(tree: Tree, *sides: Tree) -> Tree:
    """A file that one side keeps in a folder that the other has removed keeps the folder too."""
    for path in list(tree):
        parent = path.rpartition(b"/")[0]
        while parent and parent not in tree:
            for side in sides:
                if parent in side:
                    tree[parent] = side[parent]
            parent = parent.rpartition(b"/")[0]
    return dict(sorted(tree.items()))
