"""MP507: a number that no guide has."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from milepost.roadmap.graph import number_key
from milepost.rules.base import RoadmapFinding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.base import Summary


def check(guides: tuple[Summary, ...]) -> Iterator[RoadmapFinding]:
    numbered = sorted(
        (guide for guide in guides if guide.number is not None),
        key=lambda guide: number_key(guide.number),
    )
    for before, after in itertools.pairwise(numbered):
        last, following = number_key(before.number)[0], number_key(after.number)[0]
        if following > last + 1:
            absent = (
                f"number {last + 1}"
                if following == last + 2
                else f"numbers {last + 1} to {following - 1}"
            )
            yield RoadmapFinding(
                after.path,
                after.title,
                f"no guide has {absent}; the one before is `{before.path}`",
                "Renumber the guides, or add what is missing.",
            )


RULE = Rule(
    code="MP507",
    name="number-gap",
    severity=Severity.WARNING,
    summary="The numbers of a roadmap's guides leave one out.",
    why="The reader looks for a milestone that does not exist, or one was lost.",
    bad="`01-a.md` is titled `# 1: A`, and the next guide `# 3: C`",
    good="`01-a.md` is titled `# 1: A`, and the next guide `# 2: C`",
    check_roadmap=check,
)
