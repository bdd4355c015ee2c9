"""Outcomes in their step: where they stand, what they look at, what is no outcome."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reading.guides import cases_of, one_step

from milepost.reading.read import read

CASES = cases_of("outcomes", "steps.toml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_step_has_these_outcomes(case: dict[str, Any]) -> None:
    (step,) = read(one_step(case["guide"], case["language"])).steps
    found = []
    for outcome in step.outcomes:
        how = "implied" if outcome.implied else "manual" if outcome.manual else ""
        checks = "; ".join(check.reads_as for check in outcome.checks)
        found.append(f"{outcome.after} {'label ' if outcome.labelled else ''}{checks or how}")
    assert found == case["outcomes"]


def test_coverage_leaves_out_what_is_implied() -> None:
    guide = one_step(
        "```bash\nls\n```\n\n**Expected Outcome**: You should see `a.txt`. "
        "The command runs without errors. You feel at home.\n"
    )
    assert read(guide).coverage == (1, 2)


def test_outcome_that_reads_as_nothing_gets_a_hint() -> None:
    guide = one_step("**Expected Outcome**: All of it is saved in `src/app.js` for you.\n")
    assert read(guide).steps[0].outcomes[0].hint == "`src/app.js` exists"


def test_a_hint_says_no_less_than_the_outcome() -> None:
    guide = one_step("**Expected Outcome**: `src/app.js` is pretty.\n")
    assert read(guide).steps[0].outcomes[0].hint is None


def test_span_of_an_outcome_is_its_sentence() -> None:
    guide = one_step(
        "```bash\nls\n```\n\n**Expected Outcome**: Fine. You should see `é.txt` now.\n"
    )
    outcome = read(guide).steps[0].outcomes[1]
    assert guide.document.source.slice(outcome.span) == "You should see `é.txt` now."


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("The file `a.txt` exists and contains `x`.", ""),
        ("You should see `ok` (see `fine` in `a`).", "; not read: `fine`, `a`"),
        ("You should see `ok` and `done`, and `b.txt` exists.", ""),
        ('You should see `ok`, as "Ada" said.', "; not read: `Ada`"),
    ],
)
def test_what_of_a_sentence_is_not_read_is_named(sentence: str, unread: str) -> None:
    guide = one_step(f"```bash\nls\n```\n\n**Expected Outcome**: {sentence}\n")
    (outcome,) = read(guide).steps[0].outcomes
    assert outcome.checks
    assert "".join(outcome.why.partition("; not read")[1:]) == unread


HINTS = cases_of("outcomes", "hints.toml")


@pytest.mark.parametrize("case", HINTS, ids=lambda case: case["prose"])
def test_manual_outcome_says_why_and_hints_at_nothing_else(case: dict[str, Any]) -> None:
    block = "```bash\nls\n```\n\n" if case.get("command", True) else ""
    guide = one_step(f"{block}**Expected Outcome**: {case['prose']}\n", case["language"])
    (step,) = read(guide).steps
    (outcome,) = step.outcomes
    assert outcome.checks == ()
    assert outcome.why == case["why"]
    assert outcome.hint == case.get("hint")


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ('The response status is 200 and the response contains `"a": 1`.', ("200",)),
        ("As in step 2, the output contains `a`.", ()),
        ("It prints `a`, from this code:\n\n```python\na\n```", ("the block under it",)),
        ("It is as `b` says.", ()),
    ],
)
def test_outcome_lists_its_parts_that_no_check_looks_at(
    sentence: str, unread: tuple[str, ...]
) -> None:
    guide = one_step(f"```bash\nls\n```\n\n**Expected Outcome**: {sentence}\n")
    (outcome,) = read(guide).steps[0].outcomes
    assert outcome.unread == unread
