"""A layer put together from the records of others, without a place."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.snapshot.errors import Damaged
from milepost.snapshot.tracker import footer, with_first_names

if TYPE_CHECKING:
    from typing import BinaryIO

    from milepost.snapshot.model import Entry, Located, Tree
    from milepost.snapshot.store import Store


def compose(store: Store, before: Tree, after: Tree) -> str | None:
    """Keep a layer that makes `after` of `before`; its digest, None where nothing differs.

    Raises `Damaged` where a record is gone.
    """
    removed = tuple(sorted(before.keys() - after.keys()))
    differs = {path for path in after if not _is_same(after[path], before.get(path))}
    if not differs and not removed:
        return None
    entries: dict[bytes, Entry] = {}
    whole = hashlib.sha256()
    with store.temporary() as file, contextlib.ExitStack() as opened:
        layers: dict[str, BinaryIO] = {}
        offset = 0
        # The first of several names comes before the further ones.
        for path in sorted(with_first_names(after, differs)):
            layer, entry = after[path].layer, after[path].entry
            if layer not in layers:
                source = store.open(layer)
                if source is None:
                    raise Damaged(layer)
                layers[layer] = opened.enter_context(source)
            layers[layer].seek(entry.offset)
            record = layers[layer].read(entry.length)
            file.write(record)
            whole.update(record)
            entries[path] = replace(entry, offset=offset)
            offset += entry.length
        end = footer(entries, removed)
        file.write(end)
        whole.update(end)
        store.adopt(file, whole.hexdigest())
    return whole.hexdigest()


def _is_same(one: Located, other: Located | None) -> bool:
    return other is not None and one.entry.same_as(other.entry)
