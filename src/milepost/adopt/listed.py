"""Steps that are no headings yet: the items of an ordered list, lines of bold text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.adopt.draft import Line, merged, parted, spaced
from milepost.adopt.part import heading
from milepost.adopt.sample import holes
from milepost.contract.model import Role
from milepost.contract.wording import step_heading
from milepost.document.inline import Strong
from milepost.document.model import CodeBlock, List, Paragraph
from milepost.milestone.build import top_sections
from milepost.reading.outcomes.triggers import strength
from milepost.reading.sentence import sentences
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.adopt.draft import Draft
    from milepost.contract.model import SectionContract
    from milepost.document.model import Item
    from milepost.document.outline import Section
    from milepost.reading.phrases import Phrases

_MARKER = re.compile(r"(?P<before>[ \t]*\d{1,9}[.)][ \t]+)(?P<text>\S.*)")
_BOLD = re.compile(r"\*\*(?P<name>[^*]+?)[.:]?\*\*[.:]?(?:\s+[-–—])?(?:\s+(?P<rest>\S.*))?", re.S)
_SENTENCE = re.compile(r"(?P<name>.{2,79}?\S)[.!](?:\s+(?P<rest>\S.*))?", re.S)
_NAME = 80
"""Characters up to which a sentence can be a step's name."""


def with_listed_steps(draft: Draft) -> Draft:
    """The guide with a heading for each item of the one ordered list below the steps' heading."""
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    for match in draft.match.sections:
        step = next((s for s in match.contract.sections if s.role is Role.STEP), None)
        found = _list_of_steps(match.section) if step is not None else None
        if step is not None and found is not None:
            lines = _from_list(draft, found, step, match.section.level + 1)
            if lines:
                edits[draft.extent(found.span)] = lines
    return draft.edited(edits)


def with_bold_steps(draft: Draft) -> Draft:
    """The guide with headings in place of lines of bold text that number the steps."""
    below = (h for h in draft.document.headings if h.level > 1)
    if any(step_heading(heading.text.strip()) for heading in below):
        return draft
    level = 2
    found: dict[tuple[int, int], Sequence[Line]] = {}
    numbers: list[str] = []
    for section in top_sections(draft.document):
        for part in section.walk():
            for block in part.blocks:
                stated = _bold_number(block) if isinstance(block, Paragraph) else None
                if stated is None:
                    continue
                numbers.append(stated)
                start, end = draft.extent(block.span)
                level = part.level + 1
                text = draft.lines[start].text.strip()[2:-2].strip()
                line = merged(heading(min(level, 6), text), draft.lines[start:end])
                found[start, end] = parted(draft, start, end, [line])
    return draft.edited(found) if numbers[:2] == ["1", "2"] else draft


def _bold_number(block: Paragraph) -> str | None:
    """The number of a step, where the whole paragraph is one line of bold text that states it."""
    if len(block.inlines) != 1 or not isinstance(block.inlines[0], Strong):
        return None
    written = block.log.source.slice(block.span)
    if "\n" in written or not written.startswith("**") or not written.endswith("**"):
        return None
    stated = step_heading(block.text.strip())
    return (stated["a"] or stated["b"]) if stated else None


def _list_of_steps(section: Section) -> List | None:
    """The ordered list that is all of a section but for an introduction."""
    lists = [block for block in section.blocks if isinstance(block, List) and block.ordered]
    if section.sections or len(lists) != 1 or section.blocks[-1] is not lists[0]:
        return None
    if len(lists[0].items) < 2 or any(isinstance(b, CodeBlock) for b in section.blocks):
        return None
    return lists[0]


def _from_list(draft: Draft, found: List, step: SectionContract, level: int) -> list[Line]:
    """The list's items as sections; nothing where one of them is not written plainly."""
    end = draft.extent(found.span)[1]
    starts = [draft.extent(item.span)[0] for item in found.items]
    chunks: list[Sequence[Line]] = []
    number = 0
    for item, start, stop in zip(found.items, starts, [*starts[1:], end], strict=True):
        marker = _MARKER.fullmatch(draft.lines[start].text)
        if marker is None or stop <= start:
            return []
        lines = _dedented(draft.lines[start:stop], marker)
        if number and _is_outcome(item, draft.phrases):
            chunks.append(lines)
            continue
        number += 1
        named = _named(draft, item, lines)
        name = named.name or holes(draft.contract, step)[1]
        title = merged(heading(level, step.pattern.fill(str(number), name)), named.lines)
        chunks += [[title], named.body]
    return spaced(*chunks)


def _dedented(lines: Sequence[Line], marker: re.Match[str]) -> list[Line]:
    width = len(marker["before"].expandtabs(4))
    return [lines[0].worded(marker["text"]), *(_shifted(line, width) for line in lines[1:])]


def _shifted(line: Line, width: int) -> Line:
    rest = line.text.lstrip(" \t")
    indent = len(line.text[: len(line.text) - len(rest)].expandtabs(4))
    if not rest or indent == 0:
        return line
    return line.worded(" " * max(indent - width, 0) + rest)


def _is_outcome(item: Item, phrases: Phrases) -> bool:
    """Whether an item only says what will be seen after the one before it."""
    if len(item.children) != 1 or not isinstance(item.children[0], Paragraph):
        return False
    found = sentences(item.children[0].inlines, phrases)
    return bool(found) and all(strength(sentence, phrases) == "strong" for sentence in found)


@dataclass(frozen=True, slots=True)
class _Named:
    """An item as a step."""

    name: str
    """Empty where none can be told."""
    lines: Sequence[Line]
    """The lines that the name was taken from."""
    body: Sequence[Line]


def _named(draft: Draft, item: Item, lines: list[Line]) -> _Named:
    """What an item's first paragraph says of its name, and what is left for the body."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return _Named("", (), lines)
    start, end = draft.extent(first.span)
    paragraph, below = lines[: end - start], lines[end - start :]
    text = "\n".join(line.text for line in paragraph)
    found = _BOLD.fullmatch(text) or _SENTENCE.fullmatch(text)
    name = found["name"] if found else text.rstrip(":")
    rest = (found["rest"] or "") if found else ""
    name = " ".join(name.split())
    if len(name) > _NAME or name.count("`") % 2 or name.count("**") % 2 or "](" in name:
        return _Named("", (), lines)
    # A sentence that leads into a block, or that says what will be seen, is read where it stands.
    phrases = draft.phrases
    spoken = any(strength(sentence, phrases) for sentence in sentences(first.inlines, phrases))
    if text.rstrip().endswith(":") or (spoken and not rest):
        return _Named(name, (), lines)
    left = rest.split("\n") if rest else []
    if left and len(left) != len(paragraph):
        return _Named(name, (), lines)
    body = [line.worded(words) for line, words in zip(paragraph, left, strict=False)]
    return _Named(name, paragraph, [*body, *below])
