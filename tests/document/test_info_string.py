from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.document.info_string import info_string, parse_info_string
from milepost.document.model import CodeBlock
from milepost.document.parse import parse_text

CASES: list[tuple[str, str | None, dict[str, str | None]]] = [
    ("", None, {}),
    ("bash", "bash", {}),
    ("JavaScript", "javascript", {}),
    ("c++", "c++", {}),
    ("c#", "c#", {}),
    ("shell-session", "shell-session", {}),
    ('js title="src/a b.js"', "js", {"title": "src/a b.js"}),
    ("js title='a.js'", "js", {"title": "a.js"}),
    ("js file=a.js", "js", {"file": "a.js"}),
    ("js {1,3-4}", "js", {"highlight": "1,3-4"}),
    ("js {1,3} title=a.js", "js", {"highlight": "1,3", "title": "a.js"}),
    ('bash {name=setup cwd="a b"}', "bash", {"name": "setup", "cwd": "a b"}),
    ('bash {"name": "x", "background": true}', "bash", {"name": "x", "background": "true"}),
    ("{.python #main .numbers}", "python", {"id": "main", ".numbers": None}),
    ("js:src/app.js", "js", {"path": "src/app.js"}),
    ("yaml:compose.yml {2}", "yaml", {"path": "compose.yml", "highlight": "2"}),
    ("rust,no_run", "rust", {"no_run": None}),
    ("bash copy", "bash", {"copy": None}),
    ("ts [server.ts]", "ts", {"label": "server.ts"}),
    ('title="x.js"', None, {"title": "x.js"}),
    ("bash{cwd=/x}", "bash", {"cwd": "/x"}),
    ("é title=ü.py", "é", {"title": "ü.py"}),
    ("json {not json", "json", {"not": None, "json": None}),
]


@pytest.mark.parametrize(("text", "language", "values"), CASES)
def test_language_and_attributes_are_read(
    text: str, language: str | None, values: dict[str, str | None]
) -> None:
    read = parse_info_string(text)
    assert read.language == language
    assert read.values == values
    assert all(read.has(key) and read.get(key) == value for key, value in values.items())


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('js title="a.js"', "a.js"),
        ("js file=a.js title=b.js", "b.js"),
        ("js:a.js title=b.js", "a.js"),
        ("js filename=c.js", "c.js"),
        ("js title", None),
        ("js", None),
    ],
)
def test_path_is_taken_from_the_first_key_that_names_one(text: str, path: str | None) -> None:
    found = parse_info_string(text).path
    assert (found.value if found else None) == path


def _block(text: str) -> CodeBlock:
    block = parse_text(text).blocks[0]
    assert isinstance(block, CodeBlock)
    return block


def test_spans_slice_back_to_the_source() -> None:
    block = _block('~~~ js title="ä b.js" {1} x\n~~~\n')
    read = info_string(block)
    source = block.log.source
    assert source.slice(read.language_span) == "js"
    assert [source.slice(entry.span) for entry in read.attributes] == ['title="ä b.js"', "{1}", "x"]
    assert source.slice(block.info_span) == 'js title="ä b.js" {1} x'


def test_escapes_are_resolved_and_the_span_is_the_whole() -> None:
    block = _block("~~~ a&amp;b x=c\\_d\n~~~\n")
    read = info_string(block)
    assert (read.language, read.values) == ("a&b", {"x": "c_d"})
    assert read.attributes[0].span == block.info_span


def test_indented_code_has_no_language() -> None:
    read = info_string(_block("    code\n"))
    assert (read.language, read.attributes) == (None, ())


@given(st.text(st.sampled_from("ab.:={}[]\"'#,1 é\\"), max_size=25))
def test_any_info_string_is_read_with_spans_in_order(text: str) -> None:
    read = parse_info_string(text, 7)
    size = len(text.encode())
    for span in (read.language_span, *(entry.span for entry in read.attributes)):
        assert 7 <= span.start <= span.end <= 7 + size
