"""The constructs that guides use, as data under `tests/cases/document`."""

from __future__ import annotations

import pytest
from tests.document.case_files import CASES, read_cases
from tests.document.tree import tree

from milepost.document.parse import parse_text

ALL = [
    pytest.param(markdown, expected, id=f"{path.stem}: {title}")
    for path in sorted(CASES.glob("*.txt"))
    for title, markdown, expected in read_cases(path.name)
]


@pytest.mark.parametrize(("markdown", "expected"), ALL)
def test_construct_becomes_its_tree(markdown: str, expected: str) -> None:
    assert tree(parse_text(markdown)) == expected


def test_every_construct_has_a_case_file() -> None:
    names = {path.stem for path in CASES.glob("*.txt")}
    assert names >= {
        "alerts-and-quotes",
        "code-blocks",
        "front-matter-and-html",
        "headings-and-paragraphs",
        "inlines",
        "links",
        "lists",
        "tables",
    }
