"""Bring a guide of any shape into the form of the roadmap's template."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.adopt.adopt import LostText, adopt
from milepost.app.guides import read_source
from milepost.app.numbers import name_milestones
from milepost.app.project import contract_for, load_contract, load_project
from milepost.contract.match import further_milestones
from milepost.document.parse import parse
from milepost.files.discover import STANDARD_INPUT
from milepost.files.write import replace_file
from milepost.text import lazy_re as re
from milepost.text.error import MilepostError
from milepost.text.source import SourceFault
from milepost.text.span import Position

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.adopt.adopt import Change
    from milepost.document.document import Document

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})*")


@dataclass(frozen=True, slots=True)
class AdoptRequest:
    """Which guide, and whether its file is replaced."""

    path: str
    """A guide as the user named it, or a milestone's number; `-` for standard input."""
    write: bool = False
    number: str | None = None
    """The milestone's number; None for that of the title or the file's name."""
    folder: Path = field(default_factory=Path.cwd)
    config: Path | None = None
    standard_input: Callable[[], bytes] | None = None
    """Reads standard input; needed where `-` is named."""


@dataclass(frozen=True, slots=True)
class AdoptReport:
    """The guide in the template's form."""

    path: str
    data: bytes
    """What the file is to hold, byte order mark and line endings as before."""
    changes: tuple[Change, ...]
    """Lines that do not stand in it as they were."""
    numbered: bool
    """Whether the title states a number."""
    differs: bool
    """Whether anything had to be done."""


def adopt_guide(request: AdoptRequest) -> AdoptReport:
    """The guide in the template's form; with `write`, its file is replaced, whole or not at all.

    Raises MilepostError if the guide cannot be read or written, or could not be kept whole.
    """
    number = _checked_number(request.number)
    if request.write and request.path == STANDARD_INPUT:
        raise MilepostError("standard input cannot be written to", "Leave out --write.")
    project = load_project(request.folder, request.config)
    (path,) = name_milestones(project, (request.path,))
    source, raw = read_source(project, path, request.standard_input)
    if isinstance(source, SourceFault):
        fault = source
        raise MilepostError(fault.message, fault.remedy, path=fault.path, position=fault.position)
    try:
        document = parse(source)
        _refuse_several(document)
        contract = contract_for(project, load_contract(project), document)
        adoption = adopt(source, contract, number)
    except LostText as lost:
        raise MilepostError(
            "the guide cannot be adopted: this line would be lost",
            "Nothing was written. Simplify what stands here, and try again.",
            path=source.path,
            position=Position(lost.line, 1),
        ) from lost
    data = source.encode(adoption.text.encode())
    if request.write and data != raw:
        replace_file(project.folder / path, data, shown=source.path, expected=raw)
    return AdoptReport(source.path, data, adoption.changes, adoption.number, data != raw)


def _refuse_several(document: Document) -> None:
    """Raises MilepostError for a document of several milestones, which no order can make one."""
    for section in further_milestones(document):
        assert section.heading is not None
        raise MilepostError(
            f"`{section.title.strip()}` is a second milestone: a file holds one",
            "Move it into a file of its own, and adopt each.",
            path=document.source.path,
            position=document.source.position(section.heading.span.start),
        )


def _checked_number(number: str | None) -> str | None:
    if number is not None and not _NUMBER.fullmatch(number):
        raise MilepostError(f"`{number}` is no number", "Write one such as `3` or `2.1`.")
    return number
