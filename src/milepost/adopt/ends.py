"""Blocks that the end of the file closes, closed by themselves, since something may follow now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.adopt.draft import put_in
from milepost.document.model import CodeBlock, HtmlBlock
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.adopt.draft import Draft

_ENDS = (
    (re.compile(r"<!--"), re.compile(r"-->"), "-->"),
    (re.compile(r"<\?"), re.compile(r"\?>"), "?>"),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>"), "]]>"),
    (re.compile(r"<![A-Za-z]"), re.compile(r">"), ">"),
    *(
        (re.compile(rf"<{tag}(?=[\s>]|$)", re.I), re.compile(rf"</{tag}>", re.I), f"</{tag}>")
        for tag in ("script", "pre", "style", "textarea")
    ),
)
"""How HTML that only its own end closes begins, how it ends (CommonMark 0.31, section 4.6)."""


def with_ends(draft: Draft) -> Draft:
    """The guide with its last block closed."""
    end = _missing_end(draft)
    return draft.with_lines([*draft.lines, *put_in(end)]) if end else draft


def _missing_end(draft: Draft) -> str:
    blocks = draft.document.blocks
    last = blocks[-1] if blocks else None
    if isinstance(last, CodeBlock):
        return "" if last.closed else last.fence
    if isinstance(last, HtmlBlock):
        text = last.text.lstrip()
        for begins, ends, closing in _ENDS:
            found = begins.match(text)
            if found is not None:
                return "" if ends.search(text, found.end()) else closing
    return ""
