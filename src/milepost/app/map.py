"""Map: a roadmap as a drawing can have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.app.status import StatusRequest, status
from milepost.report.map import Place
from milepost.roadmap.graph import Node, build_graph, cycles

if TYPE_CHECKING:
    from pathlib import Path


class Map(msgspec.Struct, frozen=True):
    """What is drawn, and what is to be said of it."""

    places: tuple[Place, ...]
    notes: tuple[str, ...]


def map_of(folder: Path) -> Map:
    """Every milestone with its state and what it needs. Raises MilepostError."""
    result = status(StatusRequest(folder))
    found = result.milestones
    index = {one.path: number for number, one in enumerate(found)}
    places = tuple(
        Place(
            title=f"{one.number}: {one.name}" if one.number else one.name,
            state=str(one.state),
            needs=tuple(index[need] for need in one.needs),
        )
        for one in found
    )
    graph = build_graph(Node(one.path, one.number, one.needs) for one in found)
    circles = (
        f"The prerequisites lead in a circle: {' needs '.join((*cycle, cycle[0]))}. "
        "Take one of the links out: none of these can be begun."
        for cycle in cycles(graph)
    )
    return Map(places, (*circles, *result.notes))
