"""MP502: two guides with one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.wording import fold
from milepost.rules.base import RoadmapFinding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.base import Summary


def check(guides: tuple[Summary, ...]) -> Iterator[RoadmapFinding]:
    first: dict[str, Summary] = {}
    for guide in guides:
        name = fold(guide.name)
        if not name or guide.number is None:
            continue
        earlier = first.setdefault(name, guide)
        if earlier is not guide:
            yield RoadmapFinding(
                guide.path,
                guide.title,
                f"`{earlier.path}` has the name `{earlier.name}` already",
                "Give one of them another name.",
            )


RULE = Rule(
    code="MP502",
    name="name-clash",
    severity=Severity.WARNING,
    summary="Two guides of a roadmap have the same name.",
    why="In a list of milestones the reader cannot tell them apart.",
    bad="`02-routes.md` is titled `# 2: Routes`, and `03-more.md` is `# 3: Routes`",
    good="`02-routes.md` is titled `# 2: Routes`, and `03-more.md` is `# 3: Nested Routes`",
    check_roadmap=check,
)
