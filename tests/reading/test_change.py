"""Changes of a file at a place that is named."""

from __future__ import annotations

import pytest

from milepost.reading.change import Change, changed

CASES = [
    ("a line", "a\nb\nc\n", Change("b", "instead"), "B\n", "a\nB\nc\n"),
    ("a part of a line", "x = f(1)\n", Change("1", "instead"), "2\n", "x = f(2)\n"),
    ("several lines", "a\n  b\n  c\nd\n", Change("b\nc", "instead"), "e\nf\n", "a\n  e\n  f\nd\n"),
    ("after a line", "a\nb\n", Change("a", "after"), "x\n", "a\nx\nb\n"),
    ("after a part of a line", "import a, b\nc\n", Change("import a", "after"), "x\n",
     "import a, b\nx\nc\n"),
    ("before a line", "<b>\n  <c>\n", Change("<c>", "before"), "<x>\n", "<b>\n  <x>\n  <c>\n"),
    ("inside what a line opens", "f {\n  a\n}\n", Change("f {", "after"), "x\n",
     "f {\n  x\n  a\n}\n"),
    ("code with its own indentation", "f {\n  a\n}\n", Change("f {", "after"), "    x\n",
     "f {\n    x\n  a\n}\n"),
    ("an anchor with its own indentation", "f:\n    a\n", Change("  a", "instead"), "b\n",
     "f:\n    b\n"),
    ("keys of an object", '{\n    "a": {"b": 1},\n    "c": [1]\n}', Change("", "merged"),
     '{"a": {"b": 2, "d": "ü"}, "c": [1]}\n',
     '{\n    "a": {\n        "b": 2,\n        "d": "ü"\n    },\n    "c": [\n        1\n    ]\n}\n'),
    ("a file of one line", '{"a": 1}', Change("", "merged"), '{"b": []}',
     '{\n  "a": 1,\n  "b": []\n}\n'),
    ("a file that is not there", "", Change("", "merged"), '{"a": 1}', '{\n  "a": 1\n}\n'),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_code_goes_where_the_guide_says(case: tuple[str, str, Change, str, str]) -> None:
    _, text, change, code, expected = case
    assert changed(text, change, code).text == expected
    assert changed(text, change, code).fault is None


@pytest.mark.parametrize(
    ("text", "anchor", "fault"),
    [
        ("a\nb\n", "c", "`c` does not stand in it"),
        ("a\na\n", "a", "`a` stands 2 times in it"),
        ("ab ab\n", "b", "`b` stands 2 times in it"),
        ("ab\n", "b\nc", "`b` does not stand in it"),
    ],
)
def test_a_place_that_is_not_there_once_changes_nothing(text: str, anchor: str, fault: str) -> None:
    made = changed(text, Change(anchor, "after"), "x\n")
    assert (made.text, made.fault) == (text, fault)


@pytest.mark.parametrize(
    ("text", "code", "fault"),
    [
        ('{"a": {"b": [1]}}', '{"a": {"b": [2]}}',
         "both hold a list at `a.b`, and whether it is replaced or added to is not plain; "
         "write the change as a `diff`"),
        ('{"a": 1}', '{"a": {"b": 2}}',
         "what both hold at `a` is not of one kind; write the change as a `diff`"),
        ("[1]", '{"a": 1}',
         "what both hold as a whole is not of one kind; write the change as a `diff`"),
        ("// none\n{}", '{"a": 1}', "it holds no JSON that can be merged"),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_is_left(text: str, code: str, fault: str) -> None:
    left = changed(text, Change("", "merged"), code)
    assert left.text == text
    assert fault in (left.fault or "")
