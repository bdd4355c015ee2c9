"""A badge of the coverage, as an SVG file that a README can show."""

from __future__ import annotations

_HEIGHT = 20
_GLYPH = 6.6
"""Pixels that a character takes on average at 11 pixels (measured for Verdana and DejaVu Sans)."""
_MARGIN = 6
_COLOURS = ((90, "#2e7d32"), (70, "#8a6d00"), (0, "#b3261e"))
"""Least per cent to the colour behind the number; white text on each has a contrast over 4.5."""
_UNKNOWN = "#595959"
LABEL = "outcomes checked"


def badge(checked: int, outcomes: int, label: str = LABEL) -> str:
    """The SVG text of a badge that says how many of the outcomes hold a check, in per cent."""
    if outcomes:
        share = 100 * checked // outcomes
        value = f"{share} %"
        colour = next(colour for least, colour in _COLOURS if share >= least)
    else:
        value, colour = "none", _UNKNOWN
    left, right = _width(label), _width(value)
    whole = left + right
    size = f'width="{whole}" height="{_HEIGHT}"'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" \
aria-label="{label}: {value}">
  <title>{label}: {value}</title>
  <clipPath id="r"><rect {size} rx="3"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="{left}" height="{_HEIGHT}" fill="#3c3c3c"/>
    <rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{colour}"/>
  </g>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
    <text x="{left / 2:g}" y="14">{label}</text>
    <text x="{left + right / 2:g}" y="14">{value}</text>
  </g>
</svg>
"""


def _width(text: str) -> int:
    return round(len(text) * _GLYPH) + 2 * _MARGIN
