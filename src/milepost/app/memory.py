"""What a run remembers: the steps of earlier runs in the user's store, or only its own.

A run that recalls nothing does without the store, and does not import it.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

import milepost
from milepost.files.cache_folder import VARIABLE, cache_folder
from milepost.files.run_folder import RUN, run_folder
from milepost.process.temporary import temporary_folder
from milepost.run.memory import Memory
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from milepost.room.settings import RoomSettings
    from milepost.snapshot.store import Aside, Fetch, Store

_CHUNK: Final = 1 << 20


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
    with _aside(environ, secrets) as aside, _of_the_run(environ) as held:
        store = None if room is None else _usable(environ, fetch, aside, held)
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
    with run_folder(temporary_folder(), RUN) as make:

        def own() -> Store:
            from milepost.snapshot.store import Store

            return Store(make(), fetch=fetch)

        yield Memory(own, version=version, room=None, workspace_of=digest_of)


@contextlib.contextmanager
def _aside(environ: Mapping[str, str], secrets: Sequence[str]) -> Iterator[Aside | None]:
    """Where a run puts what holds a secret; None where there are none."""
    if not any(secrets):
        yield None
        return

    from milepost.snapshot.store import Aside
    from milepost.text.secret import held

    with _of_the_run(environ) as make:
        if make is None:
            yield None
            return

        def holds(file: BinaryIO) -> bool:
            file.seek(0)
            return held(iter(lambda: file.read(_CHUNK), b""), secrets)

        yield Aside(holds, make)


@contextlib.contextmanager
def _of_the_run(environ: Mapping[str, str]) -> Iterator[Callable[[], Path] | None]:
    """What makes a folder beside the store for what is removed with the run."""
    home = cache_folder(environ)
    if home is None:
        yield None
        return
    with run_folder(home / "aside", f"{os.uname().nodename}-") as make:
        yield make


def _usable(
    environ: Mapping[str, str],
    fetch: Fetch | None,
    aside: Aside | None,
    held: Callable[[], Path] | None,
) -> Store | None:
    """The user's store; None where there is none, as on a machine without homes.

    Raises MilepostError where a folder was named that cannot be used.
    """
    from milepost.app.store import SIZE, open_store

    try:
        return open_store(environ, fetch, aside, held)
    except MilepostError:
        if environ.get(VARIABLE) or environ.get(SIZE):
            raise
        return None


def _handed_in(room: RoomSettings, environ: Mapping[str, str]) -> dict[str, str]:
    """All that distinguishes one room from another when it opens."""
    import json
    from hashlib import sha256

    from milepost.room.brought import content_key
    from milepost.room.handover import gather
    from milepost.room.inherited import inherited

    handover = gather(room, environ)
    found = {f"variable {name}": value for name, value in handover.environment.items()}
    found |= {f"file {path}": text for path, text in handover.files.items()}
    found["folders"] = "\0".join(handover.folders)
    found |= {f"tools {folder}": content_key(folder) for folder in room.tools}
    found["network"] = room.network
    found["limits"] = f"{room.disk} {room.processes}"
    found["inherited"] = inherited()
    digest = sha256(json.dumps(sorted(found.items())).encode()).hexdigest()
    return {"room": digest}
