"""`**Label**: text`, the form's way to name a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.document.inline import Emphasis, HardBreak, SoftBreak, Strong
from milepost.text import lazy_re as re
from milepost.text.lazy import lazy
from milepost.text.span import Span

if TYPE_CHECKING:
    from milepost.document.inline import Inline
    from milepost.document.model import Paragraph

_PLAIN = re.compile(rb"\*\*([0-9A-Za-z][0-9A-Za-z ,;/()?!.:-]*)(?<! )\*\*(?=[ \t\r\n:]|\Z)")
"""Bold text that is bold whatever follows in the paragraph, and needs no inline nodes."""


class Label(msgspec.Struct, frozen=True, dict=True, eq=False):
    """A label at the start of a paragraph, and where what it labels begins."""

    text: str
    """The label's words, its colon left out."""
    span: Span
    """The bold text, its markup included."""
    content: Span
    """From the first character after label, colon and blanks to the paragraph's end."""
    paragraph: Paragraph
    """Where it stands."""

    @lazy
    def rest(self) -> tuple[Inline, ...]:
        """The inline nodes after it; the first may be a text node that begins with the colon."""
        return tuple(
            node
            for node in self.paragraph.inlines[1:]
            if not isinstance(node, SoftBreak | HardBreak) or node.span.start >= self.content.start
        )


def leading_label(paragraph: Paragraph, data: bytes | None = None) -> Label | None:
    """The label that a paragraph begins with, or None.

    A label is bold text with a colon in or directly after it, or bold text alone in its
    paragraph.
    """
    data = paragraph.log.source.data if data is None else data
    begin, stop = paragraph.span.start, paragraph.span.end
    if data[begin : begin + 1] not in (b"*", b"_"):
        return None
    plain = _PLAIN.match(data, begin, stop)
    if plain is not None:
        words, span = plain[1].decode(), Span(begin, plain.end())
    else:
        inlines = paragraph.inlines
        if not inlines or not isinstance(inlines[0], Strong | Emphasis):
            return None
        words, span = inlines[0].text.strip(), inlines[0].span
    after = span.end
    rest = data[after:stop]
    stripped = rest.lstrip(b" \t\r\n")
    colon = stripped.startswith(b":")
    if not (words.endswith(":") or colon or not stripped):
        return None
    start = after + (rest.index(b":") + 1 if colon else 0)
    tail = data[start:stop]
    start += len(tail) - len(tail.lstrip(b" \t\r\n"))
    return Label(words.rstrip(": "), span, Span(start, stop), paragraph)
