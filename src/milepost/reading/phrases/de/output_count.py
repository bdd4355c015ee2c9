""" "Gibt 18 Zeilen aus", "die Ausgabe hat drei Zeilen"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import NOW, YOU_SEE, YOU_SHOULD

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("zeile",)
_LINES = rf"{NOW}(?:genau )?(?P<count>{COUNT}) zeilen?\b"
_ONLY = r"(?! (?:mit|pro|je|aus|von|in|im|an|auf|der|des|die|wie|text|[\ue000\ue001]))"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"(?<!\bder )\b(?:ausgabe|liste|auflistung) (?:hat|zeigt|enthält|umfasst) {_LINES}{_ONLY}", "zeile"),
    phrase(rf"(?<!\bder )\bausgabe (?:sollte|muss) {_LINES} (?:haben|zeigen|enthalten|umfassen)\b", "zeile"),
    phrase(rf"(?<!\bder )\bausgabe {_LINES} (?:hat|zeigt|enthält|umfasst)\b", "zeile"),
    phrase(rf"\b(?:befehl|programm|skript|er|es|das) gibt {_LINES} aus\b", "zeile"),
    phrase(rf"\b{YOU_SHOULD} {_LINES}(?: ausgabe)? sehen\b", "zeile"),
    phrase(rf"\b{YOU_SEE} {_LINES}(?: ausgabe)?(?=[.!]?$)", "zeile"),
)  # fmt: skip
