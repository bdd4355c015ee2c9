"""MP504: milestones that need each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.roadmap.graph import Node, build_graph, cycles
from milepost.rules.base import RoadmapFinding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.roadmap.graph import Graph
    from milepost.rules.base import Summary


def check(guides: tuple[Summary, ...]) -> Iterator[RoadmapFinding]:
    by_path = {guide.path: guide for guide in guides}
    for guide in guides:
        for reference in guide.prerequisites:
            if reference.target == guide.path:
                yield RoadmapFinding(
                    guide.path,
                    reference.place,
                    "the guide is its own prerequisite",
                    "Take the link out, or let it lead to the guide that is meant.",
                )
    for cycle in cycles(graph_of(guides)):
        guide = by_path[cycle[0]]
        following = cycle[1]
        place = next(r.place for r in guide.prerequisites if r.target == following)
        way = " → ".join(f"`{path}`" for path in (*cycle, cycle[0]))
        yield RoadmapFinding(
            guide.path,
            place,
            f"the prerequisites lead in a circle: {way}",
            "Take one of the links out: none of these can be begun.",
        )


def graph_of(guides: tuple[Summary, ...]) -> Graph:
    """The roadmap's graph."""
    return build_graph(
        Node(guide.path, guide.number, tuple(r.target for r in guide.prerequisites))
        for guide in guides
    )


RULE = Rule(
    code="MP504",
    name="prerequisite-cycle",
    severity=Severity.ERROR,
    summary="Milestones need each other in a circle.",
    why="None of them can ever be begun.",
    bad="`01-a.md` has the prerequisite `02-b.md`, and `02-b.md` has `01-a.md`",
    good="`02-b.md` has the prerequisite `01-a.md`, and `01-a.md` has none",
    check_roadmap=check,
)
