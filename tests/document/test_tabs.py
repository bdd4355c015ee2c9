"""Content tabs of MkDocs: read as items of a list, every place as it is in the source."""

from __future__ import annotations

from milepost.document.model import CodeBlock, List, Paragraph
from milepost.document.parse import parse_text

TABS = '=== "Linux"\n\n    ```bash\n    ls\n    ```\n\n=== "é"\n\n    Text.\n'


def test_tabs_are_items_whose_blocks_have_their_places() -> None:
    document = parse_text(TABS)
    (tabs,) = document.blocks
    assert isinstance(tabs, List)
    title, code = tabs.items[0].children
    assert isinstance(title, Paragraph)
    assert isinstance(code, CodeBlock)
    assert title.text == '"Linux"'
    assert (code.content, code.info, code.fenced) == ("ls\n", "bash", True)
    assert document.source.slice(code.span) == "```bash\n    ls\n    ```"
    assert [item.children[0].text for item in tabs.items] == ['"Linux"', '"é"']  # type: ignore[union-attr]


def test_tabs_within_a_tab_are_read_too() -> None:
    inner = '=== "a"\n\n    === "b"\n\n        ```bash\n        ls\n        ```\n'
    (outer,) = parse_text(inner).blocks
    assert isinstance(outer, List)
    nested = outer.items[0].children[1]
    assert isinstance(nested, List)
    assert isinstance(nested.items[0].children[1], CodeBlock)


def test_what_looks_like_a_tab_within_code_is_code() -> None:
    text = '```markdown\n=== "Linux"\n\n    ls\n```\n\nHeading\n===\n\n    === "x"\n'
    fence, _, indented = parse_text(text).blocks
    assert isinstance(fence, CodeBlock)
    assert fence.content == '=== "Linux"\n\n    ls\n'
    assert isinstance(indented, CodeBlock)
    assert indented.content == '=== "x"\n'
