"""The user's store of layers: where it is, and how large it may become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from milepost.files.cache_folder import VARIABLE, cache_folder
from milepost.snapshot.store import GIBIBYTE, LIMIT, Store
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from milepost.snapshot.store import Aside, Fetch

SIZE: Final = "MILEPOST_CACHE_GIB"


def open_store(
    environ: Mapping[str, str],
    fetch: Fetch | None = None,
    aside: Aside | None = None,
    held: Callable[[], Path] | None = None,
) -> Store:
    """The user's store. Raises MilepostError if its folder cannot be used."""
    return Store(cache_home(environ), _limit(environ), fetch=fetch, aside=aside, held=held)


def cache_home(environ: Mapping[str, str]) -> Path:
    """The folder of the user's cache. Raises MilepostError if there is no home for it."""
    folder = cache_folder(environ)
    if folder is None:
        raise MilepostError("there is no home to keep a cache in", f"Set {VARIABLE} to a folder.")
    return folder


def _limit(environ: Mapping[str, str]) -> int:
    text = environ.get(SIZE, "")
    if not text:
        return LIMIT
    try:
        limit = int(float(text) * GIBIBYTE)
    except (ValueError, OverflowError):
        limit = -1
    if limit < 0:
        raise MilepostError(
            f"{SIZE} is {text!r}, which is no size", "Set it to a number of GiB, such as 5."
        )
    return limit
