"""MP506: a prerequisite that names a milestone without a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.document.inline import Link
from milepost.document.model import Leaf
from milepost.document.walk import walk, walk_inlines
from milepost.rules.base import Finding, Rule
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide

_NAMED = re.compile(r"\bmilestones?\s+#?\d+(?:\.\d+)*\b", re.IGNORECASE)


def check(guide: Guide) -> Iterator[Finding]:
    match = guide.match.by_role(Role.PREREQUISITES)
    if match is None:
        return
    span = match.section.span
    data = guide.document.source.data
    if b"ilestone" not in data[span.start : span.end]:
        return
    for part in match.section.walk():
        for block in part.blocks:
            for node in walk(block):
                if isinstance(node, Leaf) and (found := _NAMED.search(node.text)):
                    if any(isinstance(inline, Link) for inline in walk_inlines(node)):
                        continue
                    yield Finding(
                        node.locate(*found.span()),
                        f"`{found[0]}` is named without a link",
                        "Link to its guide: only a link makes it a prerequisite.",
                    )


RULE = Rule(
    code="MP506",
    name="unlinked-prerequisite",
    severity=Severity.WARNING,
    summary="Prerequisites names a milestone by its number and does not link to its guide.",
    why="Only links make dependencies: the milestone is offered before the other is done.",
    bad="## Prerequisites\n\n- Milestone 1 is done\n",
    good="## Prerequisites\n\n- [Milestone 1: Set up](01-set-up.md)\n",
    check=check,
)
