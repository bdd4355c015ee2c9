"""What a step says will be seen, under the template's label; its words stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.adopt.draft import Line, merged, parted
from milepost.adopt.sample import demanded_labels
from milepost.contract.label import leading_label
from milepost.contract.model import Role
from milepost.contract.wording import OUTCOME_LABELS, fold
from milepost.document.inline import Text
from milepost.document.model import CodeBlock, List, Paragraph
from milepost.document.walk import walk
from milepost.milestone.model import Block, Prose
from milepost.reading.base import Kind
from milepost.reading.sentence import sentences
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.adopt.draft import Draft
    from milepost.contract.match import SectionMatch
    from milepost.contract.model import SectionContract
    from milepost.document.outline import Section
    from milepost.reading.base import StepReading

Edits = dict[tuple[int, int], "Sequence[Line]"]

_PLAIN = re.compile(
    r"(?P<before>\s*)(?:expected (?:outcome|result|output|response|behaviou?r)s?|expected)"
    r"\s*:[ \t]*(?P<rest>.*)",
    re.IGNORECASE,
)


def with_labelled_outcomes(draft: Draft) -> Draft:
    """The guide with labels before outcome sentences, in steps that have no label.

    A label must not change how any block is read; where it would, the step stays as it is.
    """
    by_step = [edits for edits in _by_step(draft) if edits]
    changed = draft.edited({key: lines for edits in by_step for key, lines in edits.items()})
    if _reads_alike(draft, changed):
        return changed
    kept: Edits = {}
    for edits in by_step:
        if _reads_alike(draft, draft.edited({**kept, **edits})):
            kept.update(edits)
    return draft.edited(kept)


def outcome_label(wanted: SectionContract) -> str | None:
    """The label of a step's outcome, as the template writes it."""
    return next((label for label in demanded_labels(wanted) if fold(label) in OUTCOME_LABELS), None)


def steps_of(sections: Sequence[SectionMatch]) -> Iterator[SectionMatch]:
    """The sections that are steps of the template, at any depth."""
    for match in sections:
        if match.contract.role is Role.STEP:
            yield match
        yield from steps_of(match.sections)


def _by_step(draft: Draft) -> Iterator[Edits]:
    readings = {id(r.step.heading): r for r in draft.reading.steps if r.step.heading is not None}
    for match in steps_of(draft.match.sections):
        label = outcome_label(match.contract)
        reading = readings.get(id(match.section.heading))
        if label is None or reading is None:
            continue
        found = _relabelled(draft, match.section, label)
        if found is not None:
            yield found
            continue
        plain = _plain_labels(draft, match.section, label, keep=False)
        if plain and not _reads_alike(draft, draft.edited(plain)):
            plain = _plain_labels(draft, match.section, label, keep=True)
        yield (plain or _headings(draft, match.section, label) or _sentences(draft, reading, label))


def _relabelled(draft: Draft, section: Section, label: str) -> Edits | None:
    """Edits that reword the labels that a step has; None where it has none."""
    edits: Edits = {}
    labelled = False
    for paragraph in _paragraphs(section):
        found = leading_label(paragraph)
        if found is None or fold(found.text) not in OUTCOME_LABELS:
            continue
        labelled = True
        place = draft.line_of(found.span.start)
        line = draft.lines[place]
        if fold(found.text) != fold(label) and line.text.count(found.text) == 1:
            edits[place, place + 1] = [line.worded(line.text.replace(found.text, label))]
    return edits if labelled else None


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    for part in section.walk():
        for block in part.blocks:
            yield from (node for node in walk(block) if isinstance(node, Paragraph))


def _plain_labels(draft: Draft, section: Section, label: str, *, keep: bool) -> Edits:
    """`Expected output:` without bold type, where a paragraph of the step begins with it.

    `keep` leaves it there, as a part of the sentence that may be read only as a whole.
    """
    edits: Edits = {}
    for part in section.walk():
        for block in part.blocks:
            if not isinstance(block, Paragraph):
                continue
            place, _ = draft.extent(block.span)
            line = draft.lines[place]
            found = _PLAIN.fullmatch(line.text)
            if found is not None:
                words = line.text.strip() if keep else found["rest"]
                text = f"{found['before']}**{label}**: {words}".rstrip()
                edits[place, place + 1] = [line.worded(text)]
    return edits


def _headings(draft: Draft, section: Section, label: str) -> Edits:
    """A heading over one paragraph, list or block of expected results, as a label."""
    edits: Edits = {}
    for part in section.walk():
        heading = part.heading
        if heading is None or part is section or fold(part.title) not in OUTCOME_LABELS:
            continue
        last = section.blocks if not section.sections else section.sections[-1].blocks
        if part.sections or len(part.blocks) != 1 or part.blocks is not last:
            continue
        if not isinstance(part.blocks[0], Paragraph | List | CodeBlock):
            continue
        start, end = draft.extent(heading.span)
        label_line = merged(f"**{label}**:", draft.lines[start:end])
        edits[start, end] = parted(draft, start, end, [label_line])
    return edits


def _sentences(draft: Draft, reading: StepReading, label: str) -> Edits:
    """Labels before the sentences at a paragraph's end that are read as outcomes."""
    spans = {(o.span.start, o.span.end) for o in reading.outcomes if not o.implied}
    edits: Edits = {}
    parts = reading.step.parts
    blocks = iter(reading.blocks)
    kinds = {id(part): next(blocks).kind for part in parts if isinstance(part, Block)}
    for index, part in enumerate(parts):
        if not isinstance(part, Prose) or part.quoted:
            continue
        after = parts[index + 1] if index + 1 < len(parts) else None
        leads_in = part.text.rstrip().endswith(":")
        if leads_in and (after is None or kinds.get(id(after)) is not Kind.OUTPUT):
            continue
        start = _first_of_the_end(draft, part, spans)
        if start is not None:
            edits.update(_labelled(draft, part, start, label))
    return edits


def _first_of_the_end(draft: Draft, part: Prose, spans: set[tuple[int, int]]) -> int | None:
    """Byte at which the outcomes at the end of a paragraph begin."""
    start: int | None = None
    for sentence in reversed(sentences(part.inlines, draft.phrases)):
        if (sentence.span.start, sentence.span.end) not in spans:
            break
        start = sentence.span.start
    return start


def _labelled(draft: Draft, part: Prose, start: int, label: str) -> Edits:
    place, column = draft.line_of(start), draft.column(start)
    line = draft.lines[place]
    data = draft.document.source.data
    if not data[part.span.start : start].strip(b" \t\r\n*_"):
        first, column = draft.line_of(part.span.start), draft.column(part.span.start)
        line = draft.lines[first]
        text = f"{line.text[:column]}**{label}**: {line.text[column:]}"
        return {(first, first + 1): [line.worded(text)]}
    inside = any(type(n) is Text and n.span.start <= start < n.span.end for n in part.inlines)
    begins = any(n.span.start == start for n in part.inlines)
    if draft.column(part.span.start) != 0 or not (inside or begins):
        return {}
    before, words = line.text[:column].rstrip(), line.text[column:]
    labelled = line.worded(f"**{label}**: {words}")
    above = [line.worded(before)] if before else []
    return {(place, place + 1): [*above, Line(""), labelled]}


def _reads_alike(one: Draft, other: Draft) -> bool:
    """Whether blocks are read as before, and no fewer outcomes are read as something."""
    return _blocks(one) == _blocks(other) and all(
        before <= after for before, after in zip(_checked(one), _checked(other), strict=False)
    )


def _checked(draft: Draft) -> list[int]:
    return [sum(bool(o.checks) for o in step.outcomes) for step in draft.reading.steps]


def _blocks(draft: Draft) -> list[tuple[Kind, str, str | None, str | None]]:
    return [
        (block.kind, block.code, block.path, block.skipped)
        for step in draft.reading.steps
        for block in step.blocks
    ]
