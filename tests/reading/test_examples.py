"""Examples of output under their commands, against what another machine prints."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.reading.guides import one_step

from milepost.reading.compare import compare
from milepost.reading.expected import expected
from milepost.reading.read import read

if TYPE_CHECKING:
    from milepost.reading.expected import Expected

CASES_FOLDER = Path(__file__).parents[1] / "cases"
CASES: list[dict[str, Any]] = tomllib.loads(
    (CASES_FOLDER / "compare" / "examples.toml").read_text()
)["case"]
LEADS: dict[str, Any] = tomllib.loads((CASES_FOLDER / "outcomes" / "leads.toml").read_text())


def _expected(case: dict[str, Any]) -> Expected:
    return expected(
        case["example"],
        case.get("mode", "contains"),
        (),
        case["commands"],
        earlier=case.get("earlier", ""),
        guide=case.get("guide", "").encode(),
    )


def _holds(found: Expected, seen: str) -> bool:
    return compare(found.code, seen, found.mode, found.masks, found.share).equal


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["commands"])
def test_example_is_compared_or_left_with_a_reason(case: dict[str, Any]) -> None:
    found = _expected(case)
    assert found.why_not == case.get("why")
    if found.why_not is None:
        assert _holds(found, case["seen"]) is case["equal"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.get("equal")], ids=lambda case: case["commands"]
)
@pytest.mark.parametrize("seen", ["", "bash: line 1: soup: command not found"])
def test_no_example_holds_for_nothing(case: dict[str, Any], seen: str) -> None:
    assert not _holds(_expected(case), seen)


GERMAN: dict[str, Any] = tomllib.loads((CASES_FOLDER / "outcomes" / "de-leads.toml").read_text())


def _is_read(sentence: str, commands: str, example: str, language: str = "en") -> bool:
    text = f"```bash\n{commands}\n```\n\n{sentence}\n\n```text\n{example}\n```\n"
    (step,) = read(one_step(text, language)).steps
    return any(outcome.checks for outcome in step.outcomes)


@pytest.mark.parametrize("sentence", LEADS["read"])
def test_sentence_announces_the_output_of_the_commands(sentence: str) -> None:
    assert _is_read(sentence, LEADS["commands"], LEADS["example"])


@pytest.mark.parametrize("sentence", LEADS["left"])
def test_sentence_tells_of_no_output_of_the_commands(sentence: str) -> None:
    assert not _is_read(sentence, LEADS["commands"], LEADS["example"])


@pytest.mark.parametrize(
    ("sentence", "is_read"),
    [(sentence, True) for sentence in GERMAN["read"]]
    + [(sentence, False) for sentence in GERMAN["left"]],
)
def test_german_sentence_announces_the_output_or_is_left(sentence: str, *, is_read: bool) -> None:
    assert _is_read(sentence, GERMAN["commands"], GERMAN["example"], "de") is is_read


@pytest.mark.parametrize("case", LEADS["case"], ids=lambda case: case["sentence"])
def test_sentence_fits_the_commands_and_the_fence(case: dict[str, Any]) -> None:
    assert _is_read(case["sentence"], case["commands"], case["example"]) is case["read"]


@pytest.mark.parametrize("case", LEADS["prose"], ids=lambda case: case["sentence"])
def test_prose_is_read_or_left_with_a_reason(case: dict[str, Any]) -> None:
    (step,) = read(one_step(f"```bash\n{case['commands']}\n```\n\n{case['sentence']}\n")).steps
    checks = [check.reads_as for outcome in step.outcomes for check in outcome.checks]
    assert checks == case["checks"]
    if "why" in case:
        assert step.outcomes[-1].why == case["why"]
