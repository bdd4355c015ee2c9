"""What one milestone changed, brought onto what others have left meanwhile. Pure.

What is taken over without running anything has to be what running it there would have made. Where
that cannot be told from the files alone, it is a conflict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from milepost.snapshot.model import Located, Tree


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    tree: Tree
    """Means something only without conflicts."""
    conflicts: tuple[bytes, ...]
    """Paths that both sides changed, in order."""


def merge(base: Tree, here: Tree, later: Tree) -> Merged:
    """The three-way merge: `later` began from `base` and comes after `here`.

    What only one side changed wins; times alone are no change. A file that both made alike is a
    conflict too, since one after the other they may have added to it twice. So is a folder to
    which one side adds and which the other removes, or empties afterwards.
    """
    tree = dict(here)
    conflicts: set[bytes] = set()
    changed = [path for path in base | later if not _same(base.get(path), later.get(path))]
    for path in changed:
        before, now, after = base.get(path), here.get(path), later.get(path)
        if not _same(before, now) and (not _same(now, after) or _has_grown(before, after)):
            conflicts.add(path)
        elif after is None:
            tree.pop(path, None)
        else:
            tree[path] = after
    conflicts.update(_folders_gone(tree, base, here, later))
    conflicts.update(_folders_emptied(base, here, later))
    conflicts.update(_links_gone(tree, here, later))
    return Merged(dict(sorted(tree.items())), tuple(sorted(conflicts)))


def apply_additions(
    tree: Tree, before: Mapping[bytes, Located | None], after: Tree
) -> frozenset[bytes] | None:
    """The same for what only adds or changes: `tree` is changed; the paths that differ.

    `before` and `after` hold what was touched alone. None, and nothing is changed, where `merge`
    has to tell: something else was there, is there now, or goes by further names.
    """
    changed: Tree = {}
    for path, found in after.items():
        was, now = before[path], tree.get(path)
        if found.entry.kind == "h" or (_is_folder(was) and not _is_folder(found)):
            return None
        if _same(was, found):
            # Its time alone, or that of a folder to which something was added.
            if not _same(now, was):
                return None
        elif _same(was, now):
            changed[path] = found
        else:
            return None
    parents = filter(None, map(_parent, changed))
    if not all(_is_folder(changed.get(parent, tree.get(parent))) for parent in parents):
        return None
    if any(one.entry.kind == "h" and one.entry.target in changed for one in tree.values()):
        return None
    tree.update(after)
    return frozenset(changed)


def changes(before: Tree, after: Tree) -> frozenset[bytes]:
    """Paths at which something else is there than was before."""
    return frozenset(p for p in before | after if not _same(before.get(p), after.get(p)))


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


def _has_grown(before: Located | None, after: Located | None) -> bool:
    """Whether a file has content that it had not before."""
    if after is None or after.entry.kind != "f" or not after.entry.size:
        return False
    return before is None or before.entry.digest != after.entry.digest


def _is_folder(found: Located | None) -> bool:
    return found is not None and found.entry.kind == "d"


def _parent(path: bytes) -> bytes:
    return path.rpartition(b"/")[0]


def _folders_gone(tree: Tree, *sides: Tree) -> Iterator[bytes]:
    """Folders that one side has removed and in which the other has something."""
    for path in tree:
        parent = _parent(path)
        if not _is_folder(tree.get(parent)) and any(parent in side for side in sides):
            yield parent


def _folders_emptied(base: Tree, here: Tree, later: Tree) -> Iterator[bytes]:
    """Folders of which later nothing is as it was at first, while something was added here."""
    removed = {_parent(path) for path in base.keys() - later.keys()}
    kept = {_parent(path) for path in base.keys() & later.keys() if _same(base[path], later[path])}
    added = {_parent(path) for path in here.keys() - base.keys()}
    yield from (removed - kept) & added & later.keys()


def _links_gone(tree: Tree, *sides: Tree) -> Iterator[bytes]:
    """Further names of files that are not the files any more of which they are names."""
    for path, found in tree.items():
        target = found.entry.target
        if found.entry.kind == "h" and not any(
            _same(side.get(path), found) and _same(side.get(target), tree.get(target))
            for side in sides
        ):
            yield path
