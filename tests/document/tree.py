"""A document as lines of text, for case files: one node a line, indented, with its positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from milepost.document.model import (
    BlockQuote,
    CodeBlock,
    FootnoteDefinition,
    FrontMatter,
    Heading,
    HtmlBlock,
    Item,
    Leaf,
    List,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.document import Document
    from milepost.text.span import Span

_INLINE_FIELDS = ("destination", "title", "kind", "label", "html")


def tree(document: Document) -> str:
    """Every node of a document."""
    return "".join(line + "\n" for block in document.blocks for line in _node(document, block, 0))


def _node(document: Document, node: Any, depth: int) -> Iterator[str]:
    yield "  " * depth + f"{type(node).__name__} {_place(document, node.span)}{_facts(node)}"
    if type(node) is CodeBlock:
        for span in node.line_spans:
            yield (
                "  " * (depth + 1)
                + f"line {_place(document, span)} {document.source.slice(span)!r}"
            )
    if isinstance(node, Leaf):
        for inline in node.inlines:
            yield from _inline(document, inline, depth + 1)
    for child in getattr(node, "children", ()):
        yield from _node(document, child, depth + 1)


def _facts(node: Any) -> str:
    match node:
        case Heading():
            return f" level={node.level}"
        case Paragraph(tight=True):
            return " tight"
        case CodeBlock(fenced=True):
            closed = "" if node.closed else " unclosed"
            return f" fence={node.fence} info={node.info!r}{closed} {node.content!r}"
        case CodeBlock():
            return f" indented {node.content!r}"
        case HtmlBlock() | FrontMatter():
            return f" {node.text!r}"
    return _container_facts(node)


def _container_facts(node: Any) -> str:
    match node:
        case BlockQuote(alert=str()):
            return f" alert={node.alert}"
        case Item():
            return f" {node.marker}" + ("" if node.task is None else f" task={node.task}")
        case List():
            start = f" start={node.start}" if node.ordered else ""
            return start + (" tight" if node.tight else " loose")
        case Table():
            return " " + ",".join(node.alignments)
        case FootnoteDefinition():
            return f" {node.label}"
    return ""


def _inline(document: Document, node: Any, depth: int) -> Iterator[str]:
    facts = "".join(
        f" {name}={value}" for name in _INLINE_FIELDS if (value := getattr(node, name, ""))
    )
    children = getattr(node, "children", None)
    text = f" {node.text!r}" if children is None and node.text.strip() else ""
    yield "  " * depth + f"{type(node).__name__} {_place(document, node.span)}{facts}{text}"
    for child in children or ():
        yield from _inline(document, child, depth + 1)


def _place(document: Document, span: Span) -> str:
    start, end = document.source.position(span.start), document.source.position(span.end)
    return f"{start.line}:{start.column}-{end.line}:{end.column}"
