""" "`x` existiert", "der Ordner `x` wurde angelegt", "`x` existiert nicht mehr"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import CODES, NOW, THE, YOU_SHOULD

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "existier", "vorhanden", "angelegt", "erstellt", "erzeugt", "entst", "geschrieben", "gespeichert",
    "gibt", "siehst", "seh", "hast", "find", "legt", "datei", "ordner", "verzeichnis", "skript",
    "gelöscht", "entfernt", "verschwunden", "weg",
)  # fmt: skip
_NOUN = r"(?:dateien|datei|unterordner|ordnern|ordner|unterverzeichnis|verzeichnisse|verzeichnissen|verzeichnis|skripte|skript)"
_NAMED = r"(?:namens |mit dem namen )?"
_PATHS = rf"(?P<paths>{CODES})"
_MADE = r"(?:angelegt|erstellt|erzeugt|entstanden|geschrieben|gespeichert|vorhanden|da)"
_THERE = rf"(?:existier(?:t|en)|(?:ist|sind|wurde|wurden|wird|werden) {NOW}{_MADE}|{_MADE} (?:ist|sind|wurde|wurden|wird|werden)|(?:existieren|{_MADE} sein))\b(?! nicht)"
_GONE = (
    rf"(?:existier(?:t|en) {NOW}nicht(?: mehr)?\b|(?:ist|sind) {NOW}(?:nicht(?: mehr)? (?:vorhanden|da)|weg|gelöscht|entfernt|verschwunden)\b"
    rf"|(?:wurde|wurden) {NOW}(?:gelöscht|entfernt)\b|(?:sollten?|darf|dürfen) {NOW}nicht (?:mehr )?(?:existieren|vorhanden sein|da sein)\b"
    r"|nicht(?: mehr)? (?:existier(?:t|en)|vorhanden (?:ist|sind))\b|(?:gelöscht|entfernt) (?:ist|sind|wurde|wurden)\b)"
)
THERE: tuple[Phrase, ...] = (
    phrase(rf"{THE}(?P<noun>{_NOUN} )?{_NAMED}{_PATHS},? (?:sollten? |muss |müssen |jetzt |nun |auch |beide |alle )*{_THERE}",
           "existier", "angelegt", "erstellt", "erzeugt", "entstanden", "geschrieben", "gespeichert", "vorhanden", "da"),
    phrase(rf"(?:^|[,;:] |\b(?:und|dass) )(?:es gibt|(?:jetzt|nun|dann|danach) gibt es|(?:es|dabei) entsteh(?:t|en)|du (?:hast|siehst|findest)|{YOU_SHOULD}) "
           rf"{NOW}{THE}(?P<noun>{_NOUN} ){_NAMED}{_PATHS}", "gibt", "entsteh", "du ", "sollte", "wirst", "werde", "wird"),
    phrase(rf"(?:^|[,;:] |\bund )(?:jetzt|nun|danach|dann|damit|anschließend|außerdem) (?:existier(?:t|en)|(?:sollte|sollten) es) {NOW}{THE}(?P<noun>{_NOUN} )?{_NAMED}{_PATHS}(?! nicht)",
           "existier", "sollte"),
    phrase(rf"\b(?:er|sie|es|das|dies|befehl|kommando|skript|programm|build) (?:legt|erzeugt|erstellt|schreibt) {NOW}{THE}(?P<noun>{_NOUN} )?{_NAMED}{_PATHS}(?: an)?\b",
           "legt", "erzeugt", "erstellt", "schreibt"),
    phrase(rf"^{THE}(?P<noun>{_NOUN} ){_NAMED}{_PATHS}\.?$", "datei", "ordner", "verzeichnis", "skript"),
)  # fmt: skip
GONE: tuple[Phrase, ...] = (
    phrase(rf"{THE}(?P<noun>{_NOUN} )?{_NAMED}{_PATHS},? {NOW}{_GONE}",
           "existier", "nicht", "weg", "gelöscht", "entfernt", "verschwunden"),
    phrase(rf"\b(?:es gibt|gibt es) {NOW}kein(?:e|en)? (?P<noun>{_NOUN} )?{_NAMED}{_PATHS}(?: mehr)?", "kein"),
)  # fmt: skip
INSIDE = phrase(
    rf"\b(?:ordner|verzeichnis) (?P<folder>{{code}}) (?:enthält|liegt|liegen|gibt es|befindet sich|befinden sich|findest du|siehst du) "
    rf"{NOW}{THE}(?:datei |dateien )?{_PATHS}(?! (?:nicht|ordner|verzeichnis))",
    "ordner",
    "verzeichnis",
)
"""A folder that contains files."""
ELSEWHERE = phrase(
    r"^,? (?:in|im|auf|unter|bei|aus|als|für|mit) (?:der |dem |den |die |das |deinem |deiner |ihrem |ihrer )?(?:{code}|datenbank|cluster|server|"
    r"registry|remote|github|cloud|tabelle|container|ausgabe|liste|terminal|konsole|antwort|log)|^ (?:nicht|angezeigt|aufgelistet|ausgegeben)"
)
FOLDERS: tuple[str, ...] = ("ordner", "verzeichnis")
SEVERAL: tuple[str, ...] = (
    "dateien",
    "ordner",
    "ordnern",
    "verzeichnisse",
    "verzeichnissen",
    "skripte",
)
