"""Everything else: for reading, and always with the reason."""

from __future__ import annotations

from milepost.reading.phrase import phrase

WRITES = phrase(
    r"\b(?:create|make|add|write|edit|update|change|modify|save|open|put|paste|replace|insert|"
    r"configure|define)\b"
)
