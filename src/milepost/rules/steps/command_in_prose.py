"""MP307: something that is to be done stands in a sentence alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide

_MAYBE = re.compile(
    rb"\b(?:[Rr]un|[Ee]xecute|[Ee]nter|[Tt]ype|[Rr]eplace|[Cc]hange)\b[\w: ]{1,24}[`\"\xe2]"
)


def check(guide: Guide) -> Iterator[Finding]:
    if not _MAYBE.search(guide.document.source.data):
        return
    for step in guide.reading.steps:
        for one in step.instructions:
            yield Finding(
                one.span,
                f"`{one.told}` is not carried out: it stands in a sentence",
                "Put it into a fenced block, such as `bash`, if it is a part of the step.",
            )


RULE = Rule(
    code="MP307",
    name="command-in-prose",
    severity=Severity.HINT,
    summary="A step tells to run a command, or to replace a text, in a sentence and in no block.",
    why="Only blocks are carried out: what comes after it is tried without it.",
    bad="## Implementation Steps\n\n### Step 1: Start\n\nRun `npm start`.\n",
    good="## Implementation Steps\n\n### Step 1: Start\n\n```bash\nnpm start\n```\n",
    check=check,
)
