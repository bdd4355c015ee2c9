"""MP208: text that its author meant to write later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.placeholder import opaque
from milepost.document.inline import CodeSpan, InlineHtml
from milepost.document.model import HtmlBlock, Leaf
from milepost.document.walk import walk_inlines
from milepost.rules.base import Finding, Rule
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide

_CUES = (b"TODO", b"TBD", b"FIXME", b"<your", b"<YOUR", b"[ ]\n", b"[ ] \n", b"[ ]\r", b"[]\n")
"""One of these is in every guide that has such text, but for a task at its very end."""
_LATER = re.compile(
    rb"\A[^\w\[]*(?P<all>TODO|FIXME)\W*\Z|\b(?P<led>TODO|FIXME)(?=:)|(?<=\()(?P<aside>TODO|FIXME)(?=\))"
    rb"|(?<![\w\[])(?P<tbd>TBD)\b"
)
_YOURS = re.compile(r"<your[-_ ][\w .-]*>", re.IGNORECASE)


def check(guide: Guide) -> Iterator[Finding]:
    data = guide.document.source.data
    if not any([cue in data for cue in _CUES]) and not data.endswith(b"[ ]"):  # noqa: C419 - faster
        return
    for item in guide.tasks:
        if not item.children and item.task_span is not None:
            yield Finding(item.task_span, "the task has no text", "Say what it is, or remove it.")
    commands = "\n".join(block.content for block in guide.code_blocks).lower()
    for node in guide.nodes:
        if isinstance(node, Leaf):
            yield from _in_leaf(data, node)
            for inline in walk_inlines(node):
                if isinstance(inline, InlineHtml):
                    yield from _blank(inline.html, inline.span, commands, hidden=True)
                elif isinstance(inline, CodeSpan):
                    yield from _blank(inline.text, inline.span, commands, hidden=False)
        elif isinstance(node, HtmlBlock):
            yield from _blank(
                data[node.span.start : node.span.end].decode(), node.span, "", hidden=True
            )


def _in_leaf(data: bytes, leaf: Leaf) -> Iterator[Finding]:
    start, end = leaf.span.start, leaf.span.end
    text = bytearray(data[start:end])
    for span in opaque(leaf.inlines):
        low, high = span.start - start, span.end - start
        text[low:high] = b"x" * (high - low)
    for found in _LATER.finditer(text):
        low, high = found.span(found.lastgroup or 0)
        word = text[low:high].decode()
        yield Finding(
            Span(start + low, start + high),
            f"`{word}` says that something is still to be written",
            "Write it, or take the note out of the guide.",
        )


def _blank(text: str, span: Span, commands: str, *, hidden: bool) -> Iterator[Finding]:
    """A blank that no command of the guide has: nobody ever fills it in."""
    found = _YOURS.search(text)
    if found is None:
        return
    if not hidden and (found[0].lower() in commands or " " in _YOURS.sub("", text)):
        return  # A command of several words is filled in by who types it.
    blank = found[0]
    if hidden:
        message = f"`{blank}` is taken for a tag, and readers do not see it"
        remedy = "Put it between backticks, or write what it stands for."
    else:
        message = f"`{blank}` stands in no command, so nobody fills it in"
        remedy = "Write what it stands for."
    yield Finding(span, message, remedy, severity=None if hidden else Severity.HINT)


RULE = Rule(
    code="MP208",
    name="unfinished-text",
    severity=Severity.WARNING,
    summary="A `TODO`, a `TBD`, a task without a text, or a `<your-blank>` that nobody fills in.",
    why="The reader stands before what the author did not finish.",
    bad="## Overview\n\nTODO: say what this is for.\n",
    good="## Overview\n\nA to-do list that is kept in a file.\n",
    check=check,
)
