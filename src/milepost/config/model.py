"""What can be set in `milepost.toml`, or under `[tool.milepost]` in `pyproject.toml`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Level = Literal["error", "warning", "hint", "off"]


class Config(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """A roadmap's settings. Paths in it are relative to the file that holds it."""

    name: str = ""
    """The roadmap's name; empty for its folder's."""
    template: str | None = None
    """Path of the template; None for Milepost's own."""
    language: str = "en"
    """The language of guides that state none in their front matter, by its tag."""
    workspace: str | None = None
    """The reader's workspace; None for the roadmap's root."""
    min_coverage: Annotated[float, msgspec.Meta(ge=0, le=100)] | None = None
    """Per cent of the outcomes that must read as checks."""
    progress: str | None = None
    """Where evidence is kept: a `postgresql://` URL, or the path of an SQLite file; None for
    `.milepost/progress.db`."""
    secrets: tuple[str, ...] = ()
    """Names of variables whose values are masked in all that is shown and kept."""
    exclude: tuple[str, ...] = ()
    """Patterns of paths that are no guides."""
    rules: dict[str, Level] = {}
    """Level by a rule's code, name, or the beginning of codes (`MP5`); longer ones win."""
    per_path_ignores: dict[str, tuple[str, ...]] = {}
    """Pattern of paths -> codes or names of rules that are not applied there."""
