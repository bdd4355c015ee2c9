"""MP302: a step that does not say what should have come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Element
from milepost.contract.wording import OUTCOME_LABELS, fold
from milepost.document.model import Heading, HtmlBlock
from milepost.rules.base import Finding, Rule
from milepost.rules.content.empty_section import is_empty
from milepost.text.diagnostic import Edit, Fix, Severity
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.contract.label import Label
    from milepost.document.model import Block, Paragraph
    from milepost.document.outline import Section
    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for match in guide.steps:
        label = next((d.label for d in match.contract.demands if _is_label(d.element)), None)
        heading = match.section.heading
        if label is None or heading is None or is_empty(match.section):
            continue
        yield from _in_step(guide, match.section, heading, label)


def _in_step(guide: Guide, section: Section, heading: Heading, wanted: str) -> Iterator[Finding]:
    known = {*OUTCOME_LABELS, fold(wanted)}
    found = any(fold(part.title) in known for part in section.walk() if part.heading is not heading)
    for paragraph, label in guide.labels:
        if label.span not in section.span or fold(label.text) not in known:
            continue
        found = True
        if fold(label.text) != fold(wanted):
            yield _other_wording(guide, label, wanted)
        if label.content.start >= label.content.end and _nothing_follows(guide, section, paragraph):
            yield Finding(
                label.span,
                f"**{label.text}** says nothing",
                "Write what the reader should see: an output, a file, an address.",
            )
    if not found:
        yield Finding(
            heading.span,
            f"the step `{section.title.strip()}` has no **{wanted}**",
            f"Add `**{wanted}**: …` with what the reader should see once it is done.",
        )


def _other_wording(guide: Guide, label: Label, wanted: str) -> Finding:
    return Finding(
        label.span,
        f"**{label.text}** is read as **{wanted}**",
        f"Name it **{wanted}**, as the template does.",
        fix=_rename(guide, label, wanted),
        severity=Severity.WARNING,
    )


def _rename(guide: Guide, label: Label, wanted: str) -> Fix | None:
    """The label's words replaced, its markup and colon kept."""
    written = guide.document.source.slice(label.span)
    if written.count(label.text) != 1:
        return None
    start = label.span.start + len(written[: written.index(label.text)].encode())
    words = Span(start, start + len(label.text.encode()))
    return Fix(f"Name it `{wanted}`", (Edit(words, wanted),))


def _is_label(element: Element) -> bool:
    return element is Element.LABEL


def _nothing_follows(guide: Guide, section: Section, paragraph: Paragraph) -> bool:
    """Whether a label that stands alone is the last of its flow, or another label follows."""
    blocks = [block for part in section.walk() for block in _with_heading(part)]
    if paragraph not in blocks:
        return False  # In a list or quote; what belongs to it is not plain to see.
    following = blocks[blocks.index(paragraph) + 1 :]
    after = next((block for block in following if not isinstance(block, HtmlBlock)), None)
    labelled = {node for node, _ in guide.labels}
    return after is None or isinstance(after, Heading) or after in labelled


def _with_heading(section: Section) -> tuple[Block, ...]:
    return (section.heading, *section.blocks) if section.heading else section.blocks


RULE = Rule(
    code="MP302",
    name="missing-outcome",
    severity=Severity.ERROR,
    summary="A step has no Expected Outcome, an empty one, or one under another name.",
    why="Without it a reader cannot tell whether the step worked, and neither can Milepost.",
    bad="## Implementation Steps\n\n### Step 1: Start\n\nRun `npm start`.\n",
    good="## Implementation Steps\n\n### Step 1: Start\n\nRun `npm start`.\n\n"
    "**Expected Outcome**: The output contains `listening`.\n",
    check=check,
    fixable="safe",
    fix_note="Only a label of another wording is renamed; an outcome is never invented.",
)
