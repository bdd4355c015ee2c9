"""MP307: something that is to be done stands in a sentence alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.document.language import language_of
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide
    from milepost.text.span import Span

_CUES = (
    b"un `", b"un: `", b"un\n`", b"xecute `", b"xecute: `", b"nter `", b"nter: `", b"ype `",
    b"ype: `", b"ommand `", b"ommand: `", b"eplace `", b"hange `", b"line `", b"text `", b"value `",
)  # fmt: skip
"""One of these is in nearly every such sentence; they are found much faster than it is read."""


def check(guide: Guide) -> Iterator[Finding]:
    data, steps = guide.document.source.data, guide.span_of(Role.STEPS)
    english = language_of(guide.document, guide.contract.language) == "en"
    if steps is None or (english and not _may(data, steps)):
        return
    from milepost.reading.phrases import phrases_of
    from milepost.reading.read import read_step

    phrases = phrases_of(guide.milestone.language)
    for step in guide.milestone.steps:
        for one in (
            read_step(step, phrases=phrases).instructions
            if not english or _may(data, step.span)
            else ()
        ):
            yield Finding(
                one.span,
                f"`{one.told}` is not carried out: it stands in a sentence",
                "Put it into a fenced block, such as `bash`, if it is a part of the step.",
            )


def _may(data: bytes, span: Span) -> bool:
    return any([data.find(cue, span.start, span.end) >= 0 for cue in _CUES])  # noqa: C419 - faster


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
