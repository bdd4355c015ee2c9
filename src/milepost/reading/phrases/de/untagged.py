"""A fence without a language whose lines are plainly commands, after a sentence that says to run them."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

TOLD = phrase(
    r"\b(?:führe|führen sie|gib|geben sie|tippe|tippen sie|starte|starten sie|verwende|verwenden sie|installiere|installieren sie)\b[^.\n]{0,80}:$"
    r"|^(?:(?:jetzt|nun|dann|danach|zuerst|auch|und),? )*(?:prüfe|prüfen sie|überprüfe|überprüfen sie|liste|lösche|löschen sie|entferne|stoppe|erstelle|erstellen sie)\b"
    r"(?![^:]*\b(?:datei\w*|skript\w*|makefile|jobs?|schritte?|abschnitt\w*|code|konfig\w*|funktion\w*|zeilen?|eintr\w+|inhalte?)\b)[^.\n]{0,80}[.:]?$",
    "prüf", "liste", "lösch", "entfern", "stopp", "erstell", "führ", "gib", "geben", "tipp", "start", "verwende", "installier",
)  # fmt: skip
"""The sentence that tells to run what stands below it."""
COMMAND = phrase(r"\b(?:befehle?n?s?|kommandos?)\b", "befehl", "kommando")
HOLDS = phrase(
    r"\b(?:enthält|hat|haben|ist|sind|lautet|zeigt|gibt|liefert|aus|steht)(?: (?:dies|folgendes))?:?$"
)
"""What stands below it is in a file, or is seen."""
SHOWS = phrase(
    r"\b(?:siehst|sehen|sieht|ausgabe|gibt|zeigt|liefert|ähnlich\w*|ergebnis|antwort|antwortet|antworte|browser|editor|chat|abfrage|statt|nicht|nie|niemals|beispiel)\b"
)
"""In a sentence about what will be seen, or about another place than a terminal."""
