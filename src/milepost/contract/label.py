"""`**Label**: text`, the form's way to name a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.document.inline import Emphasis, HardBreak, SoftBreak, Strong
from milepost.text.span import Span

if TYPE_CHECKING:
    from milepost.document.inline import Inline
    from milepost.document.model import Paragraph


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph, and where what it labels begins."""

    text: str
    """The label's words, its colon left out."""
    span: Span
    """The bold text, its markup included."""
    rest: tuple[Inline, ...]
    """The inline nodes after it; the first may be a text node that begins with the colon."""
    content: Span
    """From the first character after label, colon and blanks to the paragraph's end."""


def leading_label(paragraph: Paragraph, data: bytes | None = None) -> Label | None:
    """The label that a paragraph begins with, or None.

    A label is bold text with a colon in or directly after it, or bold text alone in its
    paragraph.
    """
    data = paragraph.log.source.data if data is None else data
    if data[paragraph.span.start : paragraph.span.start + 1] not in (b"*", b"_"):
        return None
    inlines = paragraph.inlines
    if not inlines or not isinstance(inlines[0], Strong | Emphasis):
        return None
    bold = inlines[0]
    words = bold.text.strip()
    after = bold.span.end
    rest = data[after : paragraph.span.end]
    stripped = rest.lstrip(b" \t\r\n")
    colon = stripped.startswith(b":")
    if not (words.endswith(":") or colon or not stripped):
        return None
    start = after + (rest.index(b":") + 1 if colon else 0)
    tail = data[start : paragraph.span.end]
    start += len(tail) - len(tail.lstrip(b" \t\r\n"))
    return Label(
        words.rstrip(": "),
        bold.span,
        tuple(
            n
            for n in inlines[1:]
            if not isinstance(n, SoftBreak | HardBreak) or n.span.start >= start
        ),
        Span(start, paragraph.span.end),
    )
