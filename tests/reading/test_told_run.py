"""Outcomes of two sentences, the second of which tells of the command of the first."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.reading.guides import milestone, one_step

from milepost.reading.read import read

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "outcomes" / "told-run.toml").read_text()
)["case"]
LABELS = {"en": "**Expected Outcome**: ", "de": "**Erwartetes Ergebnis**: "}
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["prose"])


@EACH
def test_outcome_asks_for_what_both_sentences_say_or_says_why_not(case: dict[str, Any]) -> None:
    language = case.get("language", "en")
    text = f"```bash\nmake soup\n```\n\n{LABELS[language]}{case['prose']}\n"
    (step,) = read(one_step(text, language)).steps
    told = [
        ", ".join(check.reads_as for check in outcome.checks) or outcome.why
        for outcome in step.outcomes
    ]
    assert told == case["outcomes"]


@EACH
def test_checklist_item_asks_for_all_of_it_or_for_nothing(case: dict[str, Any]) -> None:
    language = case.get("language", "en")
    text = f"# 1: T\n\n## Validation Checklist\n\n- [ ] {case['prose']}\n"
    (item,) = read(milestone(text, language)).checklist
    assert [check.reads_as for check in item.checks] == case["item"]
    assert item.why


def test_place_of_a_joined_outcome_is_that_of_both_sentences() -> None:
    text = "**Expected Outcome**: Run `a b`. It prints `c`. It also prints `d`.\n"
    found = one_step(text)
    (step,) = read(found).steps
    assert [outcome.text for outcome in step.outcomes] == [
        "Run a b. It prints c.",
        "It also prints d.",
    ]
