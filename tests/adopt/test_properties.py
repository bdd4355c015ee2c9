"""What holds for every guide and every template: nothing is lost, and once is enough."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adopt.guides import TEMPLATES, contract, guides
from tests.document.markdown_texts import markdown

from milepost.adopt.adopt import Adoption, adopt
from milepost.text.source import Source

ROOT = Path(__file__).parents[2]
REAL = sorted([*ROOT.glob("examples/**/*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")])


def adopted(text: str, template: str) -> Adoption:
    return adopt(Source.of_text(text, "milestones/07-guide.md"), contract(template))


def lines(text: str) -> Counter[str]:
    return Counter(line for line in re.split(r"\r\n|\r|\n", text) if line.strip())


def assert_whole(text: str, result: Adoption) -> None:
    told = Counter(change.text for change in result.changes)
    assert not lines(text) - lines(result.text) - told


def assert_settled(result: Adoption, template: str) -> None:
    again = adopted(result.text, template)
    assert again.text == result.text
    assert again.changes == ()


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(guides(), st.sampled_from(sorted(TEMPLATES)))
def test_every_line_stands_in_the_result_or_among_the_changes(text: str, template: str) -> None:
    assert_whole(text, adopted(text, template))


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(guides(), st.sampled_from(sorted(TEMPLATES)))
def test_adopting_the_result_changes_nothing(text: str, template: str) -> None:
    assert_settled(adopted(text, template), template)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(markdown)
def test_any_text_is_kept_whole_and_settles(text: str) -> None:
    result = adopted(text, "default")
    assert_whole(text, result)
    assert_settled(result, "default")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_real_guides_are_kept_whole_and_settle(path: Path, template: str) -> None:
    text = path.read_text("utf-8")
    result = adopted(text, template)
    assert_whole(text, result)
    assert_settled(result, template)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(guides(), st.sampled_from(sorted(TEMPLATES)))
def test_a_line_that_was_told_of_did_change(text: str, template: str) -> None:
    result = adopted(text, template)
    source = re.split(r"\r\n|\r|\n", text)
    for change in result.changes:
        assert source[change.line - 1] == change.text
        assert change.text not in change.became
        assert set(change.became) <= set(re.split(r"\r\n|\r|\n", result.text))
