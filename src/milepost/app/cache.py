"""The cache: where it is, what it holds, and how a run uses it."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

import milepost
from milepost.app import check_cache, outlines
from milepost.files import kept
from milepost.files.cache_folder import VARIABLE, cache_folder
from milepost.run.memory import Memory
from milepost.snapshot.store import GIBIBYTE, LIMIT, Aside, Store
from milepost.text.error import MilepostError
from milepost.text.secret import held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from milepost.room.settings import RoomSettings
    from milepost.snapshot.store import Fetch

SIZE: Final = "MILEPOST_CACHE_GIB"
_PREFIX: Final = "milepost-run-"
_CHUNK: Final = 1 << 20


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


def open_store(
    environ: Mapping[str, str], fetch: Fetch | None = None, aside: Aside | None = None
) -> Store:
    """The user's store. Raises MilepostError if its folder cannot be used."""
    return Store(cache_home(environ), _limit(environ), fetch=fetch, aside=aside)


def cache_home(environ: Mapping[str, str]) -> Path:
    """The folder of the user's cache. Raises MilepostError if there is no home for it."""
    folder = cache_folder(environ)
    if folder is None:
        raise MilepostError("there is no home to keep a cache in", f"Set {VARIABLE} to a folder.")
    return folder


@contextlib.contextmanager
def memory(
    environ: Mapping[str, str],
    room: RoomSettings | None,
    digest_of: Callable[[str], str],
    fetch: Fetch | None = None,
    secrets: Sequence[str] = (),
) -> Iterator[Memory]:
    """What a run remembers; without `room` only of itself, in a folder that is removed after it.

    `digest_of` gives a digest of the folder that a guide starts from, by its path. `fetch` gets
    objects that are not here; see `Store`. What holds a value of `secrets` does not outlive the
    run.
    """
    version = milepost.__version__
    with _aside(environ, secrets) as aside:
        store = None if room is None else _usable(environ, fetch, aside)
        if room is not None and store is not None:
            yield Memory(
                lambda: store,
                version=version,
                room=_handed_in(room, environ),
                workspace_of=digest_of,
                secrets={
                    name: environ[name] for name in room.pass_env if environ.get(name) in secrets
                },
            )
            with contextlib.suppress(OSError):  # another run will find it over its limit too
                store.evict()
            return
    with run_folder(Path(tempfile.gettempdir()), _PREFIX) as make:
        yield Memory(
            lambda: Store(make(), fetch=fetch), version=version, room=None, workspace_of=digest_of
        )


@contextlib.contextmanager
def _aside(environ: Mapping[str, str], secrets: Sequence[str]) -> Iterator[Aside | None]:
    """Where a run puts what holds a secret; None where there are none."""
    home = cache_folder(environ)
    if home is None or not any(secrets):
        yield None
        return
    prefix = f"{socket.gethostname()}-"
    with run_folder(home / "aside", prefix) as make:

        def holds(file: BinaryIO) -> bool:
            file.seek(0)
            return held(iter(lambda: file.read(_CHUNK), b""), secrets)

        yield Aside(holds, make)


@contextlib.contextmanager
def run_folder(parent: Path, prefix: str) -> Iterator[Callable[[], Path]]:
    """What makes a folder of this process's own, if it is called; the folder is removed at the end.

    What processes of this machine that were killed have left beside it is removed as well.
    """
    folder = parent / f"{prefix}{os.getpid()}-{secrets.token_hex(8)}"

    def make() -> Path:
        for other in parent.glob(f"{glob.escape(prefix)}*"):
            match = re.fullmatch(r"(\d+)-[0-9a-f]{16}", other.name.removeprefix(prefix))
            if match is not None and not Path("/proc", match[1]).exists():
                shutil.rmtree(other, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        return folder

    try:
        yield make
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _usable(environ: Mapping[str, str], fetch: Fetch | None, aside: Aside | None) -> Store | None:
    """The user's store; None where there is none, as on a machine without homes.

    Raises MilepostError where a folder was named that cannot be used.
    """
    try:
        return open_store(environ, fetch, aside)
    except MilepostError:
        if environ.get(VARIABLE) or environ.get(SIZE):
            raise
        return None


def _handed_in(room: RoomSettings, environ: Mapping[str, str]) -> dict[str, str]:
    """All that distinguishes one room from another when it opens."""
    from milepost.room.brought import content_key
    from milepost.room.handover import gather

    handover = gather(room, environ)
    found = {f"variable {name}": value for name, value in handover.environment.items()}
    found |= {f"file {path}": text for path, text in handover.files.items()}
    found["folders"] = "\0".join(handover.folders)
    found |= {f"tools {folder}": content_key(folder) for folder in room.tools}
    found["network"] = room.network
    found["limits"] = f"{room.disk} {room.processes}"
    digest = hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()
    return {"room": digest}


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
