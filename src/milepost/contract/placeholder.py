"""`[Placeholders]` in prose: bracketed phrases that are no link, image, code or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.document.inline import CodeSpan, FootnoteReference, Image, InlineHtml, Link
from milepost.text import lazy_re as re
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.document import Document
    from milepost.document.inline import Inline
    from milepost.document.model import Leaf

_BRACKETED = re.compile(rb"(?<!\\)\[([^\[\]\x00]{1,400})\](?![(\[])")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_OPAQUE = (CodeSpan, Link, Image, InlineHtml, FootnoteReference)


class Placeholder(msgspec.Struct, frozen=True):
    """A bracketed phrase in a guide or template."""

    text: str
    """What stands between the brackets, white space folded."""
    span: Span
    """The brackets included."""


def normalise(text: str) -> str:
    """A placeholder's text with numbers and case left free, as `Contract.placeholders` holds it."""
    return _SPACE.sub(" ", _DIGITS.sub("0", text)).strip().casefold()


def find(document: Document, leaf: Leaf) -> Iterator[Placeholder]:
    """The bracketed phrases of a paragraph, heading or cell, in order."""
    data = document.source.data
    start, end = leaf.span.start, leaf.span.end
    if data.find(b"[", start, end) < 0:
        return
    text = bytearray(data[start:end])
    for span in opaque(leaf.inlines):
        low, high = span.start - start, span.end - start
        text[low:high] = b"\x00" * (high - low)
    for found in _BRACKETED.finditer(text):
        inside = _SPACE.sub(" ", found[1].decode()).strip()
        if inside:
            yield Placeholder(inside, Span(start + found.start(), start + found.end()))


def opaque(inlines: Sequence[Inline]) -> Iterator[Span]:
    """Spans that no placeholder can stand in."""
    for node in inlines:
        if isinstance(node, _OPAQUE):
            yield node.span
        else:
            yield from opaque(getattr(node, "children", ()))
