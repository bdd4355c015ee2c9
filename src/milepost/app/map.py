"""Map: a roadmap as a drawing can have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.app.status import StatusRequest, status
from milepost.report.map import Place

if TYPE_CHECKING:
    from pathlib import Path


def places(folder: Path) -> tuple[Place, ...]:
    """Every milestone with its state and what it needs. Raises MilepostError."""
    found = status(StatusRequest(folder)).milestones
    index = {one.path: number for number, one in enumerate(found)}
    return tuple(
        Place(
            title=f"{one.number}: {one.name}" if one.number else one.name,
            state=str(one.state),
            needs=tuple(index[need] for need in one.needs),
        )
        for one in found
    )
