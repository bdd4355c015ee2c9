""" "Du solltest `x` sehen", "die Ausgabe enthält `x`", "es erscheint `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOT_AFTER, NOW, SAIDS, SUBJECTS, YOU_SEE, YOU_SHOULD
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "seh", "sieh", "erhält", "erhalt", "bekomm", "find", "enth", "zeig", "gibt", "ausgegeben",
    "ausgeb", "ausgib", "meld", "liefer", "laut", "steht", "stehen", "erschein", "ausgabe", "ergebnis", "antwort",
    " ist", " sein", "listet", "nennt", "druckt", "schreibt", "erwartet", "zurück", "erhalten",
)  # fmt: skip
_WHAT = (
    r"(?:den |die |das |der |dem |eine |einen |ein |text |zeile |zeilen |meldung |nachricht |wort |wörter |wert |version |zahl |ausgabe |"
    r"ergebnis |antwort |eintrag |begrüßung |folgende |folgenden |folgendes |: ?)*"
)
_LIST = rf"(?P<said>{SAIDS})"
_SUBJECTS = rf"(?P<said>{SUBJECTS})"
_IT = r"\b(?:(?<!der )(?<!einer )(?<!deiner )(?<!ihrer )(?:ausgabe|konsole|antwort|liste)|terminal|ergebnis|log|protokoll|er|sie|es|das|dies|programm|skript|befehl|kommando|server)"
"""What is feminine is no subject after `der`."""
_WHERE = r"(?:in der ausgabe|in der konsole|in der antwort|in der liste|im terminal|im log|auf der konsole)"
_TELLS = r"(?:enthalten|ausgeben|anzeigen|zeigen|melden|lauten|sein|liefern|zurückgeben|auflisten|stehen)"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"\b{YOU_SHOULD} {NOW}(?:{_WHERE} )?{_WHAT}{_LIST}{NOT_AFTER}(?: {_WHERE})? (?:sehen|erhalten|bekommen|finden)\b", "sehen", "erhalten", "bekommen", "finden"),
    phrase(rf"\b{YOU_SHOULD} {NOW}(?P<not>kein(?:e|en)?) {_WHAT}{_LIST}(?: mehr)?(?: {_WHERE})? (?:sehen|erhalten|bekommen|finden)\b", "kein"),
    phrase(rf"\b{YOU_SEE} {NOW}(?:{_WHERE} )?{_WHAT}{_LIST}{NOT_AFTER}", "sieh", "seh", "erhält", "erhalten", "bekomm"),
    phrase(rf"{_IT} (?:enthält|zeigt|lautet|ist|meldet|liefert|antwortet mit|druckt|schreibt|listet|nennt) {NOW}{_WHAT}{_LIST}{NOT_AFTER}(?: an| auf)?"),
    phrase(rf"{_IT} (?:enthält|zeigt|meldet|liefert) {NOW}(?P<not>kein(?:e|en)?) {_WHAT}{_LIST}(?: mehr)?", "kein"),
    phrase(rf"{_IT} gibt {NOW}{_WHAT}{_LIST}{NOT_AFTER} (?:aus|zurück)\b", "gibt"),
    phrase(rf"{_IT} (?:sollte|sollten|muss|wird) {NOW}{_WHAT}{_LIST}{NOT_AFTER} {_TELLS}\b", "sollte", "muss", "wird"),
    phrase(rf"{_IT} {NOW}{_WHAT}{_LIST}{NOT_AFTER} (?:enthält|zeigt|ausgibt|anzeigt|meldet|lautet|liefert|zurückgibt)\b"),
    phrase(rf"\b(?:gibt|zeigt|meldet|liefert|enthält) (?:(?:der|dieser) (?:befehl|server)|das (?:programm|skript|kommando|terminal|ergebnis)|die (?:ausgabe|konsole|antwort|liste)|es|er|das|dies) {NOW}{_WHAT}{_LIST}{NOT_AFTER}(?: aus| an| zurück)?",
           "gibt", "zeigt", "meldet", "liefert", "enthält"),
    phrase(rf"\b{_WHERE} (?:steht|stehen|erscheint|erscheinen|siehst du|sehen sie|findest du) {NOW}{_WHAT}{_LIST}{NOT_AFTER}", "steh", "erschein", "sieh", "seh", "find"),
    phrase(rf"\b(?:es )?erschein(?:t|en) {NOW}{_WHAT}{_LIST}{NOT_AFTER}", "erschein"),
    phrase(rf"{_SUBJECTS} (?:wird|werden) {NOW}(?P<not>nicht (?:mehr )?)?(?:{_WHERE} )?(?:ausgegeben|angezeigt|gemeldet)\b", "ausgegeben", "angezeigt", "gemeldet"),
    phrase(rf"{_SUBJECTS} (?:erscheint|erscheinen|steht|stehen) {NOW}(?P<not>nicht (?:mehr )?)?{_WHERE}\b", "erschein", "steh"),
    phrase(rf"^(?:gibt|zeigt|meldet|liefert) {NOW}{_WHAT}{_LIST}{NOT_AFTER}(?: aus| an| zurück)?", "gibt", "zeigt", "meldet", "liefert"),
    phrase(r"^(?:erwartet|erwartete (?:ausgabe|antwort)|ausgabe|ergebnis):? (?:die |der |das )?(?P<said>{said}(?:(?:,| und) {said})*)[.]?$", "erwartet", "ausgabe", "ergebnis"),
)  # fmt: skip
CONTINUED = phrase(
    rf"\b(?:und|aber) (?P<not>nicht|kein(?:e|en)?) (?:mehr )?{_WHAT}{_LIST}", "nicht", "kein"
)
"""A negated second half of a sentence whose first half is about output."""
OTHER_THINGS = re.compile(
    r"^(?:-| )(?:versions?|befehl|datei|ordner|verzeichnis|branch|button|seite|tab|menü|datenbank|dienst|container|image|pod|tabelle|"
    r"funktion|klasse|methode|variable|server|port|option|paket|modul|abhängigkeit|umgebung|taste|schaltfläche|feld|link|zertifikat)"
    r"|^ (?:im (?:ordner|verzeichnis|browser|projekt|editor|fenster)|in (?:der|deiner|ihrer) (?:datei|datenbank|tabelle|seite)|in \ue000|"
    r"auf (?:der|deiner|ihrer) (?:seite|website))",
    re.IGNORECASE,
)
"""What may follow a code span that is the name of something and not a piece of output."""
IS_SUBJECT = re.compile(r"(?!)")
OWNS = re.compile(
    r"\b(?:id|kennung|name|adresse|größe|pfad|schlüssel|version) (?:von|des|der) $", re.IGNORECASE
)
A_LINE = re.compile(r"\b(?:die|eine|diese|der|dieser) zeile:? $", re.IGNORECASE)
"""What stands before a text that is a whole line."""
OF_NAMED = re.compile(
    r"\b(?:den|der|die|das) (?:wert|inhalt|ergebnis|länge|größe|namen|liste|summe|typ) (?:von|der|des) $",
    re.IGNORECASE,
)
"""What ends before the name of something whose value or contents are seen, and not the name."""
BEFORE = re.compile(
    r"(?:dateien|datei|ordner|verzeichnis|branch|funktion|klasse|paket|modul|befehl|kommando|datenbank|tabelle|repository|projekt|"
    r"container|dienst|seite|schaltfläche|knopf|option|tag|feld|link|url|variable|namens) ?$",
    re.IGNORECASE,
)
