"""Code among the prerequisites: what is done as step 0, and what is said not to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reading.guides import milestone

from milepost.reading.prerequisites.preparation import INSTALLS, NOT_A_STEP
from milepost.reading.read import read

if TYPE_CHECKING:
    from milepost.reading.base import MilestoneReading

FENCE = "```bash\nmkdir a\n```\n"


def reading(needs: str, title: str = "Prerequisites", language: str = "en") -> MilestoneReading:
    steps = "## Implementation Steps\n\n### Step 1: Go\n\n```bash\ntrue\n```\n"
    return read(milestone(f"# 1: T\n\n## {title}\n\n{needs}\n{steps}", language))


def numbers(found: MilestoneReading) -> list[int]:
    return [step.step.number for step in found.steps]


@pytest.mark.parametrize("title", ["Before you start", "Prerequisites", "Before You Begin"])
def test_a_numbered_list_with_code_is_carried_out_as_step_0(title: str) -> None:
    needs = "1. Have `git`.\n2. Make it:\n\n   ```bash\n   mkdir a\n   ```\n"
    found = reading(needs, title)
    assert numbers(found) == [0, 1]
    assert found.steps[0].step.name == title
    assert [block.code for block in found.steps[0].blocks] == ["mkdir a"]
    assert [one.name for one in found.prerequisites] == ["git"]
    assert found.passed_over == ()


def test_a_numbered_list_below_a_heading_of_the_prerequisites_is_carried_out() -> None:
    needs = (
        f"- Git\n\n### Set up\n\n1. One.\n\n   {FENCE.replace(chr(10), chr(10) + '   ')}\n2. Two.\n"
    )
    assert numbers(reading(needs)) == [0, 1]


@pytest.mark.parametrize(
    ("item", "language", "left_out", "names"),
    [
        ("Install Node.js 18:", "en", True, ["node"]),
        ("Then download Python 3.11:", "en", True, ["python"]),
        ("Make an environment with Python 3.11:", "en", False, ["python"]),
        ("Install the dependencies:", "en", False, []),
        ("Installiere Node.js 18:", "de", True, ["node"]),
        ("Lege einen Ordner an:", "de", False, []),
    ],
)
def test_what_installs_a_prerequisite_is_not_carried_out(
    item: str, language: str, left_out: bool, names: list[str]
) -> None:
    needs = f"1. {item}\n\n   ```bash\n   brew install x\n   ```\n\n2. Continue.\n"
    title = "Prerequisites" if language == "en" else "Voraussetzungen"
    found = reading(needs, title, language)
    (block,) = found.steps[0].blocks
    assert (block.why == INSTALLS) is left_out
    assert block.executed is not left_out
    assert [one.name for one in found.prerequisites if one.kind == "tool"] == names


@pytest.mark.parametrize(
    "needs",
    [
        FENCE,
        f"- Git\n\nGet it:\n\n{FENCE}",
        "- Make it:\n\n  ```bash\n  mkdir a\n  ```\n",
        "1. Make it:\n\n   ```bash\n   mkdir a\n   ```\n",
        f"- Git\n\n### Get it\n\n{FENCE}",
    ],
)
def test_other_code_is_said_not_to_be_carried_out(needs: str) -> None:
    found = reading(needs)
    assert numbers(found) == [1]
    assert [(one.code, one.why, one.executed) for one in found.passed_over] == [
        ("mkdir a", NOT_A_STEP, False)
    ]


def test_a_numbered_list_without_code_stays_what_is_needed() -> None:
    found = reading("1. Git\n2. Node.js 18\n")
    assert numbers(found) == [1]
    assert [one.name for one in found.prerequisites] == ["git", "node"]
