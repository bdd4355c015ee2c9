""" "Gibt nichts aus", "es gibt keine Ausgabe"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("nichts", "keine ausgabe", "leer")
PHRASES: tuple[Phrase, ...] = (
    phrase(r"\bgibt nichts aus\b", "nichts"),
    phrase(r"\bzeigt nichts an\b", "nichts"),
    phrase(
        r"\b(?:es gibt|gibt es|erzeugt|hat) keine ausgabe\b(?! (?:auf|an|in|von|bei|für) (?!der konsole|dem terminal))",
        "keine ausgabe",
    ),
    phrase(r"\bausgabe (?:ist leer|sollte leer sein|bleibt leer|leer (?:ist|bleibt))\b", "leer"),
)
