"""Blocks in which the terminal's shell ends before their last command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import bash, carry_out, steps

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "code",
    ["echo on\nexit\nexit 0  # of the host", "A=1\nexec bash -l\ntest $A = 1\necho >x\nls x"],
    ids=["shells that are left at the end", "a shell in place of the terminal's"],
)
def test_nothing_is_left_out(tmp_path: Path, code: str) -> None:
    result = carry_out(tmp_path, steps(bash(code)))
    assert result.status is Status.PASSED, result.reason


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (
            "echo one\nexit 0\necho two",
            "`exit 0` at line 9 ended the terminal; what follows was not carried out",
        ),
        (
            "exec true\nfalse",
            "`exec true` at line 8 ended the terminal; what follows was not carried out",
        ),
        ("exec bash\nfor i in 1; do false; echo on; done", "exit status 1"),
    ],
    ids=["exit", "another program in place of the shell", "a failure after a new shell"],
)
def test_a_block_fails_whose_rest_is_left_out(tmp_path: Path, code: str, reason: str) -> None:
    result = carry_out(tmp_path, steps(bash(code)))
    assert result.status is Status.FAILED
    assert result.steps[0].blocks[0].reason == reason
