"""What can be told of a block at a glance: that it is used, whatever the rest of the guide says.

A quick answer for the commonest forms, so that a check of many guides need not read them all. It
is never wrong where it says yes; a no means only that the block has to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.model import CodeBlock, Heading, HtmlBlock, Item, List, Paragraph
from milepost.reading.paths import is_file
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.model import Node

_NAMES_FILE = re.compile(
    rb"(?:Now |Next, |Then |First, )?(?:[Cc]reate|[Ww]rite|[Ss]ave)"
    rb"(?: a| an| the| new| file| named| called)* `([^`\n]+)`"
    rb"(?:,? with (?:the following |this )?(?:contents?|code))?:"
)
"""A paragraph that is only this sentence names the file that the block after it is."""

_ANNOUNCES = re.compile(
    rb"\*\*Expected (?:Outcome|Output|Result)(?::\*\*|\*\*:?)"
    rb"|\*\*Expected (?:Outcome|Output|Result)(?::\*\*|\*\*:)[ \n]The output "
    rb"(?:looks like|is|is similar to|should be|should look like|will be):"
)
"""A paragraph that is only this announces the output of the block before it."""

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
_MAY_LEAD_ELSEWHERE = re.compile(
    rb"[`*_]|\.(?:sh|bash|zsh|bashrc|profile|env)\b|(?:see|get|output|print).*:\Z", re.DOTALL
)
"""In the paragraph before a shell block: it may be a script, or an output."""


def used(blocks: Sequence[Node]) -> Iterator[CodeBlock]:
    """Those code blocks that are surely carried out, written or compared.

    They are told from the paragraph that stands directly before each of them, and from a command
    under the same heading whose output they can be.
    """
    stack: list[Sequence[Node]] = [blocks]
    while stack:
        before: Node | None = None
        ran = False
        for node in stack.pop():
            kind = type(node)
            if kind is CodeBlock:
                assert isinstance(node, CodeBlock)
                used_here = _is_used(node, before, after_command=ran)
                if used_here:
                    yield node
                # Code in between may be what prints, whether it is carried out or only shown.
                ran = _runs(node, before) or (ran and used_here and node.info.lower() in _OUTPUTS)
            elif kind is Heading:
                ran = False
            elif isinstance(node, List | Item):
                stack.append(node.children)
            before = node


def _is_used(node: CodeBlock, before: Node | None, *, after_command: bool) -> bool:
    if type(before) is not Paragraph or not node.fenced:
        return False
    data, span, language = node.log.source.data, before.span, node.info.lower()
    if after_command and language in _OUTPUTS and _ANNOUNCES.fullmatch(data, span.start, span.end):
        return not _PROMPT.search(node.content)
    if language not in _FILES:
        return False
    named = _NAMES_FILE.fullmatch(data, span.start, span.end)
    return named is not None and is_file(named[1].decode())


def _runs(node: CodeBlock, before: Node | None) -> bool:
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
    span = before.span
    return not _MAY_LEAD_ELSEWHERE.search(node.log.source.data, span.start, span.end)
