"""Check guides: find them, look at each, look at them together, mend what is safe."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.text.diagnostic import Diagnostic


class Fixing(StrEnum):
    """Which fixes are made."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"
    """Safe ones too."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check, and what to do about it."""

    paths: tuple[str, ...] = ()
    """Files and folders as the user named them, `-` for standard input; none for the roadmap of
    the current folder."""
    folder: Path = field(default_factory=Path.cwd)
    """The current folder: paths are relative to it."""
    config: Path | None = None
    """A configuration file; None for the nearest one upward."""
    fixing: Fixing = Fixing.NONE
    diff: bool = False
    """Fixes are shown as a unified diff in the report, nothing is written."""
    standard_input: Callable[[], bytes] | None = None
    """Reads standard input; needed where `-` is among the paths."""
    on_guide: Callable[[int, int], None] | None = None
    """Told after each guide how many of how many are done."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found."""

    files: int
    """Guides that were looked at, unreadable ones included."""
    findings: tuple[Diagnostic, ...]
    """What is wrong now (after fixes were written), by path and place."""
    fixed: int = 0
    """Fixes that were made, or with `diff` would be."""
    unreadable: int = 0
    """Files that could not be read as guides: exit status 2 if nothing else is wrong."""
    diff: str = ""
    """With `diff`: a unified diff of all fixes."""
    fixed_input: bytes | None = None
    """With fixes and `-`: standard input as mended."""
