"""What a sentence of a step is about."""

from __future__ import annotations

from milepost.reading.phrase import phrase

FOLDER = phrase(r"folder|director")
TABLE = phrase(r"table|row|record")
INSTALLED = phrase(r"install")
TERMINAL = phrase(r"\b(?:terminal|console|logs?|shell|command)\b")
