"""The published rule reference says what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from milepost.app.rule_reference import main, reference
from milepost.document.parse import parse
from milepost.rules.base import CATEGORIES, Rule
from milepost.rules.registry import RULES
from milepost.text.source import Source

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_published_reference_is_the_one_of_the_rules() -> None:
    """`python -m milepost.app.rule_reference docs/rules.md` writes it anew."""
    assert PAGE.read_text("utf-8") == reference()


def test_the_reference_is_written_to_a_file(tmp_path: Path) -> None:
    main(tmp_path / "rules.md")
    assert (tmp_path / "rules.md").read_text("utf-8") == reference()


def test_every_rule_has_its_heading_below_its_category() -> None:
    headings = [h.text for h in parse(Source.of_text(reference())).headings if h.level > 1]
    wanted: list[str] = []
    for digit, category in CATEGORIES.items():
        rules = [f"{rule.code} {rule.name}" for rule in RULES if rule.code[2] == digit]
        wanted += [category.capitalize(), *rules]
    assert headings == wanted


def test_every_rule_is_linked_from_the_table() -> None:
    document = parse(Source.of_text(reference()))
    anchors = set(document.anchors)
    linked = {f"{rule.code.lower()}-{rule.name}" for rule in RULES}
    assert linked <= anchors
    assert all(f"](#{anchor})" in reference() for anchor in linked)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_an_example_stands_in_the_reference_as_the_rule_has_it(rule: Rule) -> None:
    text = " ".join(reference().split())
    assert " ".join(rule.bad.split()) in text
    assert " ".join(rule.good.split()) in text
