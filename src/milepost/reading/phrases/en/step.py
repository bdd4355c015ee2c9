"""What a sentence of a step is about."""

from __future__ import annotations

from milepost.reading.phrase import phrase

TERMINAL = phrase(r"\b(?:terminal|console|logs?|shell|command)\b")
