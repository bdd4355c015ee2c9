"""`<!-- milepost: ignore CODE -->`: what it covers, and whether it was needed.

Above an element it covers that element, above a heading the whole section, and at the top of the
document, before anything else, the whole guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.document.directive import Directive
from milepost.document.model import FrontMatter, Heading, HtmlBlock
from milepost.rules.base import Finding, Place
from milepost.rules.levels import selected, words
from milepost.rules.targets import suggestion
from milepost.text.span import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.document import Document
    from milepost.document.model import Node
    from milepost.rules.guide import Guide
    from milepost.text.source import Source

_WHOLE = Span(0, 1 << 62)


class Ignore(msgspec.Struct):
    """One code of one comment."""

    codes: frozenset[str] | None
    """None for every rule."""
    word: str
    scope: Span
    place: Place
    used: bool = False


class Ignores(msgspec.Struct):
    """All ignores of a guide."""

    entries: list[Ignore] = []

    def covers(self, code: str, span: Span) -> bool:
        """Whether a finding is ignored; those that cover it are marked as used."""
        found = False
        for ignore in self.entries:
            inside = ignore.scope.start <= span.start <= ignore.scope.end
            if inside and (ignore.codes is None or code in ignore.codes):
                ignore.used = found = True
        return found

    def unused(self) -> Iterator[Ignore]:
        """Those that covered nothing so far."""
        return (ignore for ignore in self.entries if not ignore.used)


def read_ignores(guide: Guide) -> tuple[Ignores, list[Finding]]:
    """The ignores of a guide, and findings on names that are no rule's."""
    ignores = Ignores()
    unknown: list[Finding] = []
    document = guide.document
    if b"milepost:" not in document.source.data:
        return ignores, unknown
    for comment, target in document.directives.comments:
        if not isinstance(comment, Directive) or not comment.ignores:
            continue
        scope = _scope(document, comment, target)
        if not comment.ignored:
            place = place_of(document.source, comment.span)
            ignores.entries.append(Ignore(None, "everything", scope, place))
        for named in comment.ignored:
            rules = selected(named.code)
            if not rules:
                near = suggestion(named.code, words()).strip()
                unknown.append(
                    Finding(
                        named.span,
                        f"there is no rule `{named.code}`",
                        near or "`milepost rule` lists them.",
                    )
                )
                continue
            place = place_of(document.source, named.span)
            codes = frozenset(rule.code for rule in rules)
            ignores.entries.append(Ignore(codes, named.code, scope, place))
    return ignores, unknown


def place_of(source: Source, span: Span) -> Place:
    """A span with its positions, for use when the source is gone."""
    data = source.data
    if b"\r" not in data:
        # Counting line feeds up to a few places is cheaper than an index of all lines.
        begin = data.rfind(b"\n", 0, span.start) + 1
        stop = data.find(b"\n", begin)
        line = data[begin : stop if stop >= 0 else len(data)].decode()
        return Place(span, _position(data, span.start), _position(data, span.end), line)
    start = source.position(span.start)
    return Place(span, start, source.position(span.end), source.index.line_text(start.line))


def _position(data: bytes, offset: int) -> Position:
    begin = data.rfind(b"\n", 0, offset) + 1
    return Position(data.count(b"\n", 0, offset) + 1, len(data[begin:offset].decode()) + 1)


def _scope(document: Document, comment: Directive, target: Node | None) -> Span:
    if _stands_first(document, comment):
        return _WHOLE
    if target is None:
        return Span(comment.span.start, comment.span.end)
    if isinstance(target, Heading):
        for section in document.outline.walk():
            if section.heading is target:
                return Span(target.span.start, max(section.span.end, target.span.end))
    return target.span


def _stands_first(document: Document, comment: Directive) -> bool:
    """Whether nothing but front matter and comments stands before a comment."""
    for block in document.blocks:
        if isinstance(block, HtmlBlock):
            if comment.span in block.span:
                return True
        elif not isinstance(block, FrontMatter):
            return False
    return False
