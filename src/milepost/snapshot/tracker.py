"""The files of one place, followed through a guide: kept after a step, put back before another."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.process.errors import CannotStart
from milepost.snapshot.archive import BadArchive, Recorder, end
from milepost.snapshot.errors import Damaged
from milepost.snapshot.inside import Range, converse, folders_of
from milepost.snapshot.model import Contents, Entry, Located, stack
from milepost.snapshot.walk import closed, is_closed, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from milepost.process.place import Place
    from milepost.snapshot.model import Tree
    from milepost.snapshot.store import Store
    from milepost.snapshot.walk import Seen, Stat

_FOOTER: Final = 8
"""Bytes at a layer's end that tell the length of what stands between archive and end."""

_PACK: Final = r"""
cd -- "$1" || exit
while IFS= read -r -d '' path; do chmod u+r -- "$path"; done <"$3"
exec tar -c -f - --format=pax --pax-option=delete=atime,delete=ctime --sparse --numeric-owner \
  --xattrs --xattrs-include='user.*' --no-recursion --null --files-from="$2" >&4
"""
_EMPTY: Final = r"""
cd -- "$1" || exit
xargs -0 -r -a "$2" sh -c 'for path; do
  if [ -d "$path" ] && [ ! -L "$path" ]; then find "$path" -type d -exec chmod u+rwx {} \;; fi
done; rm -rf -- "$@"' rm
"""
_UNPACK: Final = r"""
cd -- "$1" || exit
exec tar -x -f - --same-permissions --no-same-owner --delay-directory-restore \
  --xattrs --xattrs-include='user.*' <&3 3<&- 4>&-
"""
_CLOSE: Final = r"""
cd -- "$1" || exit
while IFS= read -r -d '' mode && IFS= read -r -d '' path; do
  [ ! -e "$path" ] || chmod "$mode" -- "$path"
done <"$2"
"""
_NO_CONTENT: Final = hashlib.sha256().digest()
_NAMES: Final = "snapshot-names"


class Tracker:
    """Knows which files of a place are which, so that only what differs is moved."""

    def __init__(self, place: Place, store: Store) -> None:
        self._place = place
        self._store = store
        self._folders = folders_of(place)
        self._stats: dict[bytes, Stat] = {}
        """Files whose entry in `tree` is known to be theirs."""
        self._seen: Seen | None = None
        self.tree: Tree = {}
        """What the snapshot taken or put back last holds."""
        self.layers: tuple[str, ...] = ()

    @property
    def seen(self) -> Seen | None:
        """The place as it was looked at last."""
        return self._seen

    def take(self) -> tuple[str, ...]:
        """Keep what has changed; the layers of all that is there. Raises `CannotStart`."""
        seen = walk(self._place, self._folders)
        shut = closed(seen.files)
        try:
            self._take(seen, shut)
        finally:
            self._close(shut)
        return self.layers

    def forget(self) -> None:
        """Let the next snapshot hold everything, in a layer of its own."""
        self._stats, self.tree, self.layers = {}, {}, ()

    def put_back(self, layers: tuple[str, ...]) -> None:
        """Make the place's files those of these layers. Raises `CannotStart` and `Damaged`."""
        tree = load(self._store, layers)
        self.lay_out(tree)
        self.layers = layers

    def lay_out(self, tree: Tree) -> None:
        """Make the place's files those of a tree; only what differs is moved."""
        seen = walk(self._place, self._folders)
        here = {
            path
            for path, stat in seen.files.items()
            if self._is_known(path, stat)
            and path in tree
            and self.tree[path].entry.same_as(tree[path].entry)
        }
        missing = with_first_names(tree, tree.keys() - here)
        surplus = seen.files.keys() - tree.keys() | _changed_kind(seen, tree, missing)
        # What is done in a folder changes its time, so that it has to be put back too.
        missing |= {path.rpartition(b"/")[0] for path in missing | surplus} & tree.keys()
        self._remove(sorted(surplus))
        with contextlib.ExitStack() as opened:
            ranges = list(_ranges(self._store, [tree[path] for path in missing], opened))
            if ranges:
                size = sum(one.length for one in ranges)
                converse(self._place, _UNPACK, [self._folders.base], give=[*ranges, end(size)])
        self._close(
            {
                path: tree[path].entry.mode
                for path in sorted(tree, reverse=True)
                if is_closed(tree[path].entry.kind, tree[path].entry.mode)
            }
        )
        self._settle(tree)

    def _settle(self, tree: Tree) -> None:
        """See that everything is as it is to be, and take note of it."""
        seen = walk(self._place, self._folders)
        self._close(closed(seen.files))
        for path, located in tree.items():
            stat, entry = seen.files.get(path), located.entry
            if stat is None or (stat.kind == "d") != (entry.kind == "d") or stat.mode != entry.mode:
                raise CannotStart(f"{path.decode('utf-8', 'replace')} could not be put back")
        self._seen, self._stats, self.tree = seen, seen.files, tree
        self.layers = ()

    def _take(self, seen: Seen, shut: Mapping[bytes, int]) -> None:
        groups = _first_names(seen.files)
        candidates = {
            path
            for path, stat in seen.files.items()
            if not self._is_known(path, stat) or self._other_first_name(path, groups)
        }
        linked = {groups[path] for path in candidates if path in groups}
        candidates |= {path for path, first in groups.items() if first in linked}
        removed = tuple(sorted(self.tree.keys() - seen.files.keys()))
        entries = self._pack(seen, sorted(candidates), groups, shut, removed)
        for path in removed:
            del self.tree[path]
        self.tree.update(entries)
        self._stats, self._seen = seen.files, seen

    def _is_known(self, path: bytes, stat: Stat) -> bool:
        """Whether the file is certain to be as it was when the tree was made."""
        return (
            path in self.tree
            and self._stats.get(path) == stat
            and self._seen is not None
            and self._seen.is_settled(stat)
        )

    def _has(self, path: bytes, entry: Entry) -> bool:
        before = self.tree.get(path)
        return before is not None and entry.same_as(before.entry)

    def _other_first_name(self, path: bytes, groups: Mapping[bytes, bytes]) -> bool:
        entry = self.tree[path].entry
        first = groups.get(path, path)
        return (entry.kind == "h") != (first != path) or (first != path and entry.target != first)

    def _pack(
        self,
        seen: Seen,
        candidates: list[bytes],
        groups: Mapping[bytes, bytes],
        shut: Mapping[bytes, int],
        removed: tuple[bytes, ...],
    ) -> Tree:
        """Write a layer of those candidates that really differ; where each of them is now."""
        entries: dict[bytes, Entry] = {}
        differs: dict[bytes, bool] = {}
        further: dict[bytes, list[bytes]] = {}
        for name, first in groups.items():
            if name != first:
                further.setdefault(first, []).append(name)

        def keep(number: int, digest: bytes, offset: int, length: int) -> bool:
            path = candidates[number]
            entry = _entry(path, seen.files[path], groups, digest, offset, length)
            first = groups.get(path, path)
            if first == path:
                # A group of names stays together: a further name needs its first one's record.
                differs[path] = not self._has(path, entry) or any(
                    not self._has(name, _entry(name, seen.files[name], groups, _NO_CONTENT, 0, 0))
                    for name in further.get(path, ())
                )
            if differs[first]:
                entries[path] = entry
            return differs[first]

        with self._store.temporary() as file:
            recorder = Recorder(file, keep)
            if candidates:
                unreadable = [path for path in candidates if path in shut]
                names = self._names("", candidates), self._names("-shut", unreadable)
                try:
                    converse(self._place, _PACK, [self._folders.base, *names], take=recorder.feed)
                except BadArchive as error:
                    raise CannotStart(f"files could not be kept: {error}") from error
                if recorder.records != len(candidates):
                    raise CannotStart("files changed while they were kept")
            if not entries and not removed:
                return {}
            last = footer(entries, removed)
            file.write(last)
            recorder.digest.update(last)
            digest = recorder.digest.hexdigest()
            self._store.adopt(file, digest)
        self.layers = (*self.layers, digest)
        return {path: Located(digest, entry) for path, entry in entries.items()}

    def _remove(self, paths: list[bytes]) -> None:
        tops: list[bytes] = []
        for path in paths:
            if not tops or not path.startswith(tops[-1] + b"/"):
                tops.append(path)
        if tops:
            converse(self._place, _EMPTY, [self._folders.base, self._names("", tops)])

    def _close(self, modes: Mapping[bytes, int]) -> None:
        if modes:
            words = [word for path, mode in modes.items() for word in (b"%o" % mode, path)]
            converse(self._place, _CLOSE, [self._folders.base, self._names("", words)])

    def _names(self, suffix: str, words: Iterable[bytes]) -> str:
        return self._place.put(f"{_NAMES}{suffix}", b"".join(word + b"\0" for word in words))


def load(store: Store, layers: Iterable[str]) -> Tree:
    """All files that layers hold together. Raises `Damaged`."""
    return stack((digest, contents_of(store, digest)) for digest in layers)


def footer(entries: dict[bytes, Entry], removed: tuple[bytes, ...]) -> bytes:
    """What stands at a layer's end, after its records."""
    contents = msgspec.msgpack.encode(Contents(entries, removed))
    return contents + len(contents).to_bytes(_FOOTER, "big")


def contents_of(store: Store, digest: str) -> Contents:
    """What a layer changes. Raises `Damaged`."""
    file = store.open(digest)
    if file is None:
        raise Damaged(digest)
    with file:
        size = file.seek(0, 2)
        file.seek(size - _FOOTER)
        length = int.from_bytes(file.read(_FOOTER), "big")
        file.seek(size - _FOOTER - length)
        return msgspec.msgpack.decode(file.read(length), type=Contents)


def _ranges(
    store: Store, located: Iterable[Located], opened: contextlib.ExitStack
) -> Iterator[Range]:
    """The records, those that lie next to each other at once; a layer's in their own order."""
    by_layer: dict[str, list[tuple[int, int]]] = {}
    for one in located:
        by_layer.setdefault(one.layer, []).append((one.entry.offset, one.entry.length))
    for layer, records in by_layer.items():
        file = store.open(layer)
        if file is None:
            raise Damaged(layer)
        opened.enter_context(file)
        start = end = 0
        for offset, length in sorted(records):
            if offset != end:
                if end > start:
                    yield Range(file, start, end - start)
                start = offset
            end = offset + length
        yield Range(file, start, end - start)


def with_first_names(tree: Tree, paths: Iterable[bytes]) -> set[bytes]:
    """The paths, and with each one of a group of names the whole group."""
    wanted = set(paths)
    firsts = {tree[path].entry.target for path in wanted if tree[path].entry.kind == "h"} | wanted
    for path, located in tree.items():
        if located.entry.kind == "h" and located.entry.target in firsts:
            wanted |= {path, located.entry.target}
    return wanted


def _changed_kind(seen: Seen, tree: Tree, missing: Iterable[bytes]) -> set[bytes]:
    """What has to go before something of another kind can take its name."""
    return {
        path
        for path in missing
        if (stat := seen.files.get(path)) is not None
        and (stat.kind == "d") != (tree[path].entry.kind == "d")
    }


def _first_names(files: Mapping[bytes, Stat]) -> dict[bytes, bytes]:
    """Of files with several names: each name to the first one."""
    by_inode: dict[int, list[bytes]] = {}
    for path, stat in files.items():
        if stat.links > 1:
            by_inode.setdefault(stat.inode, []).append(path)
    return {path: min(paths) for paths in by_inode.values() if len(paths) > 1 for path in paths}


def _entry(
    path: bytes,
    stat: Stat,
    groups: Mapping[bytes, bytes],
    digest: bytes,
    offset: int,
    length: int,
) -> Entry:
    first = groups.get(path, path)
    further = first != path
    return Entry(
        kind="h" if further else stat.kind,
        mode=stat.mode,
        mtime=stat.mtime,
        size=stat.size,
        target=first if further else stat.target,
        digest=digest,
        offset=offset,
        length=length,
    )
