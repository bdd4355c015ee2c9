"""Programs above their output, and guides with marks of other tools, carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import carry_out, steps

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path


def fence(code: str, language: str) -> str:
    return f"```{language}\n{code}\n```\n"


def program(code: str, output: str) -> str:
    return fence(code, "python") + "\n" + fence(output, "output")


def step(keys: str, code: str) -> str:
    return f"<!-- STEP\n{keys}\n-->\n\n{fence(code, 'bash')}\n<!-- END_STEP -->\n"


PASSING = [
    ("a program that prints what is shown", program("n = [1, 2]\nprint(len(n))", "2")),
    (
        "a program that ends in the error that is shown",
        program(
            "def first(x):\n    return x[0]\n\nfirst([])", "IndexError: list index out of range"
        ),
    ),
    ("a status that does not count", step("expected_return_code:", "exit 15")),
    ("a status that is expected", step("expected_return_code: 2", "exit 2")),
    (
        "a failure that byexample takes as shown",
        fence("$ cat nowhere  # byexample: +rm=~\n~~cat: <...> directory", "console"),
    ),
]

FAILING = [
    ("a program that prints something else", program("print(1)", "2"), "not the one shown"),
    (
        "a program that does not end in the error that is shown",
        program("print(1)", "ValueError: one"),
        "exit status 0, expected 1",
    ),
    (
        "a program that ends in another error",
        program("int('x')", "ValueError: one"),
        "not the one shown",
    ),
    ("another status than expected", step("expected_return_code: 2", "exit 3"), "expected 2"),
    (
        "a time limit of mechanical-markdown",
        step("timeout_seconds: 1", "while :; do :; done"),
        "did not end within 1 s",
    ),
    (
        "a failure of which byexample's guide shows nothing",
        fence("$ false  # byexample: +rm=~", "console"),
        "exit status 1",
    ),
    (
        "another output than byexample's guide shows",
        fence("$ echo a  # byexample: +rm=~\n~b", "console"),
        "not the one shown",
    ),
]


@pytest.mark.parametrize("body", [c[1] for c in PASSING], ids=[c[0] for c in PASSING])
def test_what_is_as_shown_passes(tmp_path: Path, body: str) -> None:
    result = carry_out(tmp_path, steps(body))
    assert result.status is Status.PASSED, result.steps


@pytest.mark.parametrize(("body", "reason"), [c[1:] for c in FAILING], ids=[c[0] for c in FAILING])
def test_what_is_not_as_shown_fails(tmp_path: Path, body: str, reason: str) -> None:
    (done,) = carry_out(tmp_path, steps(body)).steps
    assert done.status is Status.FAILED
    assert [reason in (b.reason or "") for b in done.blocks if b.status is Status.FAILED] == [True]
