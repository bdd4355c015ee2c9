"""Fences of commands, with what they print among them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.reading.guides import one_step

from milepost.reading.base import Kind
from milepost.reading.blocks.mixed import NAME, lines_of_output
from milepost.reading.read import read

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading

_FILE = Path(__file__).parents[1] / "cases" / "blocks" / "mixed.toml"
CASES: list[dict[str, Any]] = tomllib.loads(_FILE.read_text())["case"]


def block(code: str) -> BlockReading:
    (step,) = read(one_step(f"```bash\n{code}\n```\n")).steps
    return step.blocks[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_fence_is_read_as_commands_with_their_output_only_where_each_line_is_plain(
    case: dict[str, Any],
) -> None:
    reading = block(case["code"])
    if "read" not in case:
        assert (reading.kind, reading.code) == (Kind.COMMAND, case["code"])
        warned = any("looks like output" in note for note in reading.notes)
        assert warned is ("lines" in case)
        return
    assert (reading.kind, reading.why) == (Kind.TRANSCRIPT, NAME)
    assert [[c.text, c.expected or ""] for c in reading.commands] == case["read"]
    assert any("is read as its output" in note for note in reading.notes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_line_looks_like_output(case: dict[str, Any]) -> None:
    assert list(lines_of_output(case["code"])) == case.get("lines", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_no_command_is_lost(case: dict[str, Any]) -> None:
    """What is not run is compared with what is printed."""
    reading = block(case["code"])
    if reading.kind is Kind.TRANSCRIPT:
        kept = [line for c in reading.commands for line in (c.text, c.expected or "")]
        told = [line for line in case["code"].split("\n") if line and not line.startswith("#")]
        assert [line for line in "\n".join(kept).split("\n") if line] == told
