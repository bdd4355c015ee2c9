"""What a snapshot is made of. Paths are bytes relative to the place's base, as its kernel has them.

A snapshot is a stack of layers, as a container image is: each holds what one step changed. A layer
is kept under the digest of its bytes, so that it is stored once and cannot change unnoticed.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One file, folder or link."""

    kind: str
    """`f` file, `d` folder, `l` symbolic link, `p` named pipe, `h` further name of a file."""
    mode: int
    """Permission bits, set-id and sticky bits included."""
    mtime: str
    """Time of the last change of content: seconds since 1970 with nine or ten decimals."""
    size: int
    """Bytes of content; 0 for what is no file."""
    target: bytes
    """Where a symbolic link leads; for a further name, the path of the first one."""
    digest: bytes
    """SHA-256 of the content as its archive has it: holes of a sparse file are left out."""
    offset: int
    """Where its record begins in its layer's archive, in bytes."""
    length: int
    """Bytes of its record, a multiple of 512."""

    def same_as(self, other: Entry | None) -> bool:
        """Whether both describe the same file, wherever their records are."""
        return other is not None and self.identity == other.identity

    @property
    def identity(self) -> tuple[str, int, str, int, bytes, bytes]:
        """All but the place of its record."""
        return (self.kind, self.mode, self.mtime, self.size, self.target, self.digest)


class Contents(msgspec.Struct, frozen=True):
    """What a layer changes."""

    entries: dict[bytes, Entry]
    removed: tuple[bytes, ...]
    """Paths of lower layers that are gone."""


class Located(msgspec.Struct, frozen=True):
    """An entry, and the layer that has its record."""

    layer: str
    entry: Entry


class TerminalState(msgspec.Struct, frozen=True):
    """Where a terminal stood; see `milepost.run.shell.State`."""

    directory: bytes
    code: bytes
    rest: bytes = b""


class Snapshot(msgspec.Struct, frozen=True):
    """The files of a place, and its terminals."""

    layers: tuple[str, ...] = ()
    """Digests, the lowest first."""
    terminals: dict[str, TerminalState] = {}
    current: str = ""
    """Name of the terminal in which the reader typed last."""


Tree = dict[bytes, Located]
"""All files of a place by path."""


def stack(layers: Iterable[tuple[str, Contents]]) -> Tree:
    """What is there when layers, the lowest first, lie upon each other: their digests and what they
    hold. One may lie there twice."""
    tree: Tree = {}
    for digest, contents in layers:
        for path in contents.removed:
            tree.pop(path, None)
        for path, entry in contents.entries.items():
            tree[path] = Located(digest, entry)
    return tree


def content_digest(tree: Tree) -> str:
    """A digest of names, kinds, permissions and contents; times are left out."""
    whole = hashlib.sha256()
    for path in sorted(tree):
        entry = tree[path].entry
        head = f"{entry.kind} {entry.mode:o} {len(path)} {len(entry.target)} ".encode()
        whole.update(head + path + entry.target + entry.digest)
    return whole.hexdigest()
