"""Lay out a roadmap in a folder."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from milepost.app.project import CONFIG_FILE
from milepost.files.discover import MILESTONES
from milepost.files.write import create_file, make_folder
from milepost.text.error import MilepostError

STATE_FOLDER = ".milepost"
"""Where progress is kept; it belongs to one reader, not to the repository."""

_CONFIG = """\
# Settings of this roadmap; all of them are optional.
name = {name}

# The template of its guides, if it is not Milepost's own:
# template = "milestone-template.md"

# The folder in which readers work, if it is not this one:
# workspace = "project"

# Per cent of the expected outcomes that must be verifiable:
# min-coverage = 80

# Paths under milestones/ that are no guides:
# exclude = ["milestones/drafts/**"]

# Levels of rules ("error", "warning", "hint", "off"), by code or name; `milepost rule` lists them:
# [rules]
# number-gap = "off"

# Rules that are not applied to some paths:
# [per-path-ignores]
# "milestones/archive/**" = ["MP401"]
"""


AGENTS = """\
## Milestones

This repository follows a roadmap of milestones, kept by Milepost.

- `milepost next` says what to work on, and why the rest is locked. Over MCP: `milepost mcp`.
- Do the steps of that milestone's guide in this workspace, in their order.
- `milepost verify N` checks the work, runs the guide's tests and keeps the evidence. It is the only
  way to be done: a ticked box, a changed guide, setting or test does not count, and shows as stale,
  unapproved or tampered.
- When it fails, go back to the step that it names, mend the work, and verify again;
  `milepost hint N` helps, and `--grade 3` shows the step's own commands.
- If it says that commands are not trusted, ask the person you work for to run it once.
- Do not edit guides or `milepost.toml` to make checks pass; if a guide is wrong, say so. Sign-offs
  (`milepost sign`) and overrides are for people at a terminal: ask for them, and go on with what
  else `milepost next` names.
"""
"""A section for AGENTS.md: how a coding agent works with the roadmap."""


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
    guides: bool = False
    """Whether the roadmap has guides already."""


def init(request: InitRequest) -> InitReport:
    """Make the settings, the guides' folder and the ignored state folder, where they are not.

    Raises MilepostError if something cannot be made.
    """
    folder = Path(os.path.abspath(request.folder))
    name = _name(request.name if request.name is not None else folder.name or "Roadmap")
    made = {
        CONFIG_FILE: _file(folder / CONFIG_FILE, _CONFIG.format(name=_quoted(name)), request),
        f"{MILESTONES}/": make_folder(folder / MILESTONES, shown=_shown(request, MILESTONES)),
        f"{STATE_FOLDER}/.gitignore": _file(folder / STATE_FOLDER / ".gitignore", "*\n", request),
    }
    return InitReport(
        tuple(path for path, new in made.items() if new),
        tuple(path for path, new in made.items() if not new),
        guides=any(folder.glob("[0-9]*.md")) or any((folder / MILESTONES).glob("**/*.md")),
    )


def _name(name: str) -> str:
    if not name.strip() or "\n" in name or "\r" in name:
        raise MilepostError("a roadmap's name is one line of text", "Give another with --name.")
    return name.strip()


def _quoted(name: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's, but for DEL."""
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")


def _file(path: Path, text: str, request: InitRequest) -> bool:
    return create_file(path, text.encode(), shown=_shown(request, path.name))


def _shown(request: InitRequest, name: str) -> str:
    return os.path.join(request.folder, name)
