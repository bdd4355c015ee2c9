"""The title in the template's form: its number and its name."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from milepost.adopt.draft import merged, put_in, spaced
from milepost.adopt.part import heading, raw_text, without_bold
from milepost.adopt.sample import holes
from milepost.contract.wording import role_of
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.adopt.draft import Draft
    from milepost.contract.match import TitleMatch
    from milepost.contract.model import SectionContract

_FILE_NUMBER = re.compile(
    r"(?:milestone|module|chapter|lesson|part|week|unit|step|lab|day|m)?[-_ ]?"
    r"(?P<number>\d{1,6}(?:\.\d+)*)(?=[-_ .]|$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_STATED = re.compile(
    r"(?:(?:milestone|lab|module|chapter|lesson|part|day|week|unit|assignment|exercise|project|"
    r"session|tutorial|workshop|step|homework)\s+)?#?"
    r"(?P<number>\d+(?:\.\d+)*)\s*(?:[:.)|]|[-–—])\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<text>\S.*?)(?P=quote)[ \t]*$", re.M)
_SPECIAL = re.compile(r"([\\\[\]<>*_`])")


def with_title(draft: Draft, number: str | None = None) -> Draft:
    """The guide with a title of the template's form.

    The number is the one that is given, else the title's own, else the file name's. A title whose
    number is not known stays as it is.
    """
    wanted = draft.contract.title
    if wanted is None:
        return draft
    title = draft.match.title
    if title is None or _is_section(title):
        return _new(draft, wanted, number)
    return _reworded(draft, wanted, title, number)


def file_number(path: str) -> str | None:
    """The number that a file's name begins with, without leading zeros; no date's."""
    name = posixpath.basename(path.replace("\\", "/"))
    found = _FILE_NUMBER.match(posixpath.splitext(name)[0])
    if found is None or _DATE.match(name):
        return None
    first, dot, rest = found["number"].partition(".")
    return f"{int(first)}{dot}{rest}"


def _is_section(title: TitleMatch) -> bool:
    """Whether the first heading of level 1 is a section's: all of its guide are of that level."""
    return title.number is None and not title.conforms and role_of(title.heading.text) is not None


def _new(draft: Draft, wanted: SectionContract, number: str | None) -> Draft:
    """A title where there is none, below the front matter."""
    front = draft.document.front_matter
    end = draft.extent(front.span)[1] if front else 0
    named = _FRONT_TITLE.search(front.text) if front else None
    sample_number, sample_name = holes(draft.contract, wanted)
    name = _SPECIAL.sub(r"\\\1", named["text"]) if named else sample_name
    stated = _STATED.fullmatch(named["text"]) if named else None
    if stated is not None:
        number, name = number or stated["number"], _SPECIAL.sub(r"\\\1", stated["name"])
    filled = wanted.pattern.fill(number or file_number(draft.path) or sample_number, name)
    lines = spaced(draft.lines[:end], put_in(heading(1, filled)), draft.lines[end:])
    return draft.with_lines(lines)


def _reworded(
    draft: Draft, wanted: SectionContract, title: TitleMatch, number: str | None
) -> Draft:
    if title.conforms and number in (None, title.number):
        return draft
    start, end = draft.extent(title.heading.span)
    lines = draft.lines[start:end]
    raw = raw_text(title.heading, lines)
    bare = without_bold(raw)
    sample_number, sample_name = holes(draft.contract, wanted)
    if sample_number and sample_number in raw:
        number = number or file_number(draft.path)
        written = raw.replace(sample_number, number or sample_number)
    else:
        stated = _STATED.fullmatch(bare)
        own = title.number or (stated["number"] if stated else None)
        number = number or own or file_number(draft.path)
        if number is None:
            return draft
        plain = raw if title.number is None else title.name
        name = stated["name"] if stated else plain
        written = wanted.pattern.fill(number, name or sample_name)
    if written == raw:
        return draft
    return draft.edited({(start, end): [merged(heading(1, written), lines)]})
