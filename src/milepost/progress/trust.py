"""What a reader lets run outside a room: exact commands, remembered by their content.

Kept with the user, not with the roadmap: a roadmap must not be able to bring its own trust along.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from milepost.progress.digest import sha256
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def state_folder(environment: Mapping[str, str]) -> Path:
    """Where Milepost keeps what belongs to the user (XDG Base Directory 0.8)."""
    if own := environment.get("MILEPOST_STATE_DIR"):
        return Path(own)
    if shared := environment.get("XDG_STATE_HOME"):
        return Path(shared) / "milepost"
    return Path(environment.get("HOME") or Path.home()) / ".local" / "state" / "milepost"


class Trust:
    """The commands that were trusted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "trusted"

    def holds(self, commands: Sequence[str]) -> bool:
        """Whether exactly these commands, in this order, were trusted; none need no trust."""
        if not commands:
            return True
        try:
            return (self._folder / _digest(commands)).read_bytes() == _written(commands)
        except OSError:
            return False

    def remember(self, commands: Sequence[str]) -> None:
        """Trust these commands from now on. Raises MilepostError."""
        path = self._folder / _digest(commands)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_written(commands))
        except OSError as error:
            raise MilepostError(
                f"what you trust cannot be remembered: {error.strerror}",
                "Give yourself the right to write there, or set MILEPOST_STATE_DIR.",
                path=os.fspath(path.parent),
            ) from error


def _written(commands: Sequence[str]) -> bytes:
    """What a person can read of it later."""
    return ("\n".join(commands) + "\n").encode("utf-8", "surrogateescape")


def _digest(commands: Sequence[str]) -> str:
    return sha256(msgspec.json.encode(tuple(commands)))
