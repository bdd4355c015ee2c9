""" "`app.py` enthält `x`", "in `app.py` steht `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOT_AFTER, NOW, SAIDS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("enth", "steh", "find", "sieh")
_WHAT = r"(?:den |die |das |der |eine |einen |ein |text |zeile |zeilen |eintrag |einträge |wort |wörter |schlüssel |: ?)*"
_FILE = r"(?P<noun>\bdatei )?(?P<path>{code})(?P<after>(?!))?"
_SAID = rf"(?P<said>{SAIDS})"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"{_FILE} enthält {NOW}{_WHAT}{_SAID}{NOT_AFTER}", "enthält"),
    phrase(rf"{_FILE} enthält {NOW}(?P<not>kein(?:e|en)?) {_WHAT}{_SAID}(?: mehr)?", "enthält"),
    phrase(rf"{_FILE} (?:sollte|muss) {NOW}{_WHAT}{_SAID}{NOT_AFTER} enthalten\b", "enthalten"),
    phrase(rf"{_FILE} {NOW}{_WHAT}{_SAID}{NOT_AFTER} enthält\b", "enthält"),
    phrase(rf"\bin (?:der |deiner |ihrer )?{_FILE} (?:steht|stehen|findest du|findet sich|siehst du) {NOW}{_WHAT}{_SAID}{NOT_AFTER}",
           "steh", "find", "sieh"),
    phrase(rf"{_SAID} (?:steht|stehen) {NOW}(?P<not>nicht (?:mehr )?)?in (?:der |deiner |ihrer )?{_FILE}", "steh"),
)  # fmt: skip
EXACTLY = phrase(r"\benthält genau (?:den |die |das |text |zeile |wort )*[\ue000\ue001]$", "genau")
"""All that a file holds is one text."""
OTHER = phrase(
    r"^(?:-| )(?:datei|ordner|verzeichnis|funktion|klasse|methode|feld|paket|modul|tabelle|abhängigkeit)"
)
