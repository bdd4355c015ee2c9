"""MP308: a line of output in a fence whose lines are all run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.base import BlockReading
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    from milepost.reading.blocks.context import SHELL
    from milepost.reading.blocks.mixed import REMEDY, lines_of_output

    found = [
        (block, lines)
        for block in guide.code_blocks
        if block.info.split(" ", 1)[0].lower() in SHELL
        and (lines := lines_of_output(block.content))
    ]
    if not found:
        return
    run = {reading.block.node.span for reading in _commands(guide)}
    for block, lines in found:
        if block.span in run:
            yield Finding(
                block.line_spans[lines[0]],
                "this line looks like output, and is run as a command",
                REMEDY,
            )


def _commands(guide: Guide) -> Iterator[BlockReading]:
    reading = guide.reading
    for step in (*reading.steps, reading.testing, reading.cleanup):
        for block in step.blocks if step is not None else ():
            if block.executed and block.kind == "command":
                yield block


RULE = Rule(
    code="MP308",
    name="output-among-commands",
    severity=Severity.WARNING,
    summary="A shell fence without prompts has a line that looks like what a command prints.",
    why="Every line of such a fence is run, as a reader who copies it would. Only where each line "
    "is plainly a command or output is the fence read as commands with their output.",
    bad="## Implementation Steps\n\n### Step 1: Count\n\n```bash\nmy-tool count\n3 files\n```\n",
    good="## Implementation Steps\n\n### Step 1: Count\n\n```console\n$ my-tool count\n"
    "3 files\n```\n",
    check=check,
)
