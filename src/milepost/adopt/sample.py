"""What the template itself says where a guide says nothing: its placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.adopt.draft import Line, put_in, spaced
from milepost.adopt.part import heading
from milepost.contract.label import leading_label
from milepost.contract.model import Element
from milepost.contract.wording import fold
from milepost.document.model import List, Paragraph, Table
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.contract.model import Contract, SectionContract
    from milepost.document.document import Document
    from milepost.document.model import Block
    from milepost.document.outline import Section

_HOLE = re.compile(r"\[[^\[\]]+\]")


def holes(contract: Contract, section: SectionContract) -> tuple[str, str]:
    """(number, text): the placeholders of a heading, as the template writes them."""
    written = contract.template.source.slice(section.span)
    found = _HOLE.findall(written)
    number = next((hole for hole in found if "number" in hole.lower()), "")
    return number, next((hole for hole in found if hole != number), "")


def missing_section(contract: Contract, wanted: SectionContract, level: int) -> list[Line]:
    """A section that a guide does not have, with the template's placeholders in it.

    Code of the template is left out: it shows a form and would be carried out.
    """
    number, name = holes(contract, wanted)
    title = wanted.pattern.fill("1" if wanted.repeated else number, name)
    below = [
        missing_section(contract, child, level + 1)
        for child in wanted.sections
        if not child.optional
    ]
    return spaced(put_in(heading(level, title)), missing_content(contract, wanted), *below)


def missing_content(contract: Contract, wanted: SectionContract) -> list[Line]:
    """What the template has under a heading, without code and comments."""
    section = _section(contract.template, wanted)
    blocks = section.blocks if section else ()
    template = contract.template
    return spaced(*(_text(template, block) for block in blocks if _is_asked_for(template, block)))


def missing_label(contract: Contract, wanted: SectionContract, label: str) -> list[Line]:
    """The paragraph of the template that begins with a label."""
    section = _section(contract.template, wanted)
    for block in section.blocks if section else ():
        if isinstance(block, Paragraph):
            found = leading_label(block)
            if found is not None and fold(found.text) == fold(label):
                return put_in(_text_of(contract.template, block))
    return put_in(f"**{label}**:")


def demanded_labels(wanted: SectionContract) -> list[str]:
    """The labels that a section must have."""
    return [
        demand.label
        for demand in wanted.demands
        if demand.element is Element.LABEL and demand.label and not demand.optional
    ]


def _is_asked_for(template: Document, block: Block) -> bool:
    optional = any(directive.has("optional") for directive in template.directives.above(block))
    return isinstance(block, Paragraph | List | Table) and not optional


def _section(template: Document, wanted: SectionContract) -> Section | None:
    for section in template.outline.walk():
        if section.heading is not None and section.heading.span == wanted.span:
            return section
    return None


def _text(template: Document, block: Block) -> Sequence[Line]:
    return put_in(_text_of(template, block))


def _text_of(template: Document, block: Block) -> str:
    return "\n".join(_written(template, block))


def _written(template: Document, block: Block) -> Iterator[str]:
    """The block's source, line by line; LF only."""
    for line in re.split(r"\r\n|\r|\n", template.source.slice(block.span).rstrip()):
        yield line.rstrip() if isinstance(block, Table) else line
