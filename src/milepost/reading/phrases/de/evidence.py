"""What a fence needs to be taken as the output of the block that was carried out last."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

TELLS_OUTPUT = phrase(
    r"\b(?:ausgaben?|antwort(?:en|et)?|ergebnis(?:se)?|liefert|gibt|zurück|logs?|json|yaml|xml|objekt)\b"
)
POINTS = phrase(r"\b(?:folg\w+|wie folgt|unten|so aus(?:sehen)?)\b")
TROUBLE = phrase(
    r"\b(?:fehler\w*|ausnahme|problem\w*|symptom\w*|absturz)\b",
    "fehler", "ausnahme", "problem", "symptom", "absturz",
)  # fmt: skip
NO_TROUBLE = phrase(r"\b(?:keine?|ohne|fehlerfrei) ?(?:fehler|ausnahmen?|probleme?)?\b")
MEANT = phrase(r"\b(?:sollte\w*|wird|werden|muss|erwartet\w*|absichtlich|wie erwartet)\b")
IF = phrase(r"^\W*(?:(?:aber|und|dann|jetzt|oder),? )?(?:falls|sofern|wenn (?!alles|du|sie|ihr))\b")
ALSO = phrase(r"\b(?:auch|außerdem|zudem)\b", "auch", "außerdem", "zudem")
ACTS = re.compile(
    r"^\W*(?:\d+[.)]\W*)?(?:(?:jetzt|nun|dann|danach|zuerst|und),? )*(?:klicke|klicken|gehe|navigiere|besuche|wechsle|öffne|öffnen|melde dich|lade)\b"
    r"|\b(?:anderen|zweiten|neuen|weiteren) (?:terminal|shell|konsole|tab|fenster)\b",
    re.IGNORECASE | re.MULTILINE,
)
