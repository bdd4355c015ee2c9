"""What tells that a block is written into a file that a sentence names."""

from __future__ import annotations

from milepost.reading.phrase import phrase

WRITES = phrase(
    r"\b(?:erstelle\w*|lege|legen|ergänze\w*|schreibe\w*|bearbeite\w*|aktualisiere\w*|ändere|ändern|speichere\w*|öffne\w*|füge|fügen|ersetze\w*|definiere\w*)\b"
)
