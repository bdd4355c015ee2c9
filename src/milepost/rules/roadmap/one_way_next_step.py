"""MP505: Next Steps to a guide that does not build on this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.roadmap.graph import all_needs
from milepost.rules.base import RoadmapFinding, Rule
from milepost.rules.roadmap.prerequisite_cycle import graph_of
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.base import Summary


def check(guides: tuple[Summary, ...]) -> Iterator[RoadmapFinding]:
    by_path = {guide.path: guide for guide in guides}
    graph = graph_of(guides)
    for guide in guides:
        for reference in guide.next:
            if reference.target not in by_path:
                continue
            direct = graph.needs[reference.target]
            if guide.path in direct or guide.path in all_needs(graph, reference.target):
                continue
            if reference.target == guide.path:
                message = "Next Steps leads to the guide itself"
                remedy = "Link to the guide that comes after it."
            elif reference.target in all_needs(graph, guide.path):
                message = f"Next Steps leads back to the prerequisite `{reference.target}`"
                remedy = "Link to a guide that comes after this one."
            else:
                message = f"`{reference.target}` does not have this guide as a prerequisite"
                remedy = f"Add a link to `{guide.path}` to its Prerequisites, or take this one out."
            yield RoadmapFinding(guide.path, reference.place, message, remedy)


RULE = Rule(
    code="MP505",
    name="one-way-next-step",
    severity=Severity.WARNING,
    summary="Next Steps links to a guide whose prerequisites do not link back.",
    why="Only prerequisites make the order; the next guide would be offered, and run, without "
    "what this one builds.",
    bad="`01-a.md` has the next step `02-b.md`, and `02-b.md` has no prerequisites",
    good="`01-a.md` has the next step `02-b.md`, and `02-b.md` has the prerequisite `01-a.md`",
    check_roadmap=check,
)
