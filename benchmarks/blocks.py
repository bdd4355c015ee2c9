"""Trivial command blocks, each with the output it should have, in every tool's own form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BLOCKS_PER_STEP = 20

SYBIL_CONFTEST = '''\
"""Runs `bash` blocks whose first line is a command and whose others are its output."""

import subprocess

from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser


def evaluate(example):
    command, _, expected = example.parsed.partition("\\n")
    seen = subprocess.run(
        ["bash", "-c", command.removeprefix("$ ")], capture_output=True, text=True
    ).stdout
    if seen != expected:
        return f"expected {expected!r}, saw {seen!r}"


pytest_collect_file = Sybil(
    parsers=[CodeBlockParser("bash", evaluate)], patterns=["*.md"]
).pytest()
'''


def script(count: int) -> str:
    """Plain bash."""
    return "".join(f"echo block {number}\n" for number in range(1, count + 1))


def cram(count: int) -> str:
    """A `.t` file, as cram and prysk read it."""
    return "".join(
        f"Block {number}:\n\n  $ echo block {number}\n  block {number}\n\n"
        for number in range(1, count + 1)
    )


def fenced(count: int, language: str) -> str:
    """Markdown with one fence for each command."""
    return "# Blocks\n\n" + "".join(fence(number, language) for number in range(1, count + 1))


def guide(count: int, number: int = 1) -> str:
    """A guide for Milepost: transcripts, `BLOCKS_PER_STEP` of them in a step."""
    parts = [f"# {number}: Blocks\n\n## Implementation Steps\n\n"]
    for position in range(count):
        if position % BLOCKS_PER_STEP == 0:
            step = position // BLOCKS_PER_STEP + 1
            parts.append(f"### Step {step}: More Blocks\n\n")
        parts.append(fence(position + 1, "console"))
    return "".join(parts)


def fence(number: int, language: str) -> str:
    """One fence with a command and, under it, its output."""
    return f"```{language}\n$ echo block {number}\nblock {number}\n```\n\n"


FORMS: dict[str, tuple[str, Callable[[int, int], str]]] = {
    "bash": (".sh", lambda count, _: script(count)),
    "cram": (".t", lambda count, _: cram(count)),
    "prysk": (".t", lambda count, _: cram(count)),
    "byexample": (".md", lambda count, _: fenced(count, "shell")),
    "sybil": (".md", lambda count, _: fenced(count, "bash")),
    "milepost": (".md", guide),
}
"""Tool to the ending of its files and the text of file `number` with `count` blocks."""


def write_files(
    folder: Path, tool: str, files: int, count: int, *, wrong: bool = False
) -> list[Path]:
    """Write `files` files of `count` blocks each for `tool` into `folder`; returns their paths.

    With `wrong`, the first block of each file expects what its command does not print.
    """
    folder.mkdir(parents=True)
    ending, text = FORMS[tool]
    if tool == "sybil":
        (folder / "conftest.py").write_text(SYBIL_CONFTEST)
    paths = []
    for number in range(1, files + 1):
        path = folder / f"{number:02d}-blocks{ending}"
        written = text(count, number)
        path.write_text(written.replace("echo block 1\n", "echo other\n") if wrong else written)
        paths.append(path)
    return paths
