"""MP402: a link to a heading that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.rules.targets import names_lines, suggestion, targets
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for target in targets(guide):
        fragment = target.fragment
        if fragment is None or not target.is_markdown or fragment == "top":
            continue
        known = (
            frozenset(guide.document.anchors)
            if target.same_file
            else guide.facts.anchors.get(target.path)
        )
        fragment = fragment.removeprefix("user-content-")
        if known is None or fragment in known or names_lines(fragment):
            continue
        where = "in this guide" if target.same_file else f"in `{target.path}`"
        near = suggestion(fragment, sorted(known))
        yield Finding(
            target.link.span,
            f"there is no heading `#{fragment}` {where}",
            near.replace("`", "`#", 1).strip() or "Name a heading's anchor, as GitHub makes it.",
        )


RULE = Rule(
    code="MP402",
    name="missing-anchor",
    severity=Severity.ERROR,
    summary="A link's `#fragment` is no heading of its target.",
    why="The browser stays at the top of the page, and the reader searches for what was meant.",
    bad="## Overview\n\nSee [the end](#the-ende).\n\n### The End\n\nHere.\n",
    good="## Overview\n\nSee [the end](#the-end).\n\n### The End\n\nHere.\n",
    check=check,
)
