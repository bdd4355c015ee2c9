"""Every case of `tests/cases/adopt`: a guide, and what it is in the form of a template.

A file begins with its template; then each case has a title, the guide, and the result. The parts
are parted by lines with one dot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from milepost.adopt.adopt import Adoption, adopt
from milepost.contract.derive import derive
from milepost.document.parse import parse_text
from milepost.text.source import Source

FOLDER = Path(__file__).parents[1] / "cases" / "adopt"


@dataclass(frozen=True)
class Case:
    """One guide."""

    name: str
    template: str
    given: str
    expected: str

    def adopt(self, given: str | None = None) -> Adoption:
        source = Source.of_text(self.given if given is None else given, "milestones/07-guide.md")
        return adopt(source, derive(parse_text(self.template)))


def cases(path: Path) -> list[Case]:
    """The cases of a file."""
    template, *parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    return [Case(f"{path.stem}: {t.strip()}", template, g, e) for t, g, e in triples]


ALL = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_guide_gets_the_form_that_the_case_says(case: Case) -> None:
    assert case.adopt().text == case.expected


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_what_has_the_form_stays_as_it_is(case: Case) -> None:
    again = case.adopt(case.expected)
    assert (again.text, again.changes) == (case.expected, ())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_windows_line_endings_are_kept(case: Case) -> None:
    windows = case.adopt(case.given.replace("\n", "\r\n"))
    assert windows.text == case.expected.replace("\n", "\r\n")
