from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.document.markdown_texts import markdown

from milepost.document.directive import Directive, DirectiveFault
from milepost.document.model import CodeBlock, Heading, List, Paragraph, Table
from milepost.document.parse import parse_text

if TYPE_CHECKING:
    from milepost.document.document import Document


def _only(text: str) -> tuple[Document, Directive | DirectiveFault]:
    document = parse_text(text)
    ((comment, _),) = document.directives.comments
    return document, comment


@pytest.mark.parametrize(
    ("inside", "entries"),
    [
        ("skip", [("skip", None)]),
        ("timeout=30s", [("timeout", "30s")]),
        ('skip="why not"', [("skip", "why not")]),
        ("skip='say \"x\"'", [("skip", 'say "x"')]),
        (r'skip="say \"x\""', [("skip", 'say "x"')]),
        (r'ready="/listening on \d+/"', [("ready", r"/listening on \d+/")]),
        ("ready=http://localhost:3000/a?b=c", [("ready", "http://localhost:3000/a?b=c")]),
        ("background ready=3000, cwd=app",
         [("background", None), ("ready", "3000"), ("cwd", "app")]),
        ('a=""', [("a", "")]),
        ("a=1 a=2", [("a", "1"), ("a", "2")]),
        ("über=ä", [("über", "ä")]),
        ('aliases="Troubleshooting, FAQ" role=issues',
         [("aliases", "Troubleshooting, FAQ"), ("role", "issues")]),
    ],
)  # fmt: skip
def test_keys_and_values_are_read(inside: str, entries: list[tuple[str, str | None]]) -> None:
    _, comment = _only(f"<!-- milepost: {inside} -->\n")
    assert isinstance(comment, Directive)
    assert [(entry.key, entry.value) for entry in comment.entries] == entries
    assert comment.get(entries[-1][0]) == entries[-1][1]
    assert comment.has(entries[0][0])
    assert not comment.has("other")


def test_spans_slice_back_in_a_comment_of_several_lines_in_an_item() -> None:
    text = '- ä\n  <!-- milepost: os=linux\n       cwd="b c"\n  -->\n  ```sh\n  ls\n  ```\n'
    document, comment = _only(text)
    assert isinstance(comment, Directive)
    slices = [document.source.slice(entry.span) for entry in comment.entries]
    assert slices == ["os=linux", 'cwd="b c"']
    assert [document.source.slice(entry.key_span) for entry in comment.entries] == ["os", "cwd"]
    assert document.source.slice(comment.span).endswith("-->")


@pytest.mark.parametrize(
    ("inside", "message", "at"),
    [
        ("", "empty", ""),
        ("a=", "`a=` has no value", "a="),
        ('a="b c', "not closed", '"b c'),
        ('a="b"c', "not closed", '"b"c'),
        ("a=“b c”", "curly quotes", "“b"),
        ("=b", "cannot begin with `=`", "=b"),
        ('a "b"', 'cannot begin with `"`', '"b"'),
    ],
)
def test_comment_that_cannot_be_read_is_a_fault_at_its_place(
    inside: str, message: str, at: str
) -> None:
    document, comment = _only(f"x\n\n<!-- milepost: {inside} -->\n\ny\n")
    assert isinstance(comment, DirectiveFault)
    assert message in comment.message
    assert comment.remedy
    assert document.source.slice(comment.fault_span) == at
    assert document.directives.faults == (comment,)
    assert document.directives.by_target == {}


@pytest.mark.parametrize(
    "inside",
    [
        "ignore MP203 MP204",
        "ignore MP203, MP204",
        "ignore=MP203,MP204",
        'ignore="MP203 MP204"',
    ],
)
def test_ignore_names_codes(inside: str) -> None:
    document, comment = _only(f"<!-- milepost: {inside} -->\ntext\n")
    assert isinstance(comment, Directive)
    assert comment.ignores
    assert [ignored.code for ignored in comment.ignored] == ["MP203", "MP204"]
    assert [document.source.slice(ignored.span) for ignored in comment.ignored] == [
        "MP203",
        "MP204",
    ]
    assert comment.entries == ()


def test_ignore_without_a_code_means_everything() -> None:
    _, comment = _only("<!-- milepost: ignore -->\ntext\n")
    assert isinstance(comment, Directive)
    assert (comment.ignores, comment.ignored) == (True, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!-- milepost: a -->\n```\n```\n", CodeBlock),
        ("<!-- milepost: a -->\n\n\n```\n```\n", CodeBlock),
        ("<!-- milepost: a -->\n<!-- note -->\n\n```\n```\n", CodeBlock),
        ("<!-- milepost: a --> <!-- b -->\n\n# T\n", Heading),
        ("<!-- milepost: a -->\n- x\n", List),
        ("<!-- milepost: a -->\n| a |\n|---|\n", Table),
        ("- x\n\n  <!-- milepost: a -->\n  ```\n  ```\n", CodeBlock),
        ("> <!-- milepost: a -->\n> text\n", Paragraph),
        ("text <!-- milepost: a --> more\n", Paragraph),
        ("# T <!-- milepost: a -->\n", Heading),
    ],
)
def test_directive_speaks_to_the_block_under_it_or_around_it(text: str, kind: type) -> None:
    document = parse_text(text)
    ((comment, target),) = document.directives.comments
    assert type(target) is kind
    assert target is not None
    assert document.directives.above(target) == (comment,)
    entry = document.directives.get(target, "a")
    assert entry is not None
    assert entry.key == "a"
    assert document.directives.without_target == ()


def test_several_comments_above_one_block_add_up_and_the_last_value_counts() -> None:
    document = parse_text("<!-- milepost: a=1 b -->\n<!-- milepost: a=2 -->\n```\n```\n")
    block = document.blocks[-1]
    assert [entry.key for entry in document.directives.entries(block)] == ["a", "b", "a"]
    entry = document.directives.get(block, "a")
    assert entry is not None
    assert entry.value == "2"
    assert document.directives.get(block, "c") is None


def test_block_in_between_takes_the_directive() -> None:
    document = parse_text("<!-- milepost: a -->\n\ntext\n\n```\n```\n")
    assert document.directives.above(document.blocks[-1]) == ()


def test_directive_with_nothing_under_it_has_no_target() -> None:
    document = parse_text("text\n\n<!-- milepost: a -->\n")
    assert len(document.directives.without_target) == 1


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- milepost: a -->\n```\n",
        "`<!-- milepost: a -->`\n",
        "<!-- note: milepost -->\n",
    ],
)
def test_comment_that_is_only_shown_is_no_directive(text: str) -> None:
    assert parse_text(text).directives.comments == ()


@given(markdown)
def test_every_part_of_a_directive_lies_within_its_comment(text: str) -> None:
    document = parse_text(text + "\n\n<!-- milepost: a=b " + text.replace("\n\n", "\n") + " -->\n")
    for comment, _ in document.directives.comments:
        written = document.source.slice(comment.span)
        assert written.startswith("<!--")
        assert written.endswith("-->")
        if isinstance(comment, DirectiveFault):
            assert comment.fault_span in comment.span
        else:
            assert all(entry.span in comment.span for entry in comment.entries)
            assert all(ignored.span in comment.span for ignored in comment.ignored)
