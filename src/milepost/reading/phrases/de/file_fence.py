""" "`a.txt` enthält:" above a fence."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_FIRST = r"^(?:(?:jetzt|nun|dann|auch|und),? )*"
_PATH = r"(?:(?:die|deine|der|deiner) )?(?P<noun>datei )?(?P<path>{code})(?P<after>(?!))?"
_NOW = r"(?: (?:jetzt|nun|auch|dann|danach|wieder))*"
_BELOW = rf"{_NOW}(?: (?:den|die|das|diese|diesen|dieses|folgende|folgenden|folgendes|zeilen?|text|eintrag|einträge|abschnitt|block|code))*"
_END = r" ?:$"
CONTAINS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}{_PATH} (?:existiert und )?enthält{_BELOW}{_END}", "enthält"),
    phrase(rf"{_FIRST}{_PATH} (?:sollte|muss){_BELOW} enthalten{_END}", "enthalten"),
    phrase(rf"{_FIRST}in {_PATH} (?:steht|stehen){_BELOW}{_END}", "steh"),
)  # fmt: skip
IS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}{_PATH} enthält{_NOW} (?:genau|nur|exakt|nichts als){_BELOW}{_END}", "genau", "nur", "exakt", "nichts"),
    phrase(rf"{_FIRST}{_PATH} (?:ist|lautet){_NOW}(?: genau)?{_END}", "ist", "lautet"),
    phrase(rf"{_FIRST}{_PATH} hat{_NOW}(?: genau)? (?:diesen|folgenden) inhalt{_END}", "inhalt"),
    phrase(rf"{_FIRST}der (?:ganze |gesamte )?inhalt von {_PATH} (?:ist|lautet){_NOW}(?: genau)?{_END}", "inhalt"),
)  # fmt: skip
BEGINS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}die erste[n]? (?:(?:(?P<count>{COUNT}) )?zeilen|(?P<one>zeile)) (?:von|in|der) {_PATH} (?:ist|sind|lautet|lauten){_NOW}{_END}", "erste"),
    phrase(rf"{_FIRST}{_PATH} beginnt{_NOW} mit(?: (?:der|den|diesen|dieser|folgenden|folgender|zeilen?))*{_END}", "beginnt"),
)  # fmt: skip
ENDS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}die letzte[n]? (?:(?:(?P<count>{COUNT}) )?zeilen|(?P<one>zeile)) (?:von|in|der) {_PATH} (?:ist|sind|lautet|lauten){_NOW}{_END}", "letzte"),
    phrase(rf"{_FIRST}{_PATH} endet{_NOW} mit(?: (?:der|den|diesen|dieser|folgenden|folgender|zeilen?))*{_END}", "endet"),
)  # fmt: skip
NAMES = phrase(
    r"^(?!.*\b(?:nicht|nie|kein\w*|ohne|falls|wenn|kann|könnte|oder|außer|ähnlich\w*)\b)[^\ue000-\ue002]*(?P<path>{code})[^\ue000-\ue002]*\b(?:inhalt|enthält|enthalten|steht|stehen|sieht|aussehen|text|zeilen?)\b[^\ue000-\ue002]*:$",
    "inhalt", "enth", "steh", "sieh", "aussehen", "text", "zeile",
)  # fmt: skip
HINT = "`{}` enthält:"
