"""Addresses of host names, as programs in a place resolve them."""

from __future__ import annotations

import contextlib
import os
import select
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from milepost.process.place import Place

LIMIT: Final = 10.0
"""Seconds that a name server may take."""


def resolve(place: Place, host: str) -> list[str]:
    """Numeric addresses of a host, best first; empty if the name is not known there."""
    if host.startswith("-"):
        return []
    process = place.start(["getent", "ahosts", host])
    deadline = time.monotonic() + LIMIT
    said = b""
    try:
        while process.poll() is None and time.monotonic() < deadline:
            select.select([process.output], [], [], 0.02)
            with contextlib.suppress(BlockingIOError):
                said += os.read(process.output, 65536)
        with contextlib.suppress(BlockingIOError):
            said += os.read(process.output, 65536)
    finally:
        process.end(0)
        process.close()
    lines = said.decode("utf-8", "replace").splitlines()
    return list(dict.fromkeys(line.split()[0] for line in lines if line.strip()))
