"""Guides in memory, checked as a roadmap: what rules are told of the disk is the case itself."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import milepost.contract
from milepost.contract.derive import derive
from milepost.document.parse import parse, parse_text
from milepost.rules.base import Facts
from milepost.rules.check import check_guide, check_roadmap, unused_ignores
from milepost.rules.guide import Guide
from milepost.rules.levels import Levels
from milepost.rules.targets import targets
from milepost.text.diagnostic import in_order
from milepost.text.source import Source

if TYPE_CHECKING:
    from milepost.contract.model import Contract
    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading
    from milepost.rules.check import GuideResult
    from milepost.text.diagnostic import Diagnostic

CASES = Path(__file__).parent.parent / "cases"
_FILE = re.compile(r"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """Title, input and what is expected, as a case file has them: parted by lines with one dot."""

    name: str
    given: str
    expected: str


def cases(path: Path) -> list[Case]:
    """The cases of a file."""
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [Case(f"{path.stem}: {t.strip()}", given, expected) for t, given, expected in triples]


def files_of(given: str) -> dict[str, str]:
    """The files of a case: `=== path` begins one; without it, all is `guide.md`."""
    parts = _FILE.split(given)
    if len(parts) == 1:
        return {"guide.md": given}
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def contract() -> Contract:
    """The contract of Milepost's own template."""
    template = Path(milepost.contract.__file__).with_name("default-template.md")
    return derive(parse_text(template.read_text(encoding="utf-8")))


def check_files(files: dict[str, str], levels: Levels | None = None) -> list[Diagnostic]:
    """All that is found in files, as one whole roadmap."""
    levels = levels or Levels()
    results = {
        path: look(Source.of_text(text, path), files, levels)
        for path, text in files.items()
        if path not in _concept_guides(files)
    }
    found = [d for result in results.values() for d in result.diagnostics]
    ignores = {path: result.ignores for path, result in results.items()}
    found += check_roadmap(tuple(r.summary for r in results.values()), ignores, levels)
    found += unused_ignores(ignores, levels)
    return [d for path in files for d in in_order(x for x in found if x.path == path)]


def look(source: Source, files: dict[str, str], levels: Levels | None = None) -> GuideResult:
    """One guide among files."""
    guide = Guide(parse(source), contract(), _read)
    guide.facts = _facts(guide, files)
    return check_guide(guide, levels or Levels())


def listed(found: list[Diagnostic]) -> list[str]:
    """`path:line:column CODE`, the path left out of a single guide."""
    return [
        f"{'' if d.path == 'guide.md' else d.path + ':'}{d.start.line}:{d.start.column} {d.code}"
        for d in found
    ]


def _facts(guide: Guide, files: dict[str, str]) -> Facts:
    folders = {posixpath.dirname(path) for path in files}
    known = {t.path: t.path in files or t.path in folders for t in targets(guide)}
    anchors = {path: frozenset(parse_text(files[path]).anchors) for path in known if path in files}
    names = {
        folder: tuple(
            sorted(posixpath.basename(p) for p in files if posixpath.dirname(p) == folder)
        )
        for folder in folders
    }
    return Facts(known, anchors, names, _concept_guides(files))


def _concept_guides(files: dict[str, str]) -> tuple[str, ...]:
    """Files in a folder of concept guides; they are no milestones'."""
    return tuple(
        path
        for path in files
        if "concept" in posixpath.basename(posixpath.dirname(path))
        and posixpath.basename(path) != "README.md"
    )


def _read(milestone: Milestone) -> MilestoneReading:
    from milepost.reading.read import read

    return read(milestone)
