"""The Markdown parser's settings, and the text that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyromark import Markdown, Options

from milepost.document.model import FrontMatter, Item, Paragraph
from milepost.text import lazy_re as re
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.text.source import Source

MARKDOWN = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_GFM
)

# The parser would take a metadata block in the middle of a document, where GitHub sees a rule and
# a heading; so front matter is found here and blanked out before parsing.
_OPENING = re.compile(rb"---[ \t]*(?:\r\n|\r|\n)(?![ \t]*[\r\n])")
_CLOSING = re.compile(rb"(?<=[\r\n])(?:---|\.\.\.)(?=[ \t]*(?:[\r\n]|\Z))")
_TAB = re.compile(rb'=== "[^"\r\n]*"[ \t]*(?=\r?\n|\r|\Z)')
_ADMONITION = re.compile(
    rb'(?:!!!|\?\?\?\+?) [a-z][\w-]*(?: [\w -]+)?(?: "[^"\r\n]*")?[ \t]*(?=\r?\n|\r|\Z)'
)
_LONE_CR = re.compile(r"\r(?!\n)")


def front_matter(source: Source) -> FrontMatter | None:
    """The YAML between `---` lines with which a source begins, if it does."""
    if not source.text.startswith("---"):
        return None
    opening = _OPENING.match(source.data)
    closing = _CLOSING.search(source.data, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    inner = Span(opening.end(), closing.start())
    return FrontMatter(Span(0, closing.end()), inner, source.slice(inner))


def parser_text(source: Source, front: FrontMatter | None) -> str:
    """The text for the parser: every byte in its place, front matter as blank lines."""
    text = source.text
    if front is not None:
        text = "\n" * front.span.end + source.data[front.span.end :].decode()
    if "\r" in text:
        # The parser takes a lone CR for a line ending in some places only.
        text = _LONE_CR.sub("\n", text)
    return text


def with_tabs_as_items(data: bytes, pairs: Iterable[Any]) -> str | None:
    """The text with its content tabs and admonitions as items of lists; None where it has none.

    MkDocs writes `=== "Linux"` (pymdownx.tabbed) or `!!! note` and indents the content by four
    blanks, which is code elsewhere. A list's marker with three blanks takes as many bytes, and as
    much indentation.
    """
    if b"===" not in data and b"!!!" not in data and b"???" not in data:
        return None
    changed = bytearray(data)
    for event, place in pairs:
        if event != {"Start": "Paragraph"}:
            continue
        start = place["start"]
        if _TAB.match(data, start):
            changed[start : start + 4] = b"-   "
        elif _ADMONITION.match(data, start):
            # Another marker than that of most lists, so that it becomes no item of one before it.
            changed[start : start + 4] = b"+   "
            if data[start + 3 : start + 4] == b"+":
                changed[start + 4 : start + 5] = b"."
    return changed.decode() if changed != data else None


def tab_title(item: Item) -> str | None:
    """Title of a content tab that was read as an item; None of what was written as an item."""
    first = item.children[0] if item.children else None
    if type(first) is not Paragraph or not _TAB.match(item.source.data, item.span.start):
        return None
    return first.text.strip()[1:-1]


def is_admonition(item: Item) -> bool:
    """Whether an item was written as `!!! note`: an aside, like an alert."""
    return _ADMONITION.match(item.source.data, item.span.start) is not None
