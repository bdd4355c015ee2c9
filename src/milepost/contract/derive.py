"""Template to contract: what a guide must hold, read off the template itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.contract.label import leading_label
from milepost.contract.model import (
    Contract,
    Demand,
    Element,
    HeadingPattern,
    Hole,
    Role,
    SectionContract,
)
from milepost.contract.placeholder import find, normalise
from milepost.contract.wording import role_of
from milepost.document.language import language_of
from milepost.document.model import CodeBlock, HtmlBlock, Leaf, List, Paragraph, Table
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.document.document import Document
    from milepost.document.model import Block
    from milepost.document.outline import Section

_NUMBER = re.compile(r"num(?:ber|mer)", re.IGNORECASE)
_PIECE = re.compile(r"\[(?P<hole>[^\[\]]+)\]|(?P<number>\d+(?:\.\d+)*)")


def derive(template: Document, language: str = "en") -> Contract:
    """The contract of a template.

    `language` is that of guides which state none, where the template states none either.

    A template without headings yields a contract that demands nothing.
    """
    top = template.outline.sections
    title = next((section for section in top if section.level == 1), None)
    below = [*(title.sections if title else ()), *(s for s in top if s is not title)]
    sections = _sections(template, below)
    placeholders = {normalise(p.text) for leaf in template.leaves() for p in find(template, leaf)}
    return Contract(
        template=template,
        title=_section(template, title) if title else None,
        sections=sections,
        placeholders=frozenset(placeholders),
        labels=tuple(dict.fromkeys(_labels(sections))),
        examples=frozenset(
            node.content for node in template.find(CodeBlock) if node.content.strip()
        ),
        language=language_of(template, language),
    )


def heading_pattern(text: str) -> HeadingPattern:
    """`Step 1: [Step Name]` as literal pieces and holes; a digit is a number hole.

    A placeholder is a number hole if its words say so.
    """
    pieces: list[str | Hole] = []
    end = 0
    for match in _PIECE.finditer(text):
        if literal := text[end : match.start()]:
            pieces.append(literal)
        is_number = match["number"] or _NUMBER.search(match["hole"])
        pieces.append(Hole.NUMBER if is_number else Hole.TEXT)
        end = match.end()
    if literal := text[end:]:
        pieces.append(literal)
    return HeadingPattern(tuple(pieces))


def _sections(template: Document, sections: Iterable[Section]) -> tuple[SectionContract, ...]:
    """Contracts of sibling sections, samples of one repeated section made one."""
    found: list[SectionContract] = []
    for section in sections:
        contract = _section(template, section)
        if found and found[-1].repeated and found[-1].pattern == contract.pattern:
            found[-1] = _common(found[-1], contract)
        else:
            found.append(contract)
    return tuple(found)


def _section(template: Document, section: Section) -> SectionContract:
    assert section.heading is not None
    text = section.heading.text.strip()
    pattern = heading_pattern(text)
    samples = Hole.NUMBER in pattern.pieces and Hole.TEXT in pattern.pieces
    title = section.heading.level == 1
    if not samples and not title:
        # A number in a heading without a placeholder ("Phase 2") is the heading's own text.
        pattern = HeadingPattern(
            (text,) if Hole.TEXT not in pattern.pieces else _literal_digits(text)
        )
    loosened = _directives(template, section.heading)
    demands = () if title else _demands(template, section.blocks)
    sections = () if title else _sections(template, section.sections)
    return SectionContract(
        pattern=pattern,
        level=section.heading.level,
        role=_role(loosened, text, samples=samples),
        span=section.heading.span,
        demands=demands,
        sections=sections,
        repeated=samples and not title,
        optional="optional" in loosened,
        aliases=tuple(
            alias.strip() for alias in (loosened.get("aliases") or "").split(",") if alias.strip()
        ),
    )


def _literal_digits(text: str) -> tuple[str | Hole, ...]:
    pieces: list[str | Hole] = []
    for index, piece in enumerate(re.split(r"\[[^\[\]]+\]", text)):
        if index:
            pieces.append(Hole.TEXT)
        if piece:
            pieces.append(piece)
    return tuple(pieces)


def _role(loosened: dict[str, str | None], text: str, *, samples: bool) -> Role:
    named = loosened.get("role")
    if named and named in set(Role):
        return Role(named)
    if samples:
        return Role.STEP
    return role_of(text) or Role.OTHER


def _common(one: SectionContract, other: SectionContract) -> SectionContract:
    """What two samples of a repeated section share."""
    shared = [d for d in one.demands if any(_same(d, e) for e in other.demands)]
    return replace(
        one,
        demands=tuple(shared),
        sections=tuple(
            s for s in one.sections if any(s.pattern == t.pattern for t in other.sections)
        ),
        optional=one.optional and other.optional,
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
    )


def _same(one: Demand, other: Demand) -> bool:
    return (one.element, one.label, one.header) == (other.element, other.label, other.header)


def _demands(template: Document, blocks: Iterable[Block]) -> tuple[Demand, ...]:
    found: list[Demand] = []
    for block in blocks:
        demand = _demand(template, block)
        if demand is None or any(_same(demand, known) for known in found):
            continue
        if "optional" in _directives(template, block):
            demand = replace(demand, optional=True)
        found.append(demand)
    return tuple(found)


def _demand(template: Document, block: Block) -> Demand | None:
    match block:
        case Paragraph():
            placeholder = next(find(template, block), None)
            label = leading_label(block)
            if label is not None:
                return Demand(
                    Element.LABEL,
                    label=label.text,
                    placeholder=placeholder.text if placeholder else "",
                )
            return Demand(Element.PROSE, placeholder=placeholder.text) if placeholder else None
        case List():
            tasks = any(item.task is not None for item in block.items)
            return Demand(
                Element.TASKS if tasks else Element.LIST, placeholder=_first(template, block)
            )
        case Table():
            return Demand(
                Element.TABLE,
                header=tuple(cell.text.strip() for cell in block.header.cells),
                placeholder=_first(template, block),
            )
        case CodeBlock():
            return Demand(Element.CODE)
        case _:
            return None


def _first(template: Document, block: List | Table) -> str:
    """The first placeholder's text within a block."""
    stack: list[object] = [block]
    while stack:
        node = stack.pop(0)
        if isinstance(node, Leaf):
            for placeholder in find(template, node):
                return placeholder.text
        elif not isinstance(node, (CodeBlock, HtmlBlock)):
            stack = [*getattr(node, "children", ()), *stack]
    return ""


def _directives(template: Document, block: Block) -> dict[str, str | None]:
    """The loosening comments above an element, keys to values."""
    return {
        entry.key: entry.value
        for directive in template.directives.above(block)
        for entry in directive.entries
    }


def _labels(sections: Iterable[SectionContract]) -> Iterable[str]:
    for section in sections:
        yield from (d.label for d in section.demands if d.label)
        yield from _labels(section.sections)
