"""An `output` fence after a command: its expected output."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

IF: tuple[str, ...] = ("wenn", "falls")
IN_ONE_CASE = phrase(
    r"\b(?:wenn|falls) (?:es|das|dies|die (?:ausgabe|antwort|meldung)|das ergebnis) (?:so|wie folgt|ähnlich|etwa so) "
    r"(?:aussieht|lautet)\b"
    r"|\b(?:wenn|falls) (?:du|sie|ihr|man) (?:folgendes|dies|das|(?:die |den |eine |einen )?(?:folgende[ns]? )?(?:fehler|meldung|warnung)) "
    r"(?:siehst|sehen|seht|sieht|erhältst|erhalten|bekommst|bekommen)\b"
)
