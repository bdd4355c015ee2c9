"""The cache: where it is, and what it holds."""

from __future__ import annotations

import os
import time

import msgspec

from milepost.app import check_cache, outlines
from milepost.app.store import open_store
from milepost.files import kept


class CacheRecord(msgspec.Struct, frozen=True):
    """What the cache holds: the data behind `milepost cache --format json`."""

    schema: str
    folder: str
    size: int
    """Bytes."""
    limit: int
    """Bytes above which the steps that were not used for longest are forgotten."""
    steps: int
    hits: int
    """How often a kept step was used."""
    newest_seconds: float | None
    """Age of the youngest step; None for an empty cache."""
    oldest_seconds: float | None
    checks: int
    """Sets of guides of which it is kept what `check` found."""
    checks_size: int
    """Bytes that they take besides `size`."""
    damaged: str | None = None
    """Where the index lies that was found damaged: it was set aside, and begun anew."""


def examine() -> CacheRecord:
    """The figures of the user's cache. Raises MilepostError if it cannot be used."""
    store = open_store(os.environ)
    figures = store.figures()
    checks = kept.sizes(store.folder / check_cache.FOLDER)
    now = time.time()
    return CacheRecord(
        schema="milepost.cache/1",
        folder=figures.folder,
        size=figures.size,
        limit=figures.limit,
        steps=figures.steps,
        hits=figures.hits,
        newest_seconds=None if figures.newest is None else now - figures.newest,
        oldest_seconds=None if figures.oldest is None else now - figures.oldest,
        checks=len(checks),
        checks_size=sum(checks.values()),
        damaged=figures.damaged,
    )


def clear_cache() -> int:
    """Forget all that is kept; the bytes that it took. Raises MilepostError."""
    store = open_store(os.environ)
    size = store.figures().size
    store.clear()
    for name in (check_cache.FOLDER, outlines.FOLDER):
        size += sum(kept.sizes(store.folder / name).values())
        kept.remove(store.folder / name)
    return size
