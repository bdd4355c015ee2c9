"""Write the next guide from the template."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NewRequest:
    """The next guide's name."""

    name: str
    number: str | None = None
    """None for the one after the highest."""
    folder: Path = field(default_factory=Path.cwd)


@dataclass(frozen=True, slots=True)
class NewReport:
    """What was written."""

    path: str
    """The new guide, relative to the folder."""
    number: str
    title: str
    """Its title as written."""
    previous: str | None
    """The guide before it, to which its prerequisites link."""
    linked: bool
    """Whether the previous guide's Next Steps was a placeholder and now links to the new guide."""
