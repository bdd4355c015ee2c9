"""What a fence needs to be taken as the output of the block that was carried out last."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

TELLS_OUTPUT = phrase(
    r"\b(?:ausgaben?|antwort(?:en|et)?|ergebnis(?:se)?|liefert|gibt|zurück|logs?|json|yaml|xml|objekt)\b"
)
POINTS = phrase(r"\b(?:folg\w+|wie folgt|unten|so aus(?:sehen)?)\b")
TELLS_COMMAND = phrase(
    r"^(?:(?:jetzt|nun|dann|so),? )?(?:der |die |das |dieser |dieses )?(?:dies|das|es|er|befehl|ausgabe|ergebnis|antwort|skript|programm|{code}) "
    r"(?:(?:sollte|wird|muss|nun|jetzt|auch) )*(?:(?:gibt|zeigt|liefert|druckt|meldet|enthält|bestätigt)\b|[^.]*\b(?:ausgeben|anzeigen|zeigen|liefern|melden|enthalten|bestätigen)\b)"
)
TROUBLE = phrase(
    r"\b(?:fehler\w*|ausnahme|problem\w*|symptom\w*|absturz)\b",
    "fehler", "ausnahme", "problem", "symptom", "absturz",
)  # fmt: skip
NO_TROUBLE = phrase(r"\b(?:keine?|ohne|fehlerfrei) ?(?:fehler|ausnahmen?|probleme?)?\b")
MEANT = phrase(r"\b(?:sollte\w*|wird|werden|muss|erwartet\w*|absichtlich|wie erwartet)\b")
IF = phrase(r"^\W*(?:(?:aber|und|dann|jetzt|oder),? )?(?:falls|sofern|wenn (?!alles|du|sie|ihr))\b")
LACKS = phrase(
    r"\bohne (?:(?:den|die|das|ein\w*) )?(?:[\w-]+ ){0,2}(?:header|felder|feld|schlüssel|eintrag|einträge|kopfzeilen?)\b"
    r"|\b(?:header|feld|schlüssel|zeile|eintrag|spalte)n? (?:fehlt|fehlen|(?:ist|sind) nicht (?:da|enthalten|vorhanden|mehr)|ist weg)\b",
    "ohne", "fehl", "nicht", "weg",
)  # fmt: skip
CHOOSES = phrase(
    r"\b(?:wähle|wählen sie|antworte|antworten sie|drücke|drücken sie) (?:mit |die |den |das )?(?:option|auswahl|nummer|ja|nein|j|n|\d)(?: |[.,:]|$)",
    "wähl", "antwort", "drück",
)  # fmt: skip
ALSO = phrase(r"\b(?:auch|außerdem|zudem)\b", "auch", "außerdem", "zudem")
MEANS_ABOVE = phrase(
    r"^(?:dies|das|diese|es|sie) (?:sieht|sehen|sollte|sollten|wird|werden)\b[^.]*\baus(?:sehen)?\b"
)
ACTS = re.compile(
    r"^\W*(?:\d+[.)]\W*)?(?:(?:jetzt|nun|dann|danach|zuerst|und),? )*(?:klicke|klicken|gehe|navigiere|besuche|wechsle|öffne|öffnen|melde dich|lade)\b"
    r"|\b(?:anderen|zweiten|neuen|weiteren) (?:terminal|shell|konsole|tab|fenster)\b",
    re.IGNORECASE | re.MULTILINE,
)
