"""What a milestone leaves behind, carried to the next one's place.

Packing and unpacking happen inside the places, so that nothing on this side follows a link of
the guide's.
"""

from __future__ import annotations

import os
import select
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from milepost.process.place import Place, Process

_TIMEOUT = 300.0
"""Seconds that packing or unpacking may take."""
_LIMIT = 2 << 30
"""Bytes that a milestone may leave behind."""
_LAST_WORDS = 2000
"""Bytes of a failed program's output that are told."""

_PACK_HOME = 'cd && exec tar --exclude="$1" -cf - . 2>/dev/null'
_PACK_WORKSPACE = 'cd "$1" && exec tar -cf - . 2>/dev/null'
_UNPACK = 'mkdir -p "$2" && cd "$2" && exec tar -xf "$1"'


@dataclass(frozen=True, slots=True)
class Belongings:
    """Home and workspace of a place, as tar archives."""

    home: bytes
    workspace: bytes


def pack(place: Place) -> Belongings:
    """All that lies in the place's home and workspace. Raises CannotStart."""
    home = place.environment.get("HOME", "/nowhere")
    inner = os.path.relpath(place.workspace, home)
    return Belongings(
        home=say(place, _PACK_HOME, inner if inner.startswith("..") else f"./{inner}"),
        workspace=say(place, _PACK_WORKSPACE, place.workspace),
    )


def unpack(place: Place, belongings: Belongings) -> None:
    """Lay out what was packed over what is there. Raises CannotStart."""
    targets = (
        (belongings.home, place.environment.get("HOME")),
        (belongings.workspace, place.workspace),
    )
    for number, (archive, folder) in enumerate(targets):
        if folder:
            name = f"carried-{number}.tar"
            say(place, _UNPACK, place.put(name, archive), folder)
            place.put(name, b"")


def say(place: Place, script: str, *arguments: str) -> bytes:
    """Run a bash script and return the bytes that it prints. Raises CannotStart if it fails."""
    process = place.start(["bash", "-c", script, "carry", *arguments])
    try:
        data = _drain(process)
        status = process.poll()
        if status != 0:
            words = data[-_LAST_WORDS:].decode("utf-8", "replace").strip()
            raise CannotStart(
                f"what a milestone leaves behind could not be carried over: {status}, {words}",
                "see whether the disk or the room's size limit is full",
            )
        return data
    finally:
        process.end(0.1)
        process.close()


def _drain(process: Process) -> bytes:
    """Everything that a program prints until it has ended."""
    deadline = time.monotonic() + _TIMEOUT
    chunks: list[bytes] = []
    size = 0
    while time.monotonic() < deadline and size <= _LIMIT:
        ready, _, _ = select.select([process.output], [], [], 0.05)
        chunk = os.read(process.output, 1 << 20) if ready else None
        if chunk:
            chunks.append(chunk)
            size += len(chunk)
        elif process.poll() is not None:
            return b"".join(chunks)
    raise CannotStart(
        "what a milestone leaves behind is too large or too slow to carry over",
        "let its clean-up remove what the next milestone does not need",
    )
