""" "Die Tabelle `users` existiert", "`notizen.db` enthält eine Tabelle `notizen`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("tabelle", "zeile", "datensätze")
_TABLE = r"\btabelle (?P<table>{code})(?P<named>(?!))?"
_IN = r"(?: (?:in|der|aus) (?:der )?(?:sqlite-|postgres-)?(?:datenbank |datei )?(?P<database>{code}))?"
_ROWS = r"(?:zeilen?|datensätze)"
_END = r"(?=[.,;!]|$| (?:und|aber)\b)"
EXISTS: tuple[Phrase, ...] = (
    phrase(rf"{_TABLE}{_IN} (?:existiert(?! {NOW}nicht)|(?:ist|wurde) {NOW}(?:angelegt|erstellt|da|vorhanden)|sollte {NOW}(?:existieren|da sein|vorhanden sein)|{NOW}existiert){_END}", "tabelle"),
    phrase(rf"(?P<database>{{code}}) (?:enthält|hat) {NOW}(?:eine |die )?(?:neue )?{_TABLE}{_END}", "tabelle"),
    phrase(rf"\bes gibt {NOW}eine (?:neue )?{_TABLE}{_IN}{_END}", "tabelle"),
    phrase(rf"\bin (?:der (?:datenbank )?)?(?P<database>{{code}}) gibt es {NOW}eine (?:neue )?{_TABLE}{_END}", "tabelle"),
)  # fmt: skip
GONE = phrase(
    rf"{_TABLE}{_IN} (?:existiert {NOW}nicht(?: mehr)?|(?:ist|wurde) {NOW}(?:gelöscht|entfernt|weg)){_END}",
    "tabelle",
)
ROWS: tuple[Phrase, ...] = (
    phrase(rf"{_TABLE}{_IN} (?:hat|enthält|umfasst) {NOW}(?:genau )?(?P<count>{COUNT}|keine) {_ROWS}{_END}", "tabelle"),
    phrase(rf"\bin der {_TABLE}{_IN} (?:stehen|sind|gibt es) {NOW}(?:genau )?(?P<count>{COUNT}|keine) {_ROWS}{_END}", "tabelle"),
    phrase(rf"{_TABLE}{_IN} ist {NOW}(?P<empty>leer){_END}", "tabelle"),
)  # fmt: skip
NO = "keine"
ROW = phrase(
    rf"{_TABLE}{_IN} (?:enthält|hat) {NOW}(?P<not>keine )?(?:eine |die )?(?:neue )?(?:zeile|datensatz) (?:mit|für) (?P<said>{{said}}){_END}",
    "tabelle",
)
