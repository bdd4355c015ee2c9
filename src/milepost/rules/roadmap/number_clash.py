"""MP501: two guides with one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.roadmap.graph import number_key
from milepost.rules.base import RoadmapFinding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.base import Summary


def check(guides: tuple[Summary, ...]) -> Iterator[RoadmapFinding]:
    first: dict[tuple[int, ...], Summary] = {}
    for guide in guides:
        if guide.number is None:
            continue
        earlier = first.setdefault(number_key(guide.number), guide)
        if earlier is not guide:
            yield RoadmapFinding(
                guide.path,
                guide.title,
                f"`{earlier.path}` has the number {earlier.number} already",
                "Give one of them another number.",
            )


RULE = Rule(
    code="MP501",
    name="number-clash",
    severity=Severity.ERROR,
    summary="Two guides of a roadmap have the same number.",
    why="The number is what people and commands call a milestone by, and it gives the order.",
    bad="`02-routes.md` is titled `# 2: Routes`, and `03-store.md` too: `# 2: Store`",
    good="`02-routes.md` is titled `# 2: Routes`, and `03-store.md` is `# 3: Store`",
    check_roadmap=check,
)
