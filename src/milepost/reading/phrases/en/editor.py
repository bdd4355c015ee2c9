"""An editor command before the block: `nano app.py`, then what is typed."""

from __future__ import annotations

from milepost.reading.phrase import phrase

OUTPUT = phrase(r"\b(?:output|prints?|displays?|you (?:should|will)|shows)\b")
TYPED = phrase(
    r"\b(?:copy|paste|type|enter|write|put|add|insert)\b(?! (?:it|them)\b)[^.;]{0,20}?\b"
    r"(?:following|these|this|below)(?: (?:text|lines?|code|contents?|script|commands?))?\b",
    "copy", "paste", "type", "enter", "write", "put", "add", "insert",
)  # fmt: skip
