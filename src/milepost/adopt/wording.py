"""Headings that say what a section is without being one of the wordings known by heart.

`check` takes only wordings that it is sure of; an author who adopts a guide reads the result, so
that a heading such as "Troubleshooting the network" may be taken for what it most likely is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.contract.wording import fold, role_of
from milepost.document.info_string import info_string
from milepost.document.inline import Link
from milepost.document.model import CodeBlock, List, Paragraph
from milepost.document.walk import walk
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.document.model import Block

_LIKELY = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"(?:troubleshoot\w*|common (?:issues|problems|errors|mistakes|pitfalls))\b", Role.ISSUES),
        (r".*\b(?:checklist|success criteria|acceptance criteria)$", Role.CHECKLIST),
        (r"(?:prerequisites?|requirements)\b", Role.PREREQUISITES),
        (r"(?:learning )?(?:objectives?|goals)\b|.*\b(?:objectives|goals)$", Role.OBJECTIVES),
        (r"(?:next steps?|what'?s next)\b", Role.NEXT),
        (
            r"(?:further|additional|more|helpful|useful) (?:reading|learning|resources|links)\b",
            Role.RESOURCES,
        ),
    )
)

COUNTED = re.compile(
    r"[\W_]*(?P<word>part|phase|lab|section|activity|challenge|lesson|day|module)\s+"
    r"#?(?P<number>\d{1,3})(?:\s*[:.)\-–—|]+\s*|\s+)(?P<name>\S.*)",
    re.IGNORECASE,
)
"""A heading that counts what may be steps: `Phase 2: x`. Alone it is no step's."""

_AFTERTHOUGHT = re.compile(
    r".*\b(?:summary|conclusion|recap|takeaways|congratulations|wrap[ -]?up|discussion|learned|"
    r"notes|credits|acknowledge?ments|license|feedback)$"
)

_CONTENTS = re.compile(
    r"\b(?:contents|agenda|outline|rubric|questions|rules|policy|scenario|introduction|overview|"
    r"architecture|goals?)\b"
)

_DRAWING = re.compile(r"[│┃─━┌┐└┘├┤┬┴┼╔╗╚╝║═▼▲►◄→←↓↑]|\+-{3,}|--+>")
_PICTURES = frozenset({"mermaid", "plantuml", "dot", "graphviz", "ascii", "tree"})
_TEXT = frozenset({"", "text", "txt", "plain", "plaintext"})


def likely_role(title: str) -> Role | None:
    """What a section most likely is by its heading, or None."""
    known = role_of(title)
    if known is not None:
        return known
    folded = fold(title)
    return next((role for pattern, role in _LIKELY if pattern.match(folded)), None)


def has_instructions(title: str, blocks: Iterable[Block]) -> bool:
    """Whether an ordered list tells what to do one after the other, as no contents do."""
    aside = is_afterthought(title) or _CONTENTS.search(fold(title)) is not None
    return not aside and any(
        isinstance(block, List)
        and block.ordered
        and len(block.items) > 1
        and not _leads_away(block)
        for block in blocks
    )


def _leads_away(block: List) -> bool:
    """Whether all items of a list are links."""
    firsts = [item.children[0] if item.children else None for item in block.items]
    return all(
        isinstance(first, Paragraph)
        and any(isinstance(node, Link) and node.text == first.text for node in first.inlines)
        for first in firsts
    )


def is_afterthought(title: str) -> bool:
    """Whether a heading looks back or aside, and so is no step wherever it stands."""
    return _AFTERTHOUGHT.match(fold(title)) is not None


def has_code(blocks: Iterable[Block]) -> bool:
    """Whether a fenced block is among blocks or within them that is more than a picture."""
    return any(
        isinstance(node, CodeBlock) and node.fenced and not _is_picture(node)
        for block in blocks
        for node in walk(block)
    )


def _is_picture(node: CodeBlock) -> bool:
    language = info_string(node).language or ""
    return language in _PICTURES or (language in _TEXT and bool(_DRAWING.search(node.content)))
