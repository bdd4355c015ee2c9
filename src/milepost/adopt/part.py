"""Parts: the sections of a draft as lines that can be moved, renamed and moved to another level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.adopt.draft import Line, merged, spaced, trimmed
from milepost.adopt.wording import has_code, has_instructions
from milepost.document.inline import InlineHtml
from milepost.document.model import HtmlBlock, Paragraph
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.adopt.draft import Draft
    from milepost.document.model import Block, Heading
    from milepost.document.outline import Section

_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]+(?P<text>.*?))??(?:[ \t]+#+)?[ \t]*")
_DIRECTIVE = re.compile(r"<!--\s*milepost:")
_ANCHORS = re.compile(r"^(?:<a\s[^<>]*>\s*</a>\s*)+")
_BOLD = re.compile(r"\*\*(?P<text>(?:(?!\*\*).)+)\*\*")
_DEEPEST = 6


@dataclass(slots=True)
class Part:
    """A heading, what stands directly under it, and the parts below it."""

    section: Section
    lead: list[Line]
    """Comments to Milepost and anchors directly above the heading, which move with it."""
    heading: list[Line]
    """The heading as written: one line, or two and more where it is underlined."""
    anchor: str
    """Anchors at the beginning of the heading's text, such as `<a name="x"></a>`, as written."""
    raw: str
    """The rest of the heading's text, its markup included."""
    body: list[Line]
    """What stands under it, without blank lines around it."""
    children: list[Part] = field(default_factory=list)

    @property
    def level(self) -> int:
        """Level of its heading."""
        return self.section.level

    @property
    def title(self) -> str:
        """Plain text of its heading."""
        return self.section.title.strip()

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_carried_out(self) -> bool:
        """Whether code or instructions stand in it, at any depth."""
        return any(
            has_code(part.section.blocks) or has_instructions(part.title, part.section.blocks)
            for part in self.walk()
        )

    def headed(self, level: int, text: str | None = None) -> list[Line]:
        """The heading with what moves with it, at a level, and in other words where they differ."""
        text = self.raw if text is None else text
        if level == self.level and text == self.raw:
            return [*self.lead, *self.heading]
        return [*self.lead, merged(heading(level, self.anchor + text), self.heading)]

    def lines(self, level: int, text: str | None = None, note: Sequence[Line] = ()) -> list[Line]:
        """The whole part at a level, a note under its heading."""
        shift = level - self.level
        below = [child.lines(deeper(child.level, shift)) for child in self.children]
        return spaced(self.headed(level, text), note, self.body, *below)


def heading(level: int, text: str) -> str:
    """A heading's line."""
    escaped = re.sub(r"(?<![^ \t])(#+)$", r"\\\1", text)
    return f"{'#' * level} {escaped}".rstrip()


def without_bold(text: str) -> str:
    """A heading's text without the bold type that all of it is set in."""
    found = _BOLD.fullmatch(text)
    return found["text"] if found else text


def deeper(level: int, shift: int) -> int:
    """A level moved; Markdown has six."""
    return min(max(level + shift, 1), _DEEPEST)


def parts_of(draft: Draft) -> tuple[list[Line], list[Part]]:
    """(what stands above the first heading, the outermost parts in order)."""
    cutter = _Cutter(draft)
    root = draft.document.outline
    return cutter.body(root), [cutter.part(section) for section in root.sections]


class _Cutter:
    """Cuts the lines of a draft at its headings."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        sections = [s for s in draft.document.outline.walk() if s.heading is not None]
        self._starts = {id(s): self._start(s) for s in sections}
        order = [self._starts[id(s)] for s in sections]
        self._next = {id(s): following for s, following in zip(sections, order[1:], strict=False)}
        self._first = order[0] if order else len(draft.lines)

    def part(self, section: Section) -> Part:
        """A section with all below it."""
        assert section.heading is not None
        draft = self._draft
        first, end = draft.extent(section.heading.span)
        lines = list(draft.lines[first:end])
        raw = raw_text(section.heading, lines)
        text = _ANCHORS.sub("", raw)
        return Part(
            section,
            trimmed(draft.lines[self._starts[id(section)] : first]),
            lines,
            raw[: len(raw) - len(text)],
            text,
            self.body(section),
            [self.part(child) for child in section.sections],
        )

    def body(self, section: Section) -> list[Line]:
        """The lines directly under a heading, up to the next one."""
        if section.heading is None:
            return trimmed(self._draft.lines[: self._first])
        start = self._draft.extent(section.heading.span)[1]
        return trimmed(self._draft.lines[start : self._next.get(id(section))])

    def _start(self, section: Section) -> int:
        """The first line that belongs to a heading: what speaks to it or names it stands above."""
        assert section.heading is not None
        blocks = self._draft.document.blocks
        index = blocks.index(section.heading)
        while index and _belongs_to_the_next(blocks[index - 1]):
            index -= 1
        return self._draft.extent(blocks[index].span)[0]


def _belongs_to_the_next(block: Block) -> bool:
    if isinstance(block, HtmlBlock):
        return bool(_DIRECTIVE.match(block.text.lstrip()))
    if isinstance(block, Paragraph) and not block.text.strip():
        return bool(block.inlines) and all(isinstance(n, InlineHtml) for n in block.inlines)
    return False


def raw_text(node: Heading, lines: Sequence[Line]) -> str:
    """A heading's text as written, without its marks."""
    first = lines[0].text
    if len(lines) == 1 and (found := _ATX.fullmatch(first)):
        return (found["text"] or "").strip()
    texts = [line.text.strip() for line in lines[:-1]] if len(lines) > 1 else [node.text]
    return " ".join(texts)
