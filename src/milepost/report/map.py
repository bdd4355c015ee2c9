"""A roadmap drawn: layers from top to bottom, as an SVG or in the cells of a terminal.

Where everything goes is igraph's layered layout (Sugiyama, Tagawa and Toda 1981); here it is
only drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import igraph

from milepost.report.cells import crop, harmless, width, wrapped
from milepost.report.states import SIGNS, state_sign
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.report.style import Style

LONGEST = 30
"""Cells of a label."""
_IN_BOX = 26
"""Cells of a label that surely fit into a box of the drawing."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
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


Route = tuple[tuple[float, float], ...]
"""Points between two milestones, at which a line passes by others."""


def draw(places: Sequence[Place], style: Style) -> Iterator[str]:
    """The map in lines for a terminal; a list where it is wider than that, or leads in a circle."""
    points, _ = _layout(places, _GAP)
    if any(_leads_back(points, need, at) for at, one in enumerate(places) for need in one.needs):
        yield from _listed(places, style)
        return
    lines = list(_drawn(places, style))
    cells = max((width(_COLOUR.sub("", line)) for line in lines), default=0)
    yield from lines if cells <= style.width else _listed(places, style)


def _listed(places: Sequence[Place], style: Style) -> Iterator[str]:
    for place in places:
        needs = ", ".join(crop(harmless(places[need].title), LONGEST) for need in place.needs)
        state = f"({place.state})"
        title = crop(harmless(place.title), style.width - len(state) - 3, style.ellipsis)
        yield f"{state_sign(place.state, style)} {title} {state}"
        if needs:
            yield from map(style.dim, wrapped(f"needs {needs}", style.width, "    ", "    "))


def _drawn(places: Sequence[Place], style: Style) -> Iterator[str]:
    labels = [f"{crop(harmless(place.title), LONGEST)} ({place.state})" for place in places]
    widths = [width(label) + 2 for label in labels]
    points, routes = _layout(places, max(widths, default=0) + _GAP)
    middles = [round(x) for x, _ in points]
    passed = [round(x) for route in routes.values() for x, _ in route]
    starts = [m - w // 2 for m, w in zip(middles, widths, strict=True)]
    shift = min([*starts, *passed], default=0)
    middles = [middle - shift for middle in middles]
    rows = _rows(points)
    lines = _Lines()
    for index, place in enumerate(places):
        for need in place.needs:
            x, row = middles[need], rows[need]
            for point in routes[need, index]:
                next_x, next_row = round(point[0]) - shift, round(point[1]) * 4
                lines.connect(x, row, next_x, next_row)
                lines.go_on(next_x, next_row)
                x, row = next_x, next_row
            lines.connect(x, row, middles[index], rows[index])
    for row in range(max(rows, default=-1) + 1):
        here = sorted((middles[i] - widths[i] // 2, i) for i, at in enumerate(rows) if at == row)
        yield _row(row, here, lines, labels, places, style).rstrip()


def svg(places: Sequence[Place]) -> str:
    """The map as an SVG document."""
    points, routes = _layout(places, _BOX_WIDTH + 40)
    everywhere = [*points, *(point for route in routes.values() for point in route)]
    left = min((x for x, _ in everywhere), default=0.0)

    def shown(point: tuple[float, float]) -> tuple[float, float]:
        return point[0] - left + _BOX_WIDTH / 2 + 20, point[1] * _LAYER + 20

    at = [shown(point) for point in points]
    right = max((shown(point)[0] for point in everywhere), default=0.0) + _BOX_WIDTH / 2 + 20
    bottom = max((y for _, y in at), default=0.0) + _BOX_HEIGHT + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right:.0f} {bottom:.0f}" '
        f'width="{right:.0f}" height="{bottom:.0f}" role="img" font-family="sans-serif">',
        "<title>The roadmap and its states</title>",
    ]
    for index, place in enumerate(places):
        parts += [
            _back(at[need], at[index])
            if _leads_back(points, need, index)
            else _edge([at[need], *map(shown, routes[need, index]), at[index]])
            for need in place.needs
        ]
    parts += [_box(place, point) for place, point in zip(places, at, strict=True)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layout(
    places: Sequence[Place], gap: int
) -> tuple[list[tuple[float, float]], dict[tuple[int, int], Route]]:
    """Middle of each place, and the way of each line: x in the caller's units, y in layers."""
    if not places:
        return [], {}
    edges = [(need, index) for index, place in enumerate(places) for need in place.needs]
    graph = igraph.Graph(n=len(places), edges=edges, directed=True)
    layout = graph.layout_sugiyama(hgap=gap, vgap=1)
    points = [(float(x), float(y)) for x, y in layout.coords]
    ways = [tuple((float(x), float(y)) for x, y in way) for way in layout.edge_routing]
    return points, dict(zip(edges, ways, strict=True))


def _leads_back(points: Sequence[tuple[float, float]], need: int, index: int) -> bool:
    """Whether what is needed does not lie above what needs it: they need each other."""
    return points[need][1] >= points[index][1]


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

    def go_on(self, x: int, row: int) -> None:
        """Straight down through a row, past the labels in it."""
        self._add(row, x, _UP | _DOWN)

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


def _edge(points: Sequence[tuple[float, float]]) -> str:
    """A line from under the first box into the last one, past those between."""
    x, y = points[0][0], points[0][1] + _BOX_HEIGHT
    path = f"M{x:.0f},{y:.0f}"
    for next_x, next_y in points[1:]:
        middle = (y + next_y) / 2
        path += f" C{x:.0f},{middle:.0f} {next_x:.0f},{middle:.0f} {next_x:.0f},{next_y:.0f}"
        x, y = next_x, next_y + _BOX_HEIGHT
        path += f" V{y:.0f}" if (next_x, next_y) != points[-1] else ""
    return f'<path d="{path}" fill="none" stroke="#59636e" stroke-width="1.5"/>'


def _back(need: tuple[float, float], other: tuple[float, float]) -> str:
    """A broken line beside the boxes, from one that is needed up to the one that needs it."""
    (x, y), (to_x, to_y) = need, other
    x, to_x = x + _BOX_WIDTH / 2, to_x + _BOX_WIDTH / 2
    y, to_y = y + _BOX_HEIGHT / 2, to_y + _BOX_HEIGHT / 2
    path = (
        f"M{x:.0f},{y:.0f} C{x + 18:.0f},{y:.0f} {to_x + 18:.0f},{to_y:.0f} {to_x:.0f},{to_y:.0f}"
    )
    return (
        f'<path d="{path}" fill="none" stroke="#cf222e" stroke-width="1.5" stroke-dasharray="5 4"/>'
    )


def _box(place: Place, point: tuple[float, float]) -> str:
    x, y = point[0] - _BOX_WIDTH / 2, point[1]
    _, _, colour = SIGNS[place.state]
    full = harmless(place.title)
    title = escape(crop(full, _IN_BOX))
    return (
        f"<g><title>{escape(full)}</title>"
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" '
        f'fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{point[0]:.0f}" y="{y + 22:.0f}" text-anchor="middle" font-size="14" '
        f'fill="#1f2328">{title}</text>'
        f'<text x="{point[0]:.0f}" y="{y + 41:.0f}" text-anchor="middle" font-size="12" '
        f'fill="{colour}">{escape(place.state)}</text></g>'
    )
