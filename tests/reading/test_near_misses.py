"""Sentences that are near to a reading, and of which no check may come."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.reading.guides import cases_of, one_step

from milepost.document.language import LANGUAGES
from milepost.reading.compare import compare
from milepost.reading.expected import expected
from milepost.reading.outcomes.registry import READINGS
from milepost.reading.phrases import phrases_of
from milepost.reading.read import read

CASES_FOLDER = Path(__file__).parents[1] / "cases" / "outcomes"
CASES: list[dict[str, Any]] = cases_of("outcomes", "near-misses.toml")
LABELS = {"en": "**Expected Outcome**: ", "de": "**Erwartetes Ergebnis**: "}
OTHERS: dict[str, Any] = tomllib.loads((CASES_FOLDER / "other-outputs.toml").read_text())
OWN: list[dict[str, Any]] = tomllib.loads(
    (CASES_FOLDER.parent / "compare" / "own-machine.toml").read_text()
)["case"]
NOT_RUN: dict[str, Any] = tomllib.loads(
    (CASES_FOLDER.parent / "blocks" / "not-run.toml").read_text()
)
SENTENCES = [
    (case["language"], case["commands"], sentence) for case in CASES for sentence in case["left"]
]


def _checks(text: str, language: str = "en") -> list[str]:
    (step,) = read(one_step(text, language)).steps
    return [check.reads_as for outcome in step.outcomes for check in outcome.checks]


@pytest.mark.parametrize("labelled", [False, True], ids=["bare", "labelled"])
@pytest.mark.parametrize(("language", "commands", "sentence"), SENTENCES)
def test_sentence_that_only_looks_like_an_outcome_is_left(
    language: str, commands: str, sentence: str, *, labelled: bool
) -> None:
    label = LABELS[language] if labelled else ""
    assert not _checks(f"```bash\n{commands}\n```\n\n{label}{sentence}\n", language)


@pytest.mark.parametrize("sentence", OTHERS["left"])
def test_sentence_announces_something_else_than_the_last_output(sentence: str) -> None:
    ran = f"```bash\n{OTHERS['commands']}\n```"
    assert not _checks(f"{ran}\n\n{sentence}\n\n```text\n{OTHERS['example']}\n```\n")


@pytest.mark.parametrize("case", OTHERS["case"], ids=lambda case: case["title"])
def test_fence_is_read_only_as_what_it_is(case: dict[str, Any]) -> None:
    checks = _checks(case["guide"])
    assert bool(checks) is case["read"]
    assert checks == case.get("checks", [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reading_has_its_near_misses(language: str) -> None:
    told = {case["reading"] for case in CASES if case["language"] == language}
    names = {reading.__name__.rpartition(".")[2] for reading in READINGS}
    assert told == {name for name in names if hasattr(phrases_of(language), name)}


@pytest.mark.parametrize("case", OWN, ids=lambda case: case["commands"])
def test_example_of_another_machine_holds_on_this_one_or_is_left(case: dict[str, Any]) -> None:
    found = expected(
        case["example"], "contains", (), case["commands"], earlier=case.get("earlier", "")
    )
    assert found.why_not == case.get("why")
    if found.why_not is None:

        def holds(seen: str) -> bool:
            return compare(found.code, seen, found.mode, found.masks, found.share).equal

        assert holds(case["seen"])
        assert not holds(case["wrong"])


def _executed(text: str, language: str = "en") -> bool:
    (step,) = read(one_step(text, language)).steps
    return any(block.executed for block in step.blocks)


@pytest.mark.parametrize("sentence", NOT_RUN["sentences"])
def test_commands_that_the_guide_keeps_from_are_not_carried_out(sentence: str) -> None:
    assert not _executed(f"{sentence}\n\n```bash\nmake soup\n```\n")


@pytest.mark.parametrize("sentence", NOT_RUN["german"])
def test_commands_that_a_german_guide_keeps_from_are_not_carried_out(sentence: str) -> None:
    assert not _executed(f"{sentence}\n\n```bash\nmake soup\n```\n", "de")


@pytest.mark.parametrize(
    ("language", "sentence", "written"),
    [(*case, False) for case in NOT_RUN["unwritten"]]
    + [(*case, True) for case in NOT_RUN["written"]],
)
def test_file_is_written_only_where_every_reader_is_told_to_now(
    language: str, sentence: str, written: bool
) -> None:
    fence = "```python\nlid = 5\n```\n"
    assert _executed(f"{sentence}\n\n{fence}", language) is written
    after = f'```python title="pot.py"\nfire = 1\nlid = 2\n```\n\n{sentence}\n\n{fence}'
    (step,) = read(one_step(after, language)).steps
    assert step.blocks[0].executed
    assert step.blocks[1].executed is written


@pytest.mark.parametrize("named", ['```python title="pot.py"\n', "```python\n# pot.py\n"])
@pytest.mark.parametrize(
    ("language", "sentence", "written"),
    [(*case, False) for case in NOT_RUN["untitled"]]
    + [(*case, True) for case in NOT_RUN["titled"]],
)
def test_file_that_names_itself_is_written_unless_the_guide_keeps_from_it(
    language: str, sentence: str, written: bool, named: str
) -> None:
    (step,) = read(one_step(f"{sentence}\n\n{named}lid = 5\n```\n", language)).steps
    (block,) = step.blocks
    assert (block.path, block.executed) == ("pot.py", written)
    assert written or block.skipped


def test_a_comment_has_commands_carried_out_whatever_the_sentence_says() -> None:
    fence = "```bash\nmake soup\n```\n"
    assert _executed(f"Don't run this:\n\n<!-- milepost: exit=1 -->\n{fence}")


@pytest.mark.parametrize("sentence", NOT_RUN["run"])
def test_commands_that_only_seem_to_be_kept_from_are_carried_out(sentence: str) -> None:
    assert _executed(f"{sentence}\n\n```bash\nmake soup\n```\n")


@pytest.mark.parametrize("code", NOT_RUN["forms"])
def test_what_is_no_command_by_its_form_is_not_carried_out(code: str) -> None:
    assert not _executed(f"See:\n\n```bash\n{code}\n```\n")
