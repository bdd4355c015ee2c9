"""Loading guides, one at a time: find, read, decode, parse."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from milepost.files.discover import STANDARD_INPUT, Found, discover
from milepost.files.read import read_bytes
from milepost.text.error import MilepostError
from milepost.text.source import Source, SourceFault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from milepost.app.project import Project
    from milepost.contract.model import Contract
    from milepost.document.document import Document
    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading
    from milepost.rules.guide import Guide

STDIN_NAME = "<stdin>"
"""Path under which standard input is reported."""


def find_guides(project: Project, named: Sequence[str] = ()) -> Found:
    """The guides of files and folders as named; without names, those of the roadmap's root."""
    if not named:
        root = os.path.relpath(project.root, project.folder)
        named = (root,)
    return discover(project.folder, named, project.is_excluded)


def read_source(
    project: Project, path: str, standard_input: Callable[[], bytes] | None = None
) -> tuple[Source | SourceFault, bytes]:
    """The text of a guide, or why there is none; and its bytes as they are in the file."""
    if path == STANDARD_INPUT:
        if standard_input is None:
            raise MilepostError("standard input cannot be read here", "Name a file.")
        raw: bytes | SourceFault = standard_input()
        path = STDIN_NAME
    else:
        raw = read_bytes(os.path.join(project.folder, path), path)
    if isinstance(raw, SourceFault):
        return raw, b""
    return Source.decode(path, raw), raw


def open_guide(document: Document, contract: Contract) -> Guide:
    """A guide as rules see it; what costs time is computed when it is asked for."""
    from milepost.rules.guide import Guide

    return Guide(document, contract, _read)


def _read(milestone: Milestone) -> MilestoneReading:
    from milepost.reading.read import read

    return read(milestone)
