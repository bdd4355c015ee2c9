"""Fences of the shell that are not carried out: by their form, and by the sentence before them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.reading.guides import one_step

from milepost.reading.base import BlockReading, Kind
from milepost.reading.read import read

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "blocks" / "no-shell.toml").read_text()
)


def _blocks(text: str, language: str = "en") -> tuple[BlockReading, ...]:
    (step,) = read(one_step(text, language)).steps
    return step.blocks


def _last(text: str, language: str = "en") -> BlockReading:
    return _blocks(text, language)[-1]


def _fence(code: str) -> str:
    return f"```bash\n{code}\n```\n"


@pytest.mark.parametrize("code", CASES["left"])
def test_what_no_shell_could_run_is_only_shown(code: str) -> None:
    block = _last(_fence(code))
    assert block.kind is Kind.SHOWN
    assert "command" in block.why or "left out" in block.why


@pytest.mark.parametrize("code", CASES["left"])
def test_a_comment_of_the_author_has_it_carried_out(code: str) -> None:
    assert _last(f"<!-- milepost: exit=1 -->\n{_fence(code)}").executed


@pytest.mark.parametrize("code", CASES["run"])
def test_commands_of_an_unusual_form_are_carried_out(code: str) -> None:
    block = _last(_fence(code))
    assert block.executed
    assert block.code == code


@pytest.mark.parametrize("code", CASES["under"])
def test_what_stands_right_under_commands_is_what_they_print(code: str) -> None:
    ran = _fence("ladle soup")
    assert not _last(f"{ran}{_fence(code)}").executed
    assert _last(f"{ran}\nThen run:\n\n{_fence(code)}").executed
    assert _last(_fence(code)).executed


def test_commands_right_under_commands_are_carried_out() -> None:
    assert all(block.executed for block in _blocks(f"{_fence('ladle a')}{_fence('ladle b')}"))


@pytest.mark.parametrize("sentence", CASES["in_trouble"])
def test_a_remedy_is_not_carried_out(sentence: str) -> None:
    assert _last(f"{sentence}\n\n{_fence('make soup')}").skipped


@pytest.mark.parametrize("sentence", CASES["elsewhere"])
def test_commands_for_another_machine_are_not_carried_out(sentence: str) -> None:
    assert _last(f"{sentence}\n\n{_fence('make soup')}").skipped
    assert not _last(f"{sentence}\n\n{_fence('kubectl exec pot -- ls')}").skipped


@pytest.mark.parametrize("sentence", CASES["all_is_well"] + CASES["here"])
def test_commands_for_this_machine_are_carried_out(sentence: str) -> None:
    assert _last(f"{sentence}\n\n{_fence('make soup')}").executed


@pytest.mark.parametrize("sentence", CASES["german"])
def test_commands_that_a_german_guide_has_for_others_are_not_carried_out(sentence: str) -> None:
    assert _last(f"{sentence}\n\n{_fence('make soup')}", "de").skipped


@pytest.mark.parametrize("opens", ["ssh cook@kitchen", "docker exec -it pot bash"])
def test_commands_go_into_a_shell_that_was_opened_until_it_is_left(opens: str) -> None:
    fences = [_fence(code) for code in (opens, "make soup", "exit", "make tea")]
    opened, inside, left, after = _blocks("\n".join(fences))
    assert opened.executed
    assert after.executed
    assert "shell that was opened" in (inside.skipped or "")
    assert left.skipped


def test_another_terminal_is_not_in_a_shell_that_was_opened() -> None:
    text = f"{_fence('ssh cook@kitchen')}\nIn a second terminal, run:\n\n{_fence('make soup')}"
    assert _last(text).executed


def test_a_transcript_of_a_container_is_not_carried_out() -> None:
    assert _last("```console\nroot@0a1b2c3d4e5f:/# make soup\n```\n").skipped
    assert _last("```console\ncook@kitchen:~$ make soup\n```\n").executed


@pytest.mark.parametrize("code", CASES["quoted"])
def test_prompts_that_output_or_markdown_quotes_are_not_carried_out(code: str) -> None:
    assert not _last(f"````bash\n{code}\n````\n").executed


@pytest.mark.parametrize("code", CASES["typed"])
def test_prompts_are_carried_out(code: str) -> None:
    assert _last(f"````bash\n{code}\n````\n").executed


def test_what_is_asked_of_a_container_from_outside_is_carried_out() -> None:
    fences = [_fence(code) for code in ("docker exec -it pot bash", "docker exec pot ls")]
    assert all(block.executed for block in _blocks("\n".join(fences)))
    fences[0] = _fence("ssh cook@kitchen")
    assert _last("\n".join(fences)).skipped
