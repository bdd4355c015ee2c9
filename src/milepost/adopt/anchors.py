"""Links within the guide follow the headings that were renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.inline import Link
from milepost.document.walk import walk_inlines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.adopt.draft import Draft, Line


def with_anchors(draft: Draft, source: Draft) -> Draft:
    """The guide with its links to its own headings led to where these are now."""
    moved = _moved(draft, source)
    edits: dict[tuple[int, int], Sequence[Line]] = {}
    for leaf in draft.document.leaves() if moved else ():
        for node in walk_inlines(leaf):
            if isinstance(node, Link) and node.destination[:1] == "#":
                new = moved.get(node.destination[1:])
                place, end = draft.extent(node.span)
                if new is None or end != place + 1:
                    continue
                line = edits.get((place, end), draft.lines[place:end])[0]
                text = line.text.replace(f"({node.destination}", f"(#{new}")
                edits[place, end] = [line.worded(text)]
    return draft.edited(edits)


def linked_headings(draft: Draft) -> Mapping[int, str]:
    """Anchors of the headings that the guide itself links to, by the heading's identity."""
    fragments = {
        node.destination[1:]
        for leaf in draft.document.leaves()
        for node in walk_inlines(leaf)
        if isinstance(node, Link) and node.destination[:1] == "#"
    }
    return {id(h): anchor for anchor, h in draft.document.heading_anchors if anchor in fragments}


def _moved(draft: Draft, source: Draft) -> Mapping[str, str]:
    """Anchors of the source that are gone, and those that its headings have now."""
    present = draft.document.anchors
    now: dict[int, str] = {}
    for anchor, heading in draft.document.heading_anchors:
        for origin in draft.lines[draft.line_of(heading.span.start)].origins:
            now.setdefault(origin, anchor)
    found: dict[str, str] = {}
    for anchor, heading in source.document.heading_anchors:
        origin = source.line_of(heading.span.start) + 1
        if anchor not in present and origin in now:
            found[anchor] = now[origin]
    return found
