"""Guides whose transcripts and sentences tell more than their commands: what is done of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import bash, carry_out, steps, write

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import BlockResult, MilestoneResult

MESSAGE = "ls: cannot access 'plum': No such file or directory"


def console(text: str) -> str:
    return f"```console\n{text}\n```\n"


def added(code: str) -> str:
    return f"Add the following to your `x.json`:\n\n```json\n{code}\n```\n\n"


def blocks(result: MilestoneResult) -> list[BlockResult]:
    return [block for step in result.steps for block in step.blocks]


PASSING = [
    (
        "a file that only its listing shows",
        console("$ cat in/plum.txt\nplum\npear\n$ wc -l < in/plum.txt\n2"),
    ),
    ("a message that is shown", console(f"$ ls plum\n{MESSAGE}")),
    ("a search that finds nothing", console("$ echo plum\nplum\n$ echo plum | grep pear")),
    ("a status that the next command prints", console("$ grep -s plum no-plum\n$ echo $?\n2")),
    ("columns of files", bash("mkdir a && touch a/x a/y && cd a") + console("$ ls\nx  y")),
    ("a vertical tab", console("$ printf 'a\\tb\\vc'\na       b\n         c")),
    (
        "a folder above the one where the terminal stands",
        bash("mkdir -p upper/below && cd upper/below")
        + "From inside the `upper` folder, run:\n\n"
        + bash("ls -d below"),
    ),
    (
        "an object that is merged into a file",
        bash('echo \'{"a": {"b": 1}}\' >x.json')
        + added('{"a": {"c": 2}}')
        + bash('[ "$(tr -d \' \\n\' <x.json)" = \'{"a":{"b":1,"c":2}}\' ]'),
    ),
    ("an object that makes its file", added('{"a": 1}') + bash("grep '\"a\": 1' x.json")),
]


@pytest.mark.parametrize("body", [c[1] for c in PASSING], ids=[c[0] for c in PASSING])
def test_a_guide_that_tells_what_it_means_passes(tmp_path: Path, body: str) -> None:
    result = carry_out(tmp_path, steps(body))
    assert result.status is Status.PASSED, (result.reason, blocks(result))


FAILING = [
    ("a search that fails", console("$ echo plum\nplum\n$ grep plum no-plum"), "exit status 2"),
    ("another message than the one shown", console(f"$ ls pear\n{MESSAGE}"), "not the one shown"),
    ("no message at all", console(f"$ true # ls\n{MESSAGE}"), "not the one shown"),
    ("another status than the one printed", console("$ true\n$ echo $?\n2"), "expected 2"),
    ("other files", bash("touch x") + console("$ ls\nx  y"), "not the one shown"),
    (
        "a folder that is nowhere",
        "From inside the `basket` folder, run:\n\n" + bash("true"),
        "the guide says to be in basket",
    ),
    ("a status that is printed, and not shown", bash("(exit 3)\necho $?"), "exit status 3"),
]


@pytest.mark.parametrize(("body", "reason"), [c[1:] for c in FAILING], ids=[c[0] for c in FAILING])
def test_a_guide_that_tells_something_else_fails(tmp_path: Path, body: str, reason: str) -> None:
    result = carry_out(tmp_path, steps(body))
    assert result.status is Status.FAILED
    assert reason in (blocks(result)[-1].reason or "")


def test_a_list_that_is_to_be_merged_into_a_list_blocks(tmp_path: Path) -> None:
    body = bash("echo '{\"a\": [1]}' >x.json") + added('{"a": [2]}')
    result = carry_out(tmp_path, steps(body))
    merged = blocks(result)[-1]
    assert (merged.status, result.status) == (Status.BLOCKED, Status.BLOCKED)
    assert "both hold a list at `a`" in (merged.reason or "")


def test_a_file_that_is_there_is_not_written_from_its_listing(tmp_path: Path) -> None:
    write(tmp_path, {"workspace/plum.txt": "pear\n"})
    result = carry_out(tmp_path, steps(console("$ cat plum.txt\nplum")))
    assert "not the one shown" in (blocks(result)[0].reason or "")


def test_what_is_written_from_a_listing_is_told(tmp_path: Path) -> None:
    result = carry_out(tmp_path, steps(console("$ cat plum.txt\nplum")))
    assert blocks(result)[0].notes == (
        "`plum.txt` is written from the listing at line 8, unless it is there",
    )
