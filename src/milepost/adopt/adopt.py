"""A guide into the template's form, pass by pass, and the proof that nothing of it is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.adopt.anchors import with_anchors
from milepost.adopt.arrange import arranged
from milepost.adopt.checklist import with_tasks
from milepost.adopt.draft import Draft, Line, trimmed
from milepost.adopt.ends import with_ends
from milepost.adopt.farewell import with_next_steps
from milepost.adopt.fences import with_plain_fences
from milepost.adopt.gaps import with_placeholders
from milepost.adopt.issues import with_issue_rows
from milepost.adopt.listed import with_bold_steps, with_listed_steps
from milepost.adopt.outcomes import with_labelled_outcomes
from milepost.adopt.title import with_title
from milepost.document.model import CodeBlock
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.contract.model import Contract
    from milepost.text.source import Source

ROUNDS = 8
"""A pass can make work for one before it; more rounds would mean two passes that undo each other.
"""

_ENDING = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the source that does not stand in the result as it was."""

    line: int
    """1-based."""
    text: str
    """Its original wording, without line ending."""
    became: tuple[str, ...]
    """The lines that hold it now; none where it was dropped."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """A guide in the template's form."""

    text: str
    """The whole guide, line endings as in the source."""
    changes: tuple[Change, ...]
    """What does not stand in it word for word, in the source's order."""
    number: bool
    """Whether its title states a number."""


class LostText(Exception):  # noqa: N818 - the fact is the name
    """The result would not hold all of the source. Nothing is to be done with it."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"line {line} would be lost: {text}")
        self.line = line
        """1-based line of the source."""
        self.text = text


def adopt(source: Source, contract: Contract, number: str | None = None) -> Adoption:
    """The guide in the form of a contract's template.

    `number` is the milestone's, where neither title nor file name is to decide. Raises LostText if
    a line of the source would stand neither in the result nor among the changes.
    """
    lines, endings = _split(source.text)
    start = Draft((Line(t, (n,)) for n, t in enumerate(lines, 1)), contract, source.path)
    draft = start
    for _ in range(ROUNDS):
        after = _round(draft, start, number)
        settled = [line.text for line in after.lines] == [line.text for line in draft.lines]
        draft = after
        if settled:
            break
    changes = tuple(_changes(start, draft))
    _check_nothing_is_lost(start, draft, changes)
    title = draft.match.title
    stated = title is not None and title.number is not None
    return Adoption(_joined(draft, endings), changes, stated)


def _round(draft: Draft, start: Draft, number: str | None) -> Draft:
    """Every pass once."""
    draft = with_ends(draft)
    draft = with_title(draft, number)
    draft = with_listed_steps(draft)
    draft = with_bold_steps(draft)
    draft = with_next_steps(draft)
    draft = arranged(draft)
    draft = with_plain_fences(draft)
    draft = with_labelled_outcomes(draft)
    draft = with_issue_rows(draft)
    draft = with_tasks(draft)
    draft = with_placeholders(draft)
    draft = with_anchors(draft, start)
    return draft.with_lines(trimmed(draft.lines))


def _split(text: str) -> tuple[list[str], list[str]]:
    """(lines, the ending of each; the last may have none)."""
    lines = _ENDING.split(text)
    endings = [*_ENDING.findall(text), ""]
    if not lines[-1]:
        lines.pop()
        endings.pop()
    return lines, endings


def _joined(draft: Draft, endings: list[str]) -> str:
    """The draft's text: each line with its own ending, new ones with the commonest."""
    counted = Counter(ending for ending in endings if ending)
    usual = counted.most_common(1)[0][0] if counted else "\n"
    if "\r" in counted and len(counted) > 1:
        endings = [usual] * len(endings)  # A lone CR before a blank line's LF would be one ending.
    return "".join(
        line.text + ((endings[line.origins[0] - 1] if line.origins else "") or usual)
        for line in draft.lines
    )


def _changes(start: Draft, end: Draft) -> Iterator[Change]:
    """The source's lines that no line of the result repeats; blank ones say nothing."""
    became: dict[int, list[str]] = {}
    for line in end.lines:
        for origin in line.origins:
            became.setdefault(origin, []).append(line.text)
    for number, line in enumerate(start.lines, 1):
        texts = became.get(number, [])
        if not line.blank and line.text not in texts:
            yield Change(number, line.text, tuple(texts))


def _check_nothing_is_lost(start: Draft, end: Draft, changes: tuple[Change, ...]) -> None:
    """Count every line, and every block of code, on both sides. Knows nothing of the passes."""
    held = Counter(line.text for line in end.lines) + Counter(change.text for change in changes)
    for number, line in enumerate(start.lines, 1):
        if not line.blank:
            held[line.text] -= 1
            if held[line.text] < 0:
                raise LostText(number, line.text)
    changed = {change.line for change in changes}
    blocks = Counter(node.content.rstrip() for node in _code(end))
    for node in _code(start):
        first, stop = start.extent(node.span)
        if not changed.isdisjoint(range(first + 1, stop + 1)):
            continue  # It is among the changes.
        blocks[node.content.rstrip()] -= 1
        if blocks[node.content.rstrip()] < 0:
            raise LostText(first + 1, start.lines[first].text)


def _code(draft: Draft) -> Iterator[CodeBlock]:
    return (node for node in draft.document.find(CodeBlock) if node.fenced)
