"""MP305: an outcome that names nothing to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.wording import OUTCOME_LABELS, fold
from milepost.rules.base import Finding, Rule
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide
    from milepost.text.span import Span

_EXPLICIT = re.compile(rb"[`\"0-9]|://|\xe2\x80\x9c|(?:^|\s)'")
"""What can be read: code, quoted text, a number, an address."""


def check(guide: Guide) -> Iterator[Finding]:
    vague = set(_vague(guide))
    if not vague:
        return
    from milepost.reading.phrases import phrases_of
    from milepost.reading.read import read_step

    phrases = phrases_of(guide.milestone.language)
    for step in guide.milestone.steps:
        if not any(part.label_span in vague for part in step.announcements):
            continue
        reading = read_step(step, phrases=phrases)
        spans = [part.span for part in step.announcements if part.label_span in vague]
        for outcome in reading.outcomes:
            if outcome.manual and not outcome.implied and any(outcome.span in s for s in spans):
                yield Finding(
                    outcome.span,
                    "nothing in this outcome can be verified; a person must decide",
                    outcome.hint or "Name an output in backticks, a file, an address or a command.",
                )


def _vague(guide: Guide) -> Iterator[Span]:
    """Labels of the outcomes that name nothing explicit."""
    data = guide.document.source.data
    for _, label in guide.labels:
        if fold(label.text) not in OUTCOME_LABELS:
            continue
        content = data[label.content.start : label.content.end]
        if content.startswith(b"["):
            continue  # A placeholder, which MP203 tells.
        if content and not _EXPLICIT.search(content) and not content.endswith(b":"):
            yield label.span


RULE = Rule(
    code="MP305",
    name="unread-outcome",
    severity=Severity.HINT,
    summary="An Expected Outcome names no output, file, address or command.",
    why="Neither Milepost nor a reader can tell from it whether the step worked.",
    bad="## Implementation Steps\n\n### Step 1: Learn\n\nRead on.\n\n"
    "**Expected Outcome**: You understand how it works.\n",
    good="## Implementation Steps\n\n### Step 1: Greet\n\n```bash\necho hello\n```\n\n"
    "**Expected Outcome**: The output contains `hello`.\n",
    check=check,
)
