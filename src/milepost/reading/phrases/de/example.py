"""Code that the guide shows together with its expected output: an example, which is run."""

from __future__ import annotations

from milepost.text import lazy_re as re

LABEL = re.compile(
    r"^erwartete[s]? (?:ausgabe|ergebnis)(?: (?:des beispiels|dieses beispiels|des codes))?$"
)
LABELS: tuple[str, ...] = ("erwartete ausgabe", "erwartetes ergebnis")
