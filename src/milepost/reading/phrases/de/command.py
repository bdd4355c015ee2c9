""" "`x` gibt `y` aus", "`x` läuft ohne Fehler"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOT_AFTER, NOW, SAIDS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "gibt", "druckt", "zeigt", "meldet", "liefert", "listet", "enthält", "ausgeb", "ausgibt", "anzeig",
    "läuft", "endet", "funktioniert", "gelingt", "klappt", "baut", "kompiliert", "führ", "ruf", "eingib", "eingeb", "starte",
    "keine ausgabe", "ausgabe von",
)  # fmt: skip
_WHAT = r"(?:den |die |das |der |eine |einen |ein |text |zeile |zeilen |meldung |nachricht |wort |wert |version |zahl |ausgabe |: ?)*"
_AGAIN = r"(?: (?:jetzt|nun|erneut|noch einmal|wieder))*"
_IF_RUN = rf"\bwenn (?:du|sie|ihr|man) (?:(?:den befehl|das kommando|danach|dann|jetzt|nun) )*(?P<command>{{code}}){_AGAIN} (?:ausführst|ausführen|ausführt|aufrufst|aufrufen|eingibst|eingeben),? "
_RUN = rf"\b(?:führst du|führen sie|führe) (?:(?:den befehl|das kommando|dann|jetzt|nun) )*(?P<command>{{code}}){_AGAIN} aus(?:,|:|;| und) (?:prüfe, (?:ob|dass) )?"
"""A command that is run for its output in the same sentence."""
_COMMAND = r"(?:\b(?:befehl|kommando) )?(?P<command>{code})"
_SEEN = (
    r"(?:(?:siehst|sehen|seht|sieht|erhältst|erhalten|bekommst) (?:du|sie|ihr|man)|erscheint|(?:gibt|zeigt|meldet) (?:es|er|das|die ausgabe)|(?:es|er|das|die ausgabe) (?:gibt|zeigt|meldet|ist|lautet|enthält)"
    rf"|(?:solltest|sollten|wirst|werden) (?:du|sie|ihr|man)|(?:du|sie|ihr|man) (?:solltest|sollten|siehst|sehen)|(?:es|er|das|die ausgabe) (?:sollte|muss)) {NOW}{_WHAT}(?P<said>{SAIDS}){NOT_AFTER}(?: aus| an| sehen| erhalten| ausgeben| anzeigen| zeigen)?"
)
PRINTS: tuple[Phrase, ...] = (
    phrase(rf"{_COMMAND} (?:(?P<verb>gibt|druckt)|zeigt|meldet|liefert|listet|enthält) {NOW}{_WHAT}(?P<said>{SAIDS}){NOT_AFTER}(?: aus| an| zurück| auf)?",
           "gibt", "druckt", "zeigt", "meldet", "liefert", "listet", "enthält"),
    phrase(rf"{_COMMAND} (?:sollte|muss|wird) {NOW}{_WHAT}(?P<said>{SAIDS}){NOT_AFTER} (?:ausgeben|anzeigen|zeigen|melden|liefern|auflisten)\b",
           "ausgeb", "zeigen", "melden", "liefern", "auflisten"),
    phrase(rf"{_COMMAND} {NOW}{_WHAT}(?P<said>{SAIDS}){NOT_AFTER} (?:ausgibt|anzeigt|meldet|liefert)\b", "ausgibt", "anzeigt", "meldet", "liefert"),
    phrase(rf"{_IF_RUN}{_SEEN}", "führ", "ruf", "eingib", "eingeb"),
    phrase(rf"{_RUN}{_SEEN}", "führ"),
    phrase(rf"\bausgabe von {_COMMAND} (?:ist|lautet|enthält|zeigt) {NOW}{_WHAT}(?P<said>{SAIDS}){NOT_AFTER}", "ausgabe von"),
    phrase(rf"\bausgabe von {_COMMAND} (?:sollte|muss) {NOW}{_WHAT}(?P<said>{SAIDS}){NOT_AFTER} (?:sein|lauten|enthalten|zeigen)\b", "ausgabe von"),
)  # fmt: skip
NOTHING: tuple[Phrase, ...] = (
    phrase(rf"{_COMMAND} (?:gibt {NOW}nichts aus|zeigt {NOW}nichts an|hat {NOW}keine ausgabe|nichts ausgibt)\b", "nichts", "keine ausgabe"),
)  # fmt: skip
SUCCEEDS: tuple[Phrase, ...] = (
    phrase(rf"{_COMMAND} (?:läuft|endet|funktioniert|baut|kompiliert) {NOW}(?:fehlerfrei|erfolgreich|ohne (?:fehler|probleme|warnungen|fehlermeldung(?:en)?))(?: durch)?\b",
           "läuft", "endet", "funktioniert", "baut", "kompiliert"),
    phrase(rf"{_COMMAND} (?:gelingt|klappt|(?:fehlerfrei|erfolgreich|ohne (?:fehler|probleme|warnungen)) (?:durch)?läuft)\b(?! nicht)", "gelingt", "klappt", "läuft"),
    phrase(r"^(?:führe|führen sie) (?P<command>{code}) aus\.?$", "führe"),
)  # fmt: skip
LATER = phrase(r"^(?:datei|ordner|verzeichnis|branch|status|seite|tabelle)\b")
