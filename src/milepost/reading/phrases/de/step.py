"""What a sentence of a step is about."""

from __future__ import annotations

from milepost.reading.phrase import phrase

FOLDER = phrase(r"ordner|verzeichnis")
TABLE = phrase(r"tabelle|zeile|datens[aä]tz")
INSTALLED = phrase(r"install")
TERMINAL = phrase(r"\b(?:terminal|konsole|logs?|shell|befehl|kommando)\b")
