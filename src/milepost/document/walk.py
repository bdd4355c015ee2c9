"""Visiting the nodes of a tree without recursion, however deep it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.inline import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.inline import Inline
    from milepost.document.model import Leaf, Node


def walk(node: Node) -> Iterator[Node]:
    """The node and every block-level node in it, parents first, in the source's order."""
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        yield current
        children: tuple[Node, ...] = getattr(current, "children", ())
        stack.extend(reversed(children))


def walk_inlines(leaf: Leaf) -> Iterator[Inline]:
    """Every inline node of a leaf, parents first, in the source's order."""
    yield from flat(leaf.inlines)
