"""What can be told of a block at a glance: that it is used, whatever the rest of the guide says.

A quick answer for the commonest forms, so that a check of many guides need not read them all. It
is never wrong where it says yes; a no means only that the block has to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.document.model import CodeBlock, Heading, HtmlBlock, Item, List, Paragraph
from milepost.reading.paths import is_file
from milepost.reading.phrases import phrases_of
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.model import Node

_FILES = frozenset(
    {"", "c", "cpp", "css", "csv", "gitignore", "go", "html", "ini", "java", "javascript", "js",
     "json", "jsx", "markdown", "md", "python", "py", "ruby", "rust", "sql", "text", "toml", "ts",
     "tsx", "txt", "typescript", "xml", "yaml", "yml"}
)  # fmt: skip
"""Languages that leave it to the sentence what the block is."""

_OUTPUTS = frozenset({"", "text", "txt", "output"})
_PROMPT = re.compile(r"[$%>#@❯➜]")
_COMMAND = re.compile(
    r"(?:cat|cp|curl|date|echo|git|grep|head|ls|mkdir|mv|node|npm|npx|pip|pwd|pytest|python3?|sort|"
    r"tail|touch|wc) [^\n]*"
)
_MAY_LEAD_ELSEWHERE = re.compile(rb"[`*_]|\.(?:sh|bash|zsh|bashrc|profile|env)\b")
"""In the paragraph before a shell block: it may be a script."""


class Says(Protocol):
    """What a language has for a glance: expressions of bytes."""

    NAMES_FILE: re.Pattern[bytes]
    """A whole paragraph that names the file that the block after it is."""
    ANNOUNCES: re.Pattern[bytes]
    """A whole paragraph that announces the output of the block before it."""
    SEEN: re.Pattern[bytes]
    """In the paragraph before a shell block: it may be an output."""


def used(blocks: Sequence[Node], language: str = "en") -> Iterator[CodeBlock]:
    """Those code blocks that are surely carried out, written or compared.

    They are told from the paragraph that stands directly before each of them, and from a command
    under the same heading whose output they can be.
    """
    says: Says = phrases_of(language).glance
    stack: list[Sequence[Node]] = [blocks]
    while stack:
        before: Node | None = None
        ran = False
        for node in stack.pop():
            kind = type(node)
            if kind is CodeBlock:
                assert isinstance(node, CodeBlock)
                used_here = _is_used(node, before, says, after_command=ran)
                if used_here:
                    yield node
                # Code in between may be what prints, whether it is carried out or only shown.
                ran = _runs(node, before, says) or (
                    ran and used_here and node.info.lower() in _OUTPUTS
                )
            elif kind is Heading:
                ran = False
            elif isinstance(node, List | Item):
                stack.append(node.children)
            before = node


def _is_used(node: CodeBlock, before: Node | None, says: Says, *, after_command: bool) -> bool:
    if type(before) is not Paragraph or not node.fenced:
        return False
    data, span, language = node.log.source.data, before.span, node.info.lower()
    if (
        after_command
        and language in _OUTPUTS
        and says.ANNOUNCES.fullmatch(data, span.start, span.end)
    ):
        return not _PROMPT.search(node.content)
    if language not in _FILES:
        return False
    named = says.NAMES_FILE.fullmatch(data, span.start, span.end)
    return named is not None and is_file(named[1].decode())


def _runs(node: CodeBlock, before: Node | None, says: Says) -> bool:
    """Whether it is surely carried out and may print something."""
    code, info = node.content, node.info
    if type(before) is HtmlBlock or not node.fenced:
        return False
    if info == "console":
        return code.startswith("$ ") and bool(_COMMAND.match(code, 2))
    if info not in ("bash", "sh", "shell") or not _COMMAND.match(code) or _PROMPT.search(code):
        return False
    if type(before) is not Paragraph:
        return False
    data, span = node.log.source.data, before.span
    ways = (_MAY_LEAD_ELSEWHERE, says.SEEN)
    return not any(way.search(data, span.start, span.end) for way in ways)
