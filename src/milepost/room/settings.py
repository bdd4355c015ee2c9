"""What a room is like: everything about it that may differ from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

Network = Literal["on", "off", "lan"]

MEBIBYTE: Final = 1 << 20

HOME: Final = "/home/reader"
"""The home of every room."""
WORKSPACE: Final = "/home/reader/work"
"""The workspace of every room; it lies in the home, as a reader's project does."""
USER: Final = "reader"
"""The name of the user of every room; its number is 1000."""


class RoomSettings(msgspec.Struct, frozen=True):
    """How a room is set up."""

    network: Network = "on"
    """`on`: the internet, private ranges closed; `lan`: private ranges too; `off`: loopback."""
    pass_env: tuple[str, ...] = ()
    """Names of variables of Milepost's own environment that are handed in."""
    tools: tuple[str, ...] = ()
    """Absolute paths of folders of programs that are shown, read-only, and come first on PATH."""
    fill: Path | None = None
    """A folder of this machine that is copied into the workspace before anything runs."""
    disk: int = 4096 * MEBIBYTE
    """Bytes that the room can write, at most half of this machine's memory, which keeps them."""
    processes: int = 2048
    """How many processes and threads may exist in the room at once."""
