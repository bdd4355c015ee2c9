"""A roadmap drawn: layers from top to bottom, as an SVG or in the cells of a terminal.

Where everything goes is igraph's layered layout (Sugiyama, Tagawa and Toda 1981); here it is
only drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import igraph

from milepost.report.cells import crop, harmless, width
from milepost.report.states import SIGNS, state_sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.report.style import Style

LONGEST = 30
"""Cells of a label."""
_GAP = 4
_BOX_WIDTH, _BOX_HEIGHT, _LAYER = 220, 52, 110

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_LINES = {
    _UP: "│", _DOWN: "│", _UP | _DOWN: "│", _LEFT: "─", _RIGHT: "─", _LEFT | _RIGHT: "─",
    _UP | _RIGHT: "└", _UP | _LEFT: "┘", _DOWN | _RIGHT: "┌", _DOWN | _LEFT: "┐",
    _UP | _DOWN | _RIGHT: "├", _UP | _DOWN | _LEFT: "┤", _UP | _LEFT | _RIGHT: "┴",
    _DOWN | _LEFT | _RIGHT: "┬", _UP | _DOWN | _LEFT | _RIGHT: "┼",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A milestone on the map."""

    title: str
    state: str
    needs: tuple[int, ...]
    """Indices of the milestones that it needs."""


def draw(places: Sequence[Place], style: Style) -> Iterator[str]:
    """The map in lines for a terminal."""
    labels = [f"{crop(harmless(place.title), LONGEST)} ({place.state})" for place in places]
    widths = [width(label) + 2 for label in labels]
    points = _layout(places, max(widths, default=0) + _GAP)
    middles = [round(x) for x, _ in points]
    shift = min((m - w // 2 for m, w in zip(middles, widths, strict=True)), default=0)
    middles = [middle - shift for middle in middles]
    rows = _rows(points)
    lines = _Lines()
    for index, place in enumerate(places):
        for need in place.needs:
            lines.connect(middles[need], rows[need], middles[index], rows[index])
    for row in range(max(rows, default=-1) + 1):
        here = sorted((middles[i] - widths[i] // 2, i) for i, at in enumerate(rows) if at == row)
        yield _row(row, here, lines, labels, places, style).rstrip()


def svg(places: Sequence[Place]) -> str:
    """The map as an SVG document."""
    points = _layout(places, _BOX_WIDTH + 40)
    left = min((x for x, _ in points), default=0.0)
    at = [(x - left + _BOX_WIDTH / 2 + 20, y * _LAYER + 20) for x, y in points]
    right = max((x for x, _ in at), default=0.0) + _BOX_WIDTH / 2 + 20
    bottom = max((y for _, y in at), default=0.0) + _BOX_HEIGHT + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right:.0f} {bottom:.0f}" '
        f'width="{right:.0f}" height="{bottom:.0f}" role="img" font-family="sans-serif">',
        "<title>The roadmap and its states</title>",
    ]
    for index, place in enumerate(places):
        parts += [_edge(at[need], at[index]) for need in place.needs]
    parts += [_box(place, point) for place, point in zip(places, at, strict=True)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layout(places: Sequence[Place], gap: int) -> list[tuple[float, float]]:
    """Middle of each place: x in the caller's units, y in layers."""
    if not places:
        return []
    edges = [(need, index) for index, place in enumerate(places) for need in place.needs]
    graph = igraph.Graph(n=len(places), edges=edges, directed=True)
    layout = graph.layout_sugiyama(hgap=gap, vgap=1)
    return [(float(x), float(y)) for x, y in layout.coords[: len(places)]]


def _rows(points: Sequence[tuple[float, float]]) -> list[int]:
    """Rows of a terminal: between two layers there is room for three rows of lines."""
    return [round(y) * 4 for _, y in points]


class _Lines:
    """Lines on a grid; where two meet they join."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], int] = {}

    def connect(self, from_x: int, from_row: int, to_x: int, to_row: int) -> None:
        """From under one label down, across right above the other's row, and into it."""
        turn = to_row - 2
        for row in range(from_row + 1, to_row):
            x = from_x if row <= turn else to_x
            self._add(row, x, _UP | _DOWN if row != turn or from_x == to_x else 0)
        if from_x != to_x:
            step = 1 if to_x > from_x else -1
            ahead, back = (_RIGHT, _LEFT) if step > 0 else (_LEFT, _RIGHT)
            self._add(turn, from_x, _UP | ahead)
            for x in range(from_x + step, to_x, step):
                self._add(turn, x, ahead | back)
            self._add(turn, to_x, back | _DOWN)

    def row(self, row: int) -> dict[int, str]:
        """The characters of a row by their column."""
        return {x: _LINES[way] for (at, x), way in self._cells.items() if at == row and way}

    def _add(self, row: int, x: int, way: int) -> None:
        self._cells[row, x] = self._cells.get((row, x), 0) | way


def _row(
    row: int,
    here: Sequence[tuple[int, int]],
    lines: _Lines,
    labels: Sequence[str],
    places: Sequence[Place],
    style: Style,
) -> str:
    text, column = "", 0
    drawn = lines.row(row)
    if not style.unicode:
        drawn = {x: "|" if c == "│" else "-" if c == "─" else "+" for x, c in drawn.items()}
    starts = dict(here)
    cells = [*drawn, *starts]
    for x in sorted(set(cells)):
        if x < column:
            continue
        text += " " * (x - column)
        if x in starts:
            index = starts[x]
            text += f"{state_sign(places[index].state, style)} {labels[index]}"
            column = x + width(labels[index]) + 2
        else:
            text += drawn[x]
            column = x + 1
    return text


def _edge(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = (start[0], start[1] + _BOX_HEIGHT), end
    middle = (y1 + y2) / 2
    path = f"M{x1:.0f},{y1:.0f} C{x1:.0f},{middle:.0f} {x2:.0f},{middle:.0f} {x2:.0f},{y2:.0f}"
    return f'<path d="{path}" fill="none" stroke="#59636e" stroke-width="1.5"/>'


def _box(place: Place, point: tuple[float, float]) -> str:
    x, y = point[0] - _BOX_WIDTH / 2, point[1]
    _, _, colour = SIGNS[place.state]
    title = escape(crop(harmless(place.title), LONGEST))
    return (
        f'<g><rect x="{x:.0f}" y="{y:.0f}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" '
        f'fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{point[0]:.0f}" y="{y + 22:.0f}" text-anchor="middle" font-size="14" '
        f'fill="#1f2328">{title}</text>'
        f'<text x="{point[0]:.0f}" y="{y + 41:.0f}" text-anchor="middle" font-size="12" '
        f'fill="{colour}">{escape(place.state)}</text></g>'
    )
