"""What makes a sentence of a step an outcome, without any label."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import CODES, NOW, SAIDS, YOU_SHOULD

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "sollte", "prüf", "sicher", "vergewisser", "kontrollier", "verifizier", "sieh", "seh", "erhält", "erhalt",
    "bekomm", "ausgabe", "ergebnis", "antwort", "erwartet", "muss", "müss", "wirst", "werde", "wird", "jetzt ", "nun ", "danach ", "damit ",
)  # fmt: skip
"""One of these words is in every sentence that is an outcome without a label."""
_FIRST = r"^(?:(?:jetzt|nun|dann|danach|zuerst|anschließend|schließlich|zuletzt|auch|und|bitte|schritt \d+),? )*"
_LOOK = (
    r"(?:(?:über)?prüf(?:e|en sie|t)|kontrollier(?:e|en sie|t)|verifizier(?:e|en sie|t)|"
    r"vergewisser(?:e|n sie|t)(?: dich| sich| euch)?)"
)
_SURE = r"(?:stell|stelle|stellen sie|stellt)(?: jetzt| nun)? sicher"
PREFIX = phrase(
    rf"{_FIRST}(?:{_LOOK}|{_SURE})(?: (?:bitte|jetzt|nun|dann|noch einmal|nochmals|auch|kurz|danach))*,? (?:ob|dass) "
)
"""An imperative before what is to hold; it is left out before the rest is read."""
STRONG: tuple[Phrase, ...] = (
    phrase(rf"(?:^|[,:;] |\b(?:und|dann|nun|jetzt|bitte|danach) ){_LOOK}\b"
           rf"|\b{YOU_SHOULD}\b[^.]*\b(?:sehen|erhalten|bekommen|finden)\b|\b(?:du|ihr) (?:siehst|seht|erhältst|bekommst)\b"
           r"|\b(?:siehst|seht|erhältst|bekommst) (?:du|ihr)\b"
           r"|\b(?:ausgabe|ergebnis|antwort|konsole|terminal|befehl|kommando|server|skript|programm|datei|ordner|verzeichnis|er|sie|es|das|dies|tests?|"
           r"[\ue000\ue001\ue002]) (?:sollten?|muss|müssen)\b[^.]*\b(?:sein|ausgeben|anzeigen|enthalten|existieren|stehen|lauten|zeigen|"
           r"antworten|zurückgeben|liefern|durchlaufen|bestehen|enden|erscheinen|aussehen|melden|lauschen)\b"
           r"|\b(?:ausgabe|ergebnis|antwort) (?:ist|lautet|sieht|enthält|zeigt)\b"
           r"|^(?:erwartet|erwartete (?:ausgabe|antwort)|erwartetes ergebnis|ausgabe|ergebnis|beispielausgabe)\b.{0,40}$",
           *CUES),
)  # fmt: skip
_WORDS = (
    r"(?: (?!(?:dass|wenn|weil|wir|kannst|können|will|würde|musst|müssen)\b)[\w’/.\ue000-\ue002-]+)"
)
RESULT: tuple[Phrase, ...] = (
    phrase(r"^[^,;:(]*\b(?:sollte|sollten|solltest) (?:jetzt|nun) [^,;:]*\b(?:haben|sein|enthalten|zeigen|anzeigen|ausgeben|existieren|erscheinen|laufen|lauschen|antworten|stehen|auflisten|lauten|liegen)[.!]?$", "sollte"),
    phrase(rf"^(?:jetzt|nun|danach|damit) (?:ist|sind|hat|haben|läuft|lauscht|enthält|liegt|zeigt) (?:der|die|das|dein|deine|alle|beide|\ue000){_WORDS}{{0,9}}[.!]?$", "jetzt", "nun", "danach", "damit"),
)  # fmt: skip
"""What claims a result, if it is explicit: it is an outcome, be it read or not."""
BARE = phrase(
    r"^(?:erwartet|erwartete (?:ausgabe|antwort)|erwartetes ergebnis|ausgabe|ergebnis|beispielausgabe):?$"
)
"""A label without anything after it."""
IMPERATIVE = phrase(rf"{_FIRST}{_LOOK}\b")
WEAK = phrase(
    rf"{_FIRST}{_SURE}\b|\b{YOU_SHOULD} [^.]*\bhaben\b",
    "sicher",
    "sollte",
    "wirst",
    "werde",
    "wird",
)
"""An outcome only if it is read: mostly it states what is needed beforehand."""
CLAIM = phrase(
    rf"^(?:(?:alle |beide )?(?:(?:{COUNT}) )?tests? (?:{NOW})(?:laufen durch|bestehen|sind grün)"
    rf"|(?:die datei |der ordner |das verzeichnis )?{CODES} existier(?:t|en)(?: jetzt| nun)?(?: nicht mehr)?"
    rf"|(?:die datei )?{{code}} enthält {NOW}{SAIDS}"
    rf"|(?:der befehl|das programm|das skript) gibt {NOW}{SAIDS} aus"
    r"|{any} antwortet(?: jetzt| nun)? mit (?:status )?\d{3})[.!]?$",
    "test", "existier", "enthält", "gibt", "antwortet",
)  # fmt: skip
"""A whole sentence that says no more than what now is the case."""
BENEATH = phrase(
    r"^(?:(?:jetzt|nun|dann|dabei) )*(?:(?:das|dies|es|er|der befehl|das programm|das skript) (?:gibt|zeigt|meldet|liefert|legt|erzeugt|erstellt|schreibt)"
    r"|(?:gibt|zeigt|meldet|liefert|legt|erzeugt|erstellt|schreibt) (?:das|dies|es|der befehl|das programm|das skript))\b",
    "gibt", "zeigt", "meldet", "liefert", "legt", "erzeugt", "erstellt", "schreibt",
)  # fmt: skip
"""The beginning of a sentence that goes on about the block right above it."""
