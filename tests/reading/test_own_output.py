"""Output in transcripts and `output` fences that is another on each machine or each time."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.reading.guides import one_step

from milepost.reading.base import Kind
from milepost.reading.compare import compare
from milepost.reading.read import read
from milepost.reading.shown_output import as_shown

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "blocks" / "own-output.toml").read_text()
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["commands"])
def test_output_under_a_prompt_holds_on_another_machine_or_is_left(case: dict[str, Any]) -> None:
    text = f"```console\n$ {case['commands']}\n{case['shown']}\n```\n"
    (step,) = read(one_step(text)).steps
    (block,) = step.blocks
    (command,) = block.commands
    stands = case.get("as_it_stands", False)
    assert any("an output is" in note for note in block.notes) is not stands
    assert (command.expected is None) is ("seen" not in case)
    if "seen" in case:
        assert as_shown(command, case["seen"], block.options).equal
        assert not as_shown(command, case["wrong"], block.options).equal


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["commands"])
def test_an_output_fence_holds_on_another_machine_or_is_left(case: dict[str, Any]) -> None:
    text = f"```bash\n{case['commands']}\n```\n\n```output\n{case['shown']}\n```\n"
    (step,) = read(one_step(text)).steps
    fence = step.blocks[-1]
    assert (fence.kind is Kind.OUTPUT) is ("seen" in case)
    if "seen" in case:
        options = fence.options

        def holds(seen: str) -> bool:
            return compare(fence.code, seen, options.match, options.masks, options.share).equal

        assert holds(case["seen"])
        assert not holds(case["wrong"])


def test_an_author_has_output_compared_as_it_stands() -> None:
    text = "<!-- milepost: match=exact -->\n```console\n$ uptime\n 10:00:00 up 5 days\n```\n"
    (step,) = read(one_step(text)).steps
    assert step.blocks[0].commands[0].expected == " 10:00:00 up 5 days"
    assert not step.blocks[0].notes
