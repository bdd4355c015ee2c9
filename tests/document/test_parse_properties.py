"""What holds of the document of any text."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from tests.document.markdown_texts import markdown

from milepost.document.autolink import bare_links
from milepost.document.inline import (
    CodeSpan,
    Emphasis,
    FootnoteReference,
    HardBreak,
    Image,
    InlineHtml,
    Link,
    SoftBreak,
    Strikethrough,
    Strong,
    plain,
)
from milepost.document.model import (
    BlockQuote,
    CodeBlock,
    FootnoteDefinition,
    Heading,
    HtmlBlock,
    Item,
    Leaf,
    List,
    Paragraph,
    Row,
    Table,
    ThematicBreak,
)
from milepost.document.parse import parse_text
from milepost.document.walk import walk_inlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.document.document import Document
    from milepost.text.span import Span

_BOUNDS: dict[type, tuple[tuple[str, ...], tuple[str, ...]]] = {
    CodeSpan: (("`",), ("`",)),
    Emphasis: (("*", "_"), ("*", "_")),
    Strong: (("**", "__"), ("**", "__")),
    Strikethrough: (("~",), ("~",)),
    Link: (("[", "<"), (")", "]", ">")),
    Image: (("![",), (")", "]")),
    InlineHtml: (("<",), (">",)),
    FootnoteReference: (("[^",), ("]",)),
    SoftBreak: (("\n", "\r"), ("\n", "\r")),
    HardBreak: ((" ", "\t", "\\", "\x0b", "\x0c"), ("\n", "\r")),
    BlockQuote: ((">",), ("",)),
    FootnoteDefinition: (("[^",), ("",)),
    Item: (tuple("-+*0123456789"), ("",)),
    List: (tuple("-+*0123456789"), ("",)),
    HtmlBlock: (("<",), ("",)),
}
_MANY = settings(max_examples=300, deadline=None)


@_MANY
@given(markdown)
def test_any_text_has_a_document_whose_views_can_all_be_asked_for(text: str) -> None:
    document = parse_text(text)
    for node in document.walk():
        for name in ("text", "pieces", "content", "line_spans", "closed", "info_span", "marker"):
            getattr(node, name, None)
    assert document.outline.span.end == len(document.source.data)
    assert set(document.headings) <= set(document.all_headings)
    assert {anchor for anchor, _ in document.heading_anchors} <= set(document.anchors)
    assert len(document.heading_anchors) == len({anchor for anchor, _ in document.heading_anchors})
    assert document.link_definitions is document.link_definitions
    assert len(document.directives.comments) <= text.count("milepost:")


@_MANY
@given(markdown)
def test_every_span_slices_back_to_what_its_node_is_made_of(text: str) -> None:
    document = parse_text(text)
    for node in document.walk():
        _assert_bounds(document, node)
        if isinstance(node, Leaf):
            for inline in walk_inlines(node):
                _assert_bounds(document, inline)


@_MANY
@given(markdown)
def test_children_lie_within_parents_in_order_and_apart(text: str) -> None:
    document = parse_text(text)
    _assert_ordered(document.blocks)
    for node in document.walk():
        children = getattr(node, "children", ())
        _assert_ordered(children)
        assert all(child.span in node.span for child in children)
        if isinstance(node, Leaf):
            _assert_ordered(node.inlines)
            assert all(inline.span in node.span for inline in node.inlines)
            for inline in walk_inlines(node):
                nested = getattr(inline, "children", ())
                _assert_ordered(nested)
                assert all(child.span in inline.span for child in nested)


@_MANY
@given(markdown)
def test_lines_of_code_and_their_spans_agree(text: str) -> None:
    document = parse_text(text)
    for node in document.walk():
        if type(node) is not CodeBlock:
            continue
        lines = node.content.split("\n")
        if lines[-1] == "":
            lines.pop()
        written = [document.source.slice(span) for span in node.line_spans]
        assert len(written) == len(lines)
        for line, source in zip(lines, written, strict=True):
            # A tab that is part indentation of a container comes as blanks.
            assert line.lstrip(" \t") == source.lstrip(" \t")
        assert all(span in node.span for span in node.line_spans)
        assert node.info_span in node.span


@_MANY
@given(markdown)
def test_text_is_that_of_the_inline_nodes_and_of_the_pieces(text: str) -> None:
    document = parse_text(text)
    for leaf in document.leaves():
        assert leaf.text == plain(leaf.inlines)
        assert leaf.text == "".join(piece.text for piece in leaf.pieces)
        for piece in leaf.pieces:
            end = piece.offset + len(piece.text)
            assert leaf.locate(piece.offset, end) == piece.span
            assert piece.span in leaf.span
            if piece.exact:
                assert _as_given(document.source.slice(piece.span)) == _as_given(piece.text)
                for offset in range(piece.offset, end):
                    place = leaf.locate(offset, offset + 1)
                    assert _as_given(document.source.slice(place)) == _as_given(leaf.text[offset])


@_MANY
@given(markdown)
def test_bare_links_slice_back_and_lie_apart(text: str) -> None:
    document = parse_text(text)
    for leaf in document.leaves():
        links = bare_links(leaf)
        _assert_ordered(links)
        for link in links:
            written = document.source.slice(link.span)
            assert link.span in leaf.span
            assert not any(character.isspace() or character == "<" for character in written)
            assert written[-1] not in "?!.,:*_~'\""


@_MANY
@given(markdown)
def test_sections_hold_every_block_once_and_nest_by_level(text: str) -> None:
    document = parse_text(text)
    seen: list[Any] = []
    for section in document.outline.walk():
        if section.heading is not None:
            seen.append(section.heading)
        seen += section.blocks
        assert all(child.level > section.level for child in section.sections)
        assert all(child.span in section.span for child in section.sections)
        assert all(type(block) is not Heading for block in section.blocks)
    assert seen == list(document.blocks)


def test_every_row_has_as_many_cells_as_the_header() -> None:
    table = parse_text("|a|b|\n|-|-|\n|1|\n|1|2|3|\n").blocks[0]
    assert isinstance(table, Table)
    assert [len(row.cells) for row in table.rows] == [2, 2]


def _as_given(text: str) -> str:
    """As the parser gets it: a lone CR is a line ending like any other."""
    return text.replace("\r", "\n")


def _assert_bounds(document: Document, node: Any) -> None:
    written = document.source.slice(node.span)
    starts, ends = _BOUNDS.get(type(node), (("",), ("",)))
    assert written.startswith(starts), (type(node), written)
    assert written.endswith(ends), (type(node), written)
    if type(node) in (Heading, Paragraph, ThematicBreak, Table, Row):
        assert written[:1] not in tuple(" \t\r\n"), (type(node), written)
    if type(node) is CodeBlock and node.fenced:
        assert written.startswith(node.fence)
        assert len(node.fence) >= 3
        closing = written.rstrip(" \t")
        assert closing.endswith(node.fence) or not node.closed


def _assert_ordered(nodes: Sequence[Any]) -> None:
    spans: list[Span] = [node.span for node in nodes]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
