"""MP509: a concept guide to which no milestone links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Place, RoadmapFinding, Rule
from milepost.text.diagnostic import Severity
from milepost.text.span import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.base import Summary

_START = Place(Span(0, 0), Position(1, 1), Position(1, 1), "")


def check(guides: tuple[Summary, ...]) -> Iterator[RoadmapFinding]:
    shelf = {path for guide in guides for path in guide.concept_guides}
    if not shelf:
        return
    linked = {path for guide in guides for path in guide.linked}
    for path in sorted(shelf - linked - {guide.path for guide in guides}):
        yield RoadmapFinding(
            path,
            _START,
            "no milestone links to this concept guide",
            "Link to it from the Key Concepts of the milestone that introduces it, or remove it.",
        )


RULE = Rule(
    code="MP509",
    name="unused-concept-guide",
    severity=Severity.WARNING,
    summary="A file in the folder of concept guides is linked from no milestone.",
    why="No reader finds it, and nobody notices when it grows stale.",
    bad="`concepts/routing.md` is there, and no guide in `milestones/` links to it",
    good="Key Concepts of `milestones/02-routes.md` links to `../concepts/routing.md`",
    check_roadmap=check,
)
