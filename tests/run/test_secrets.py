"""Values of secrets are neither shown nor kept, as they are or encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.run.guides import bash, milestone, steps, write
from tests.run.test_replay import cached, go

from milepost.run.shell import without_values
from milepost.text.secret import held

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import RunResult

TOKEN = 'tok/en+4711 "x$y"'


@pytest.fixture(autouse=True)
def _secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TOKEN", TOKEN)
    write(tmp_path, {"milepost.toml": 'secrets = ["TOKEN"]\n'})


def with_token(folder: Path, text: str | None = None) -> RunResult:
    return go(folder, text, pass_env=("TOKEN",))


def holding(folder: Path) -> list[Path]:
    """Files of the cache that hold the secret."""
    files = [path for path in (folder / "cache").rglob("*") if path.is_file()]
    assert files
    return [path for path in files if held([path.read_bytes()], (TOKEN,))]


_PYTHON = "python3 -c 'import os, json, urllib.parse as u; print({}(os.environ[\"TOKEN\"]))'"
SHOWN = {
    "as it is": 'echo "<$TOKEN>"',
    "in base64": 'printf %s "$TOKEN" | base64 -w0',
    "in base64 with a name": 'printf %s "name:$TOKEN" | base64 -w0',
    "in base64 over lines": "printf '%090d%s' 0 \"$TOKEN\" | base64",
    "in base64 over short lines": 'printf %s "$TOKEN" | base64 -w8',
    "in a URL": _PYTHON.format("u.quote"),
    "in JSON": _PYTHON.format("json.dumps"),
    "among the variables of the shell": "declare -p TOKEN",
}


@pytest.mark.parametrize("code", SHOWN.values(), ids=SHOWN)
def test_a_secret_is_masked_however_it_is_printed(tmp_path: Path, code: str) -> None:
    result = go(tmp_path, steps(bash(code)), sandbox=False)
    assert result.status == "passed"
    (block,) = result.milestones[0].steps[0].blocks
    assert "***" in block.output
    assert not held([msgspec.json.encode(result)], (TOKEN,))


@pytest.mark.room
def test_steps_that_leave_no_secret_behind_are_recalled(tmp_path: Path) -> None:
    text = steps(bash('[ "$TOKEN" ]; x=1'), bash('[ "$x$TOKEN" ] && echo "${#TOKEN}" | tee a'))
    assert cached(with_token(tmp_path, text)) == "rr"
    assert cached(with_token(tmp_path)) == "cc"
    changed = text.replace("tee a", "tee b")
    assert cached(with_token(tmp_path, changed)) == "cr"
    assert holding(tmp_path) == []


KEPT = {
    "a file": 'echo "$TOKEN" >.env',
    "a file with it in base64": 'printf %s "$TOKEN" | base64 >.docker',
    "output": 'echo "$TOKEN"',
    "output with it in base64": 'printf %s "u:$TOKEN" | base64',
    "a variable": 'copy="$TOKEN"',
    "the variable, changed": 'TOKEN="$TOKEN$TOKEN"',
}


@pytest.mark.room
@pytest.mark.parametrize("code", KEPT.values(), ids=KEPT)
def test_a_step_that_leaves_a_secret_behind_is_not_kept_nor_what_follows(
    tmp_path: Path, code: str
) -> None:
    text = steps(bash("echo before >a"), bash(code), bash("cat a"))
    assert cached(with_token(tmp_path, text)) == "rrr"
    assert holding(tmp_path) == []
    assert cached(with_token(tmp_path)) == "crr"
    assert holding(tmp_path) == []
    assert list((tmp_path / "cache" / "aside").iterdir()) == []


@pytest.mark.room
def test_a_milestone_starts_from_files_with_a_secret_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, {**milestone(1, 'echo "$TOKEN" >.env'), **milestone(2, "cat .env", 1)})
    for _ in range(2):
        result = with_token(tmp_path)
        assert [one.status for one in result.milestones] == ["passed"] * 2
        assert result.milestones[1].steps[0].blocks[0].output == "***\n"
        assert not any(one.steps[0].cached for one in result.milestones)
        assert holding(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (b'declare -x T="a\\"b\\$c\\\\"\nx', b'declare -x T="$T"\nx'),
        (b'declare -rx T="a\\"b\\$c\\\\"', b'declare -rx T="$T"'),
        (b'declare -x T="other"', b'declare -x T="other"'),
        (b'declare -x TT="a\\"b\\$c\\\\"', b'declare -x TT="a\\"b\\$c\\\\"'),
        (b"", b""),
    ],
)
def test_a_variable_with_the_value_handed_in_is_taken_from_there(
    code: bytes, wanted: bytes
) -> None:
    assert without_values(code, {"T": 'a"b$c\\'}) == wanted
