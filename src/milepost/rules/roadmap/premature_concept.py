"""MP510: a concept used before the milestone that introduces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.roadmap.concepts import known_as
from milepost.roadmap.graph import all_needs, order
from milepost.rules.base import RoadmapFinding, Rule
from milepost.rules.roadmap.prerequisite_cycle import graph_of
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.base import Summary


def check(guides: tuple[Summary, ...]) -> Iterator[RoadmapFinding]:
    if not any(guide.concepts for guide in guides):
        return
    graph = graph_of(guides)
    by_path = {guide.path: guide for guide in guides}
    places = {node.path: index for index, node in enumerate(order(graph))}
    first: dict[str, Summary] = {}
    for path in places:
        for concept in by_path[path].concepts:
            if concept.target.partition("#")[0] not in by_path:
                first.setdefault(concept.target, by_path[path])
    for guide in guides:
        for mention in guide.mentions:
            name = known_as(mention.target, first)
            if name is None or places[first[name].path] <= places[guide.path]:
                continue
            introducer = first[name]
            # Guides without numbers have an order only where one needs the other.
            numbered = guide.number is not None and introducer.number is not None
            if numbered or guide.path in all_needs(graph, introducer.path):
                yield RoadmapFinding(
                    guide.path,
                    mention.place,
                    f"the concept `{name}` is introduced only later, by `{introducer.path}`",
                    "Link to it from this guide's Key Concepts, or from that of an earlier one.",
                )


RULE = Rule(
    code="MP510",
    name="premature-concept",
    severity=Severity.WARNING,
    summary="A guide links to a concept that only a later milestone introduces.",
    why="The reader is sent to an explanation that builds on what comes later.",
    bad="A step of `01-a.md` links to `../concepts/routing.md`, which is among the Key Concepts of "
    "`02-b.md`",
    good="Key Concepts of `01-a.md` links to `../concepts/routing.md` too",
    check_roadmap=check,
)
