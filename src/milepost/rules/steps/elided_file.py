"""MP306: a file whose code is left out in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.base import BlockReading
    from milepost.rules.guide import Guide
    from milepost.text.span import Span


def check(guide: Guide) -> Iterator[Finding]:
    if not any(_may_elide(block.content) for block in guide.code_blocks):
        return
    from milepost.reading.blocks.elision import ELISION_NOTE

    for reading in _readings(guide):
        if ELISION_NOTE in reading.notes:
            yield Finding(
                _place(reading),
                f"`{reading.path}` would be written with code left out here",
                "Show the whole file, or the change to it in a `diff` block.",
            )


def _may_elide(code: str) -> bool:
    if "..." not in code and "…" not in code and "rest of" not in code and "xisting" not in code:
        return False
    from milepost.reading.blocks.elision import elided_lines

    return bool(elided_lines(code, "", part=True))


def _readings(guide: Guide) -> Iterator[BlockReading]:
    reading = guide.reading
    steps = [*reading.steps, *(s for s in (reading.testing, reading.cleanup) if s is not None)]
    for step in steps:
        yield from step.blocks


def _place(reading: BlockReading) -> Span:
    """The first line that stands for what is left out."""
    from milepost.reading.blocks.elision import elided_lines

    node = reading.block.node
    told = node.content.rstrip("\n"), reading.language, reading.path
    lines = elided_lines(*told) or elided_lines(*told, part=True)
    return node.line_spans[lines[0]]


RULE = Rule(
    code="MP306",
    name="elided-file",
    severity=Severity.ERROR,
    summary="A block that is written as a file has a line such as `// ...` in place of code.",
    why="Who copies the block ends up with a file that lacks the rest.",
    bad='## Implementation Steps\n\n### Step 1: Serve\n\n```js title="app.js"\nconst a = 1;\n'
    "// ...\n```\n",
    good='## Implementation Steps\n\n### Step 1: Serve\n\n```js title="app.js"\nrun();\n```\n',
    check=check,
)
