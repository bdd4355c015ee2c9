"""Comments of a transcript on the output that follows: "# the order may differ"."""

from __future__ import annotations

from milepost.text import lazy_re as re

VARIES = re.compile(
    r"\b(?:Ausgabe|Reihenfolge|Ergebnis(?:se)?|Werte?|Zahlen?) "
    r"(?:kann|können|könnte|könnten|wird|werden) (?:auch |bei dir |bei Ihnen )?"
    r"(?:anders (?:sein|aussehen)|abweichen|variieren)\b",
    re.IGNORECASE,
)
