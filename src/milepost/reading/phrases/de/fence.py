"""Whether a sentence that announces a fence is about a terminal."""

from __future__ import annotations

from milepost.reading.phrase import phrase

TERMINAL = phrase(r"\b(?:terminal|konsole|logs?|shell|befehl|kommando)\b")
