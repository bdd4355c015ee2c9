"""What holds for every rule: documented, well named, with a code and cases of its own."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from tests.rules.harness import CASES, check_files

from milepost.rules.base import CATEGORIES, Rule
from milepost.rules.levels import choose, selected
from milepost.rules.registry import RULES, find_rule
from milepost.text.diagnostic import Severity

REPORTED_BY_LOADING = {"MP001", "MP002", "MP003"}
IDS = [rule.code for rule in RULES]


def is_markdown(example: str) -> bool:
    """Whether an example is a guide's text and not words about files."""
    return example.endswith("\n") or example.startswith("# ")


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_rule_is_documented(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad.strip()
    assert rule.good.strip()
    assert bool(rule.fixable) == bool(rule.fix_note)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_rule_lies_in_the_file_that_its_name_says(rule: Rule) -> None:
    module = import_module(f"milepost.rules.{rule.category}.{rule.name.replace('-', '_')}")

    assert module.RULE is rule


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_name_is_a_pattern_and_not_a_command(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
    assert rule.name.split("-")[0] not in {"fix", "add", "use", "remove", "no", "avoid", "fill"}


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_code_begins_with_its_category(rule: Rule) -> None:
    assert re.fullmatch(r"MP\d{3}", rule.code)
    assert rule.code[2] in CATEGORIES


@pytest.mark.parametrize("rule", [r for r in RULES if is_markdown(r.bad)], ids=lambda r: r.code)
def test_bad_example_has_the_fault(rule: Rule) -> None:
    assert rule.code in {d.code for d in check_files({"guide.md": rule.bad})}


@pytest.mark.parametrize("rule", [r for r in RULES if is_markdown(r.good)], ids=lambda r: r.code)
def test_good_example_has_it_not(rule: Rule) -> None:
    assert rule.code not in {d.code for d in check_files({"guide.md": rule.good})}


def test_codes_and_names_are_unique_and_codes_in_order() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_every_rule_has_a_case_file() -> None:
    covered = {path.stem for path in (CASES / "rules").glob("*.md")}

    assert {rule.code for rule in RULES} - REPORTED_BY_LOADING == covered


def test_every_rule_file_is_in_the_registry() -> None:
    folder = Path(import_module("milepost.rules").__path__[0])
    written = {
        path.stem.replace("_", "-")
        for category in CATEGORIES.values()
        for path in (folder / category).glob("*.py")
        if "RULE = Rule(" in path.read_text()
    }

    assert written == {rule.name for rule in RULES}


def test_rule_is_found_by_code_in_either_case_and_by_name() -> None:
    assert find_rule("mp203") is find_rule("MP203") is find_rule("unfilled-placeholder")
    assert find_rule("MP999") is None


def test_prefix_selects_a_category_and_the_longer_word_wins() -> None:
    chosen, unknown = choose({"MP203": "hint", "MP2": "off", "nothing": "off"})

    assert chosen["MP201"] is None
    assert chosen["MP203"] is Severity.HINT
    assert unknown == ["nothing"]
    assert {rule.code[:3] for rule in selected("MP5")} == {"MP5"}
