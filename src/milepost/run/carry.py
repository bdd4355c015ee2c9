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
"""Bytes of a failed program's reports that are told."""

# What its owner may not read is left out, and a file that changes meanwhile (1) is no failure.
_PACK = "tar --ignore-failed-read -cf - "
_PACK_HOME = f'exec 2>&4; cd && {_PACK} --exclude="$1" . || [ $? = 1 ]'
_PACK_WORKSPACE = f'exec 2>&4; cd "$1" && {_PACK} . || [ $? = 1 ]'
_UNPACK = 'exec 2>&4; mkdir -p "$2" && cd "$2" && exec tar -xf "$1"'


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
        data, words = _drain(process)
        status = process.poll()
        if status != 0:
            said = words.decode("utf-8", "replace").strip() or "it says nothing"
            raise CannotStart(
                f"what a milestone leaves behind could not be carried over: {said}",
                "see whether the disk or the room's size limit is full",
            )
        return data
    finally:
        process.end(0.1)
        process.close()


def _drain(process: Process) -> tuple[bytes, bytes]:
    """Everything that a program prints until it has ended, and the end of what it reports."""
    deadline = time.monotonic() + _TIMEOUT
    chunks: list[bytes] = []
    words = b""
    size = 0
    while time.monotonic() < deadline and size <= _LIMIT:
        select.select([process.output, process.reports], [], [], 0.05)
        ended = process.poll() is not None
        chunk = _available(process.output)
        said = _available(process.reports)
        words = (words + said)[-_LAST_WORDS:]
        if chunk:
            chunks.append(chunk)
            size += len(chunk)
        elif ended and not said:
            return b"".join(chunks), words
    raise CannotStart(
        "what a milestone leaves behind is too large or too slow to carry over",
        "let its clean-up remove what the next milestone does not need",
    )


def _available(descriptor: int) -> bytes:
    """What can be read without waiting; empty where nothing is, or never will be."""
    try:
        return os.read(descriptor, 1 << 20)
    except BlockingIOError:
        return b""
