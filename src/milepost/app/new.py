"""Write the next guide from the template."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from milepost.app.guides import find_guides, open_guide, read_source
from milepost.app.project import load_project, load_template
from milepost.contract.derive import derive
from milepost.contract.model import Role
from milepost.contract.placeholder import find, normalise
from milepost.contract.wording import fold
from milepost.document.model import Leaf, List
from milepost.document.parse import parse
from milepost.document.slug import slug
from milepost.document.walk import walk
from milepost.files.discover import MILESTONES
from milepost.files.write import create_file, replace_file
from milepost.roadmap.graph import number_key
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Edit, apply_edits
from milepost.text.error import MilepostError
from milepost.text.source import Source, SourceFault
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.app.project import Project
    from milepost.contract.model import Contract
    from milepost.document.document import Document
    from milepost.document.outline import Section

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})*")
_FILE_NUMBER = re.compile(r"(\d+)[-_. ]")
_MARKUP = re.compile(r"([\\\[\]<>])")
_HYPHENS = re.compile(r"-{2,}")


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


@dataclass(frozen=True, slots=True)
class _Known:
    """A guide that is there already."""

    path: str
    number: str
    name: str
    title: str


def new(request: NewRequest) -> NewReport:
    """Write the next guide, linked with the one before it.

    Number and name are filled in; the other placeholders stay for the author. Raises MilepostError
    if the number or name is taken or the guide cannot be written.
    """
    project = load_project(request.folder)
    template = load_template(project)
    contract = derive(parse(template))
    known = sorted(_known(project, contract), key=lambda guide: number_key(guide.number))
    name = _checked_name(request.name, known)
    number = _checked_number(request.number, known)
    path = _path(project, known, number, name)
    title = contract.title.pattern.fill(number, name) if contract.title else f"{number}: {name}"
    previous = _before(known, number)
    link = _link(previous.title, path, previous.path) if previous else None
    data = fill(template, contract, title, link)
    if not create_file(project.folder / path, data, shown=path):
        raise MilepostError("the file is there already", "Choose another name.", path=path)
    linked = previous is not None and _link_next(project, contract, previous, path, title)
    return NewReport(path, number, title, previous.path if previous else None, linked)


def fill(template: Source, contract: Contract, title: str, prerequisite: str | None) -> bytes:
    """The template with its title, and with a link as the first of its prerequisites."""
    document = parse(template)
    edits = []
    heading = next((h for h in document.headings if h.level == 1), None)
    written = _escaped(title)
    if heading is not None:
        edits.append(Edit(heading.text_span, written))
    else:
        edits.append(Edit(Span(0, 0), f"# {written}\n\n"))
    if prerequisite is not None:
        section = _section(contract, document, Role.PREREQUISITES)
        if section is not None:
            edits.append(_insertion(template, section, prerequisite))
    data = apply_edits(template.data, edits)
    return template.encode(data if data.endswith(b"\n") else data + b"\n")


def _known(project: Project, contract: Contract) -> Iterator[_Known]:
    """The numbered guides of the roadmap; one that cannot be read is passed over."""
    for path in find_guides(project).paths:
        source, _ = read_source(project, path)
        if isinstance(source, SourceFault):
            continue
        title = open_guide(parse(source), contract).match.title
        if title is not None and title.number is not None:
            yield _Known(path, title.number, title.name, title.heading.text.strip())


def _checked_name(name: str, known: list[_Known]) -> str:
    name = " ".join(name.split())
    if not name or not fold(name):
        raise MilepostError("a milestone needs a name", 'Write `milepost new "First Steps"`.')
    for guide in known:
        if fold(guide.name) == fold(name):
            raise MilepostError(
                f"`{guide.path}` has the name `{guide.name}` already", "Choose another name."
            )
    return name


def _checked_number(number: str | None, known: list[_Known]) -> str:
    if number is None:
        following = max((number_key(guide.number)[0] for guide in known), default=0) + 1
        width = len(known[-1].number) if known and known[-1].number.startswith("0") else 0
        return str(following).zfill(width)
    if not _NUMBER.fullmatch(number):
        raise MilepostError(f"`{number}` is no number", "Write one such as `3` or `2.1`.")
    for guide in known:
        if number_key(guide.number) == number_key(number):
            raise MilepostError(
                f"`{guide.path}` has the number {guide.number} already",
                "Choose another number, or leave it out.",
            )
    return number


def _path(project: Project, known: list[_Known], number: str, name: str) -> str:
    """`NN-slug.md` beside the guides that are there, else in `milestones/`."""
    root = os.path.normpath(os.path.relpath(project.root, project.folder))
    folder = os.path.dirname(known[-1].path) if known else os.path.join(root, MILESTONES)
    widths = [len(found[1]) for g in known if (found := _FILE_NUMBER.match(_base(g.path)))]
    first, dot, rest = number.partition(".")
    prefix = f"{first.zfill(max([2, *widths]))}{dot}{rest}"
    word = _HYPHENS.sub("-", slug(name)).strip("-_") or "milestone"
    return os.path.normpath(os.path.join(folder, f"{prefix}-{word[:80]}.md"))


def _base(path: str) -> str:
    return os.path.basename(path)


def _before(known: list[_Known], number: str) -> _Known | None:
    """The guide with the highest number below this one."""
    lower = [guide for guide in known if number_key(guide.number) < number_key(number)]
    return lower[-1] if lower else None


def _link(text: str, source: str, target: str) -> str:
    """A Markdown link from one guide to another."""
    way = posixpath.relpath(target, os.path.dirname(source) or ".")
    return f"[{_escaped(text)}]({quote(way)})"


def _escaped(text: str) -> str:
    """Text whose brackets and angle brackets stand for themselves."""
    return _MARKUP.sub(r"\\\1", text)


def _section(contract: Contract, document: Document, role: Role) -> Section | None:
    from milepost.contract.match import match

    found = match(contract, document).by_role(role)
    return found.section if found else None


def _insertion(template: Source, section: Section, link: str) -> Edit:
    """A new first item of the section's list; without a list, a list under its heading."""
    newline = "\r\n" if b"\r\n" in template.data else "\n"
    lists = (b for part in section.walk() for b in part.blocks if isinstance(b, List))
    found = next(lists, None)
    if found is not None:
        first = found.items[0]
        box = "[ ] " if first.task is not None else ""
        indent = " " * (template.position(first.span.start).column - 1)
        start = first.span.start
        return Edit(Span(start, start), f"{first.marker} {box}{link}{newline}{indent}")
    end = section.heading.span.end if section.heading else section.span.start
    return Edit(Span(end, end), f"{newline}{newline}- {link}")


def _link_next(
    project: Project, contract: Contract, previous: _Known, path: str, title: str
) -> bool:
    """Let the previous guide's Next Steps lead to the new guide, if a placeholder is there."""
    source, raw = read_source(project, previous.path)
    if isinstance(source, SourceFault):
        return False
    document = parse(source)
    section = _section(contract, document, Role.NEXT)
    span = _placeholder(contract, document, section) if section else None
    if span is None:
        return False
    data = apply_edits(source.data, [Edit(span, _link(title, previous.path, path))])
    target = project.folder / previous.path
    replace_file(target, source.encode(data), shown=previous.path, expected=raw)
    return True


def _placeholder(contract: Contract, document: Document, section: Section) -> Span | None:
    """The first of the template's placeholders in a section."""
    for part in section.walk():
        for block in part.blocks:
            for node in walk(block):
                if isinstance(node, Leaf):
                    for placeholder in find(document, node):
                        if normalise(placeholder.text) in contract.placeholders:
                            return placeholder.span
    return None
