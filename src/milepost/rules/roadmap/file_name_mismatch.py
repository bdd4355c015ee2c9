"""MP508: a file name that states another number than the title."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from milepost.roadmap.graph import number_key
from milepost.rules.base import Finding, Rule
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide

_NUMBERED = re.compile(
    r"(?:milestone|module|chapter|lesson|part|week|unit|step|lab|day|m)?[-_ ]?"
    r"(?P<number>\d{1,6}(?:\.\d+)*)(?=[-_ .]|$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def check(guide: Guide) -> Iterator[Finding]:
    title = guide.match.title
    if title is None or title.number is None:
        return
    name = posixpath.basename(guide.path)
    found = _NUMBERED.match(posixpath.splitext(name)[0])
    if found is None or _DATE.match(name):
        return
    stated = number_key(found["number"])
    if number_key(title.number)[: len(stated)] != stated:
        yield Finding(
            title.heading.span,
            f"the title states the number {title.number}, the file name `{name}` {found['number']}",
            "Make them agree.",
        )


RULE = Rule(
    code="MP508",
    name="file-name-mismatch",
    severity=Severity.WARNING,
    summary="The number in the file's name is not the title's.",
    why="Folders are sorted by file name, the roadmap by title: the reader sees two orders.",
    bad="`02-store.md` is titled `# 3: Store`",
    good="`03-store.md` is titled `# 3: Store`",
    check=check,
)
