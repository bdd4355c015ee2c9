"""The nearest phrase that would be read, for a sentence that reads as nothing."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT

GONE = phrase(
    r"\b(?:gelöscht|entfernt|verschwunden|weg)\b|\bnicht(?: mehr)? (?:existier|vorhanden)|\bexistier\w* nicht\b|\bkeine? (?:datei|ordner|verzeichnis)\b"
)
THERE = phrase(
    r"\b(?:existier\w*|angelegt|erstellt|erzeugt|vorhanden|(?:liegt|steht|gespeichert|abgelegt) (?:in|im|unter|als))\b|\b(?:in|unter|als) {code} (?:gespeichert|abgelegt)\b"
)
FILE = phrase(r"\b(?:datei|ordner|verzeichnis)\b")
MORE = phrase(
    r"\b(?:höchstens|mindestens|innerhalb|vor|nach|neuer|älter|größer|kleiner|als(?! \ue000))\b"
)
LINES = phrase(rf"\b(?:hat|enthält) (?:genau )?(?P<count>{COUNT}) zeilen\b", "zeilen")
EMPTY = phrase(r"\bleer\b", "leer")
FOLDER = phrase(r"\b(?:ordner|verzeichnis)\b")
OUTPUT = phrase(
    r"\b(?:ausgabe|siehst|sehen|gibt|ausgegeben|ausgibt|zeigt|angezeigt|meldet|meldung|log|listet|erscheint|terminal|konsole|zeilen?|"
    r"enthält|enthalten)\b"
)
NOTHING_BUT = phrase(
    r"\b(?:nichts|nicht|kein\w*)\b[^.]*?\b(?:als|außer|andere[smnr]?|sonst|weiter(?:e[smnr]?)?|sondern|nur)\b"
)
UNSURE = phrase(
    r"\b(?:aber|sondern|außer|statt(?:dessen)?|anstatt|anstelle|jedoch|obwohl|allerdings|"
    r"kaum|selten|fast|beinahe|null|0|frei von|wenige?|fehler|falsch|unwahr|unmöglich|unerwartet|"
    r"verborgen|unterdrückt|ausgelassen|niemand|früher|alles andere)\b"
    r"|\b(?:nirgends|nirgendwo)\b(?![^.]*\bnicht\b)"
)
PRINTS = "`{}` gibt `{}` aus"
SUCCEEDS = "`{}` endet mit Status 0"
CONTAINS = "Die Ausgabe enthält `{}`"
CONTAINS_NOT = "Die Ausgabe enthält `{}` nicht"
A_PATH = "`{}`"
A_FILE = "Die Datei `{}`"
EXISTS = "{} existiert"
IS_GONE = "{} existiert nicht"
