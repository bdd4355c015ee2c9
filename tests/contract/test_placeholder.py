"""Bracketed phrases, and all that is none."""

from __future__ import annotations

import pytest

from milepost.contract.label import leading_label
from milepost.contract.placeholder import find, normalise
from milepost.document.model import Paragraph
from milepost.document.parse import parse_text


def found(text: str) -> list[tuple[str, str]]:
    """(text, source slice) of each placeholder."""
    document = parse_text(text)
    source = document.source
    return [
        (p.text, source.slice(p.span)) for leaf in document.leaves() for p in find(document, leaf)
    ]


@pytest.mark.parametrize(
    ("text", "placeholders"),
    [
        ("Say [your name] here.", ["your name"]),
        ("[Objective 1] and [Objective 2]", ["Objective 1", "Objective 2"]),
        ("# [Number]: [Name]", ["Number", "Name"]),
        ("- [ ] [Validation item 1]", ["Validation item 1"]),
        ("| a |\n|---|\n| [Common issue 1] |", ["Common issue 1"]),
        ("[over\ntwo lines]", ["over two lines"]),
        ("**[bold one]**", ["bold one"]),
        ("é [späß] 🎉 [zwei]", ["späß", "zwei"]),
    ],
)
def test_bracketed_phrases_are_found(text: str, placeholders: list[str]) -> None:
    assert [p for p, _ in found(text)] == placeholders
    for words, source in found(text):
        assert source[0] == "["
        assert source[-1] == "]"
        assert " ".join(source[1:-1].split()) == words


@pytest.mark.parametrize(
    "text",
    [
        "[a link](there.md)",
        "[a reference][ref]\n\n[ref]: there.md",
        "[ref]\n\n[ref]: there.md",
        "`[in code]`",
        "```\n[in a fence]\n```",
        "    [in indented code]",
        "![an image](x.png)",
        "- [ ] a task\n- [x] another",
        "text[^1]\n\n[^1]: a note",
        "> [!NOTE]\n> an alert",
        "<span title='[x]'>html</span>",
        "[]",
    ],
)
def test_links_code_boxes_and_notes_are_no_placeholders(text: str) -> None:
    assert found(text) == []


def test_normalising_leaves_numbers_and_case_free() -> None:
    assert normalise("Common  Issue 12") == normalise("common issue 1")


@pytest.mark.parametrize(
    ("text", "label", "content"),
    [
        ("**Expected Outcome**: it works", "Expected Outcome", "it works"),
        ("**Expected Outcome:** it works", "Expected Outcome", "it works"),
        ("**Expected Outcome**", "Expected Outcome", ""),
        ("**Expected Outcome** :\nit works", "Expected Outcome", "it works"),
        ("*Expected*: it `works`", "Expected", "it `works`"),
        ("__Note__: x", "Note", "x"),
    ],
)
def test_a_label_begins_its_paragraph(text: str, label: str, content: str) -> None:
    document = parse_text(text)
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    found_label = leading_label(paragraph)
    assert found_label is not None
    assert found_label.text == label
    assert document.source.slice(found_label.content) == content


@pytest.mark.parametrize("text", ["**bold** text", "text **bold**: x", "plain: x", "`code`: x"])
def test_other_paragraphs_have_no_label(text: str) -> None:
    (paragraph,) = parse_text(text).blocks
    assert isinstance(paragraph, Paragraph)
    assert leading_label(paragraph) is None
