"""Lay out a roadmap in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class InitRequest:
    """Where, and what it is called."""

    folder: Path
    name: str | None = None
    """The roadmap's name; None for the folder's."""


@dataclass(frozen=True, slots=True)
class InitReport:
    """What was laid out; nothing that was there is touched."""

    created: tuple[str, ...]
    """Paths that were made, relative to the folder; folders end in `/`."""
    kept: tuple[str, ...]
    """Paths that were there already."""
