from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from milepost.document.model import BlockQuote, CodeBlock, FrontMatter, Heading, Paragraph, Table
from milepost.document.parse import parse, parse_text
from milepost.document.slug import slug
from milepost.document.walk import walk_inlines
from milepost.text.source import Source
from milepost.text.span import Position, Span

if TYPE_CHECKING:
    from milepost.document.document import Document
from milepost.document.autolink import bare_links
from milepost.document.info_string import info_string


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Overview", "overview"),
        ("Step 1: Set Up", "step-1-set-up"),
        ("What's New?", "whats-new"),
        ("snake_case and kebab-case", "snake_case-and-kebab-case"),
        ("C# & C++ (both)", "c--c-both"),
        ("a  b", "a--b"),
        ("🚀 Launch", "-launch"),
        ("Über Größe", "über-größe"),
        ("日本語 テスト", "日本語-テスト"),
        ("naïve — dash", "naïve--dash"),
        ("v1.2.3", "v123"),
        ("e\u0301", "e\u0301"),
        ("Ⓐ ½ ٣", "ⓐ--٣"),
        ("", ""),
    ],
)
def test_slug_is_that_of_github(text: str, anchor: str) -> None:
    assert slug(text) == anchor


def test_equal_headings_get_numbers_that_are_not_taken() -> None:
    document = parse_text("# a\n# a\n# a-1\n# a\n> # `a`\n")
    anchors = [anchor for anchor, _ in document.heading_anchors]
    assert anchors == ["a", "a-1", "a-1-1", "a-2", "a-3"]


def test_anchors_are_headings_and_ids_and_names_of_html() -> None:
    text = (
        '# T\n\n<a id="one"></a>\n\n'
        'text <a name=\'two\'></a> <b class="x" id=three>\n`<i id="no">`\n'
    )
    document = parse_text(text)
    assert set(document.anchors) == {"t", "one", "two", "three"}
    assert document.source.slice(document.anchors["two"]) == "<a name='two'>"


def test_headings_of_the_flow_leave_out_those_in_quotes_and_lists() -> None:
    document = parse_text("# a\n\n> # b\n\n- # c\n\n```\n# d\n```\n")
    assert [heading.text for heading in document.headings] == ["a"]
    assert [heading.text for heading in document.all_headings] == ["a", "b", "c"]


def test_front_matter_is_the_first_block_and_spans_stay_those_of_the_source() -> None:
    document = parse_text("---\r\ntitle: ä\r\n---\r\n# T\r\n")
    front, heading = document.blocks
    assert isinstance(front, FrontMatter)
    assert document.front_matter is front
    assert document.source.slice(front.text_span) == front.text == "title: ä\r\n"
    assert document.source.slice(heading.span) == "# T"
    assert parse_text("# T\n").front_matter is None
    assert parse_text("").front_matter is None


def test_byte_order_mark_hides_neither_heading_nor_front_matter() -> None:
    source = Source.decode("g.md", b"\xef\xbb\xbf---\na: 1\n---\n# T\n")
    assert isinstance(source, Source)
    document = parse(source)
    assert document.front_matter is not None
    assert document.source.position(document.headings[0].span.start) == Position(4, 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_change_no_tree(ending: str) -> None:
    text = "# T\n\n- [ ] a\n\n  ```sh\n  x\n\n  y\n  ```\n\n| a |\n|---|\n| b |\n\n<!-- c -->\n"
    document = parse_text(text.replace("\n", ending))
    plain = parse_text(text)
    assert [type(node) for node in document.walk()] == [type(node) for node in plain.walk()]
    assert [leaf.text for leaf in document.leaves()] == [leaf.text for leaf in plain.leaves()]
    code = next(node for node in document.walk() if isinstance(node, CodeBlock))
    assert code.content == "x\n\ny\n"
    assert [document.source.slice(span) for span in code.line_spans] == ["x", "", "y"]
    assert (code.closed, code.info) == (True, "sh")


def test_outline_nests_sections_by_level() -> None:
    document = parse_text("intro\n\n# a\n\nx\n\n### b\n\ny\n\n## c\n\n# d\n")
    root = document.outline
    assert [type(block) for block in root.blocks] == [Paragraph]
    assert [section.title for section in root.walk()] == ["", "a", "b", "c", "d"]
    first = root.sections[0]
    assert [section.title for section in first.sections] == ["b", "c"]
    assert document.source.slice(first.span) == "# a\n\nx\n\n### b\n\ny\n\n## c"


def test_link_definitions_are_listed_with_their_spans() -> None:
    document = parse_text('[a]: /u "t"\n[b]: <v w>\n')
    first, second = document.link_definitions.values()
    assert (first.label, first.destination, first.title) == ("a", "/u", "t")
    assert (second.destination, second.title) == ("v w", None)
    assert document.source.slice(second.span) == "[b]: <v w>"


def test_link_definitions_in_front_matter_or_its_rules_are_none() -> None:
    assert parse_text("---\n[a]: /u\n---\n\n[b]: /v\n").link_definitions.keys() == {"b"}


def _leaf(text: str) -> tuple[Document, Paragraph]:
    document = parse_text(text)
    leaf = document.blocks[0]
    assert isinstance(leaf, Paragraph)
    return document, leaf


@pytest.mark.parametrize(
    ("text", "part", "written"),
    [
        ("an [Objective 1] here", "[Objective 1]", "[Objective 1]"),
        ("say `a b` now", "a b", "a b"),
        ("say `a b` now", "say a", "say `a"),
        ("**bold** x", "bold", "bold"),
        ("a &amp; b", "&", "&amp;"),
        ("a &amp; b", "& b", "&amp; b"),
        ("\\[x\\]", "x", "x"),
        ("ä 🚀 [Ziel]", "[Ziel]", "[Ziel]"),
        ("one\ntwo", "one two", "one\ntwo"),
        ("`a\nb` c", "a b", "`a\nb`"),
        ("a <br> b", "\n", "<br>"),
    ],
)
def test_part_of_the_text_is_located_in_the_source(text: str, part: str, written: str) -> None:
    document, leaf = _leaf(text)
    start = leaf.text.index(part)
    assert document.source.slice(leaf.locate(start, start + len(part))) == written


def test_empty_part_of_the_text_is_a_place_between_characters() -> None:
    document, leaf = _leaf("ä b")
    assert leaf.locate(1, 1) == Span(2, 2)
    assert leaf.locate(3, 3) == Span(4, 4)
    heading = parse_text("#\n").blocks[0]
    assert isinstance(heading, Heading)
    assert heading.locate(0, 0) == heading.text_span == Span(1, 1)
    assert document.source.slice(leaf.text_span) == "ä b"


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (0, 4), (2, 1)])
def test_part_outside_the_text_is_refused(start: int, end: int) -> None:
    _, leaf = _leaf("abc")
    with pytest.raises(ValueError, match="outside"):
        leaf.locate(start, end)


def test_nul_is_parsed_as_any_other_character() -> None:
    assert [leaf.text for leaf in parse_text("a\0b").leaves()] == ["a\0b"]


_LARGE = {
    "lists in lists": "".join("  " * depth + "- x\n" for depth in range(100)),
    "quotes in quotes": ">" * 5000 + " x\n",
    "emphasis in emphasis": "*a **b " * 3000 + "c** d*" * 3000,
    "images in images": "![" * 2000 + "x" + "](y)" * 2000,
    "rows": "| a | b |\n|---|---|\n" + "| `x` | y |\n" * 10_000,
    "headings": "# same\n\n" * 5000,
    "comments": "<!-- milepost: skip -->\n" * 5000,
    "one long line": "word `code` http://a.b/ä " * 10_000,
    "one long fence": "```\n" + "x\n" * 100_000,
    "open brackets": "[" * 20_000,
    "open tags": "<a id=" * 10_000,
    "front matter without end": "---\r\n" + "a: b\r\n" * 20_000,
    "comments on one line, then text": "<!-- a --> " * 5000 + "x\n",
    "comments without end": "<!-- note\n" * 20_000,
    "keys in one comment": "<!-- milepost: " + "key=value " * 20_000 + "-->\n",
    "tags without end": "<div>\n" + "<a id=x " * 20_000,
    "links on one line": "http://a.b " * 20_000,
    "addresses on one line": "ä a@b.cd " * 20_000,
}


_LONG_INFO = ["{" + "1" * 50_000, "[" * 20_000, "a " * 50_000, "a=" * 50_000, "{1" * 20_000]


@pytest.mark.parametrize("info", _LONG_INFO, ids=[info[:6] for info in _LONG_INFO])
def test_long_info_string_is_read_in_time(info: str) -> None:
    start = perf_counter()
    block = parse_text(f"~~~ x {info}\n~~~\n").blocks[0]
    assert isinstance(block, CodeBlock)
    assert info_string(block).language == "x"
    assert perf_counter() - start < 10


@pytest.mark.parametrize("text", _LARGE.values(), ids=_LARGE.keys())
def test_large_or_deep_text_is_read_in_time_and_without_recursion(text: str) -> None:
    start = perf_counter()
    document = parse_text(text)
    for leaf in document.leaves():
        assert leaf.text is not None
        assert sum(len(inline.text) for inline in leaf.inlines) == len(leaf.text)
        for inline in walk_inlines(leaf):
            assert inline.span in leaf.span
        assert all(link.span in leaf.span for link in bare_links(leaf))
    assert document.outline.span.end == len(document.source.data)
    assert len(document.anchors) >= len(document.headings)
    assert len(document.directives.comments) == text.count("milepost:")
    assert perf_counter() - start < 10


def test_document_is_freed_without_the_garbage_collector() -> None:
    text = _LARGE["comments"] + "# a [b](c)\n\n- x\n\n| a |\n|---|\n"
    gc.collect()
    gc.disable()
    try:
        document = parse_text(text)
        assert document.anchors.keys() == {"a-b"}
        assert document.outline.sections
        assert document.directives.comments
        assert all(leaf.inlines for leaf in document.leaves())
        del document
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_hundred_levels_of_lists_are_hundred_levels() -> None:
    document = parse_text(_LARGE["lists in lists"])
    assert sum(1 for node in document.walk() if isinstance(node, Paragraph)) == 100


def test_ten_thousand_rows_are_rows() -> None:
    document = parse_text(_LARGE["rows"])
    assert len(getattr(document.blocks[0], "rows", ())) == 10_000


def test_nodes_are_found_by_kind() -> None:
    document = parse_text("# a\n\n> b\n>\n> - c\n\n```\nd\n```\n")
    assert [leaf.text for leaf in document.find(Paragraph)] == ["b", "c"]
    assert [block.content for block in document.find(CodeBlock)] == ["d\n"]
    assert document.find(Table) == ()
    assert document.leaves() == (*document.find(Heading), *document.find(Paragraph))


@pytest.mark.parametrize(
    ("text", "written"),
    [("- |\n\x0b\n", "|"), ("# # \t\n", "# # \t"), ("- a\n  ***\n", "a"), ("- \\*a\n", "\\*a")],
)
def test_span_of_a_leaf_holds_all_its_text_and_no_break_after_it(text: str, written: str) -> None:
    document = parse_text(text)
    leaf = document.leaves()[0]
    assert document.source.slice(leaf.span) == written
    assert all(inline.span in leaf.span for inline in leaf.inlines)


def test_quote_of_nothing_but_its_sign_has_a_span() -> None:
    quote = parse_text("a\n\n>\n").blocks[1]
    assert isinstance(quote, BlockQuote)
    assert quote.span == Span(3, 4)
