"""A fence of queries, carried out only where it is said by which client and database."""

from __future__ import annotations

from milepost.reading.phrase import phrase

TOLD = phrase(
    r"^(?:(?:jetzt|nun|dann|danach|zuerst|zuletzt|schließlich|noch einmal|auch|und|bitte),? )*"
    r"(?:führe|führen|tippe|gib|geben|erstelle|lege|füge|wähle|frage|zähle|ändere|lösche|prüfe|überprüfe|suche|finde|hole|setze|entferne|speichere|liste|zeige)\b"
)
"""A sentence that tells what the queries under it are to do."""
