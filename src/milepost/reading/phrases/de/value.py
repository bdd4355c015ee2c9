""" "`version` in `config.yaml` ist `2`", "das Feld `status` der Antwort ist `ok`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = (
    " ist",
    "lautet",
    "wert",
    "gesetzt",
    "hat",
    "enthält",
    "steht",
    "unter",
    "liste",
    "array",
)
_NOUN = r"(?:\b(?:feld|schlüssel|eigenschaft|eintrag|einstellung|option|attribut) )?"
_KEY = rf"{_NOUN}(?P<key>{{code}})"
_FILE = r"(?:(?:der |deiner )?datei )?(?P<path>{code})"
_VALUE = r"(?P<value>{said}|-?\d+(?:\.\d+)*(?!\w|\.\d)|true\b|false\b|null\b)(?! (?:oder|bis|zeichen|einträge|elemente|lang|nicht)\b)(?! ?%)"
_IS = rf"(?:ist {NOW}(?:auf )?|lautet {NOW}|hat {NOW}den wert |steht {NOW}auf )"
_RESPONSE = r"(?:json-)?(?:antwort|ausgabe|ergebnis)"
_ANSWERS = ("antwort", "ausgabe", "ergebnis")
IN_FILE: tuple[Phrase, ...] = (
    phrase(rf"{_KEY} (?:in|aus|von) {_FILE} {_IS}{_VALUE}", " ist", "lautet", "wert", "steht"),
    phrase(rf"{_FILE} (?:enthält|hat|zeigt) {NOW}(?:den |die |das |einen |ein |eine )?{_KEY} mit (?:dem )?wert {_VALUE}", "wert"),
    phrase(rf"\bin {_FILE} (?:ist|steht) {NOW}(?:der |die |das )?{_KEY} {NOW}(?:auf ){_VALUE}", " ist", "steht"),
    phrase(rf"\bin {_FILE} hat {NOW}(?:der |die |das )?{_KEY} {NOW}den wert {_VALUE}", "wert"),
)  # fmt: skip
IN_RESPONSE: tuple[Phrase, ...] = (
    phrase(rf"{_KEY} (?:in der|der|im) {_RESPONSE} {_IS}{_VALUE}", *_ANSWERS),
    phrase(rf"\b(?:die|das) {_RESPONSE} (?:enthält|hat) {NOW}(?:den |die |das |ein |einen |eine )?{_KEY} mit (?:dem )?wert {_VALUE}", *_ANSWERS),
)  # fmt: skip
MEMBERS: tuple[Phrase, ...] = (
    phrase(rf"(?P<name>{{code}}) (?:steht|ist) {NOW}(?:in {_FILE} unter|unter) (?:den |dem )?(?P<group>{{code}})(?=[.,;!]|$| und\b)", "unter"),
    phrase(rf"\bin {_FILE} steht {NOW}(?P<name>{{code}}) unter (?:den |dem )?(?P<group>{{code}})(?=[.,;!]|$| und\b)", "unter"),
    phrase(rf"{_FILE} (?:listet|enthält|hat) {NOW}(?P<name>{{code}}) unter (?:den |dem )?(?P<group>{{code}})(?=[.,;!]|$| (?:auf|und)\b)", "unter"),
)  # fmt: skip
ITEMS = phrase(
    rf"\bdie {_RESPONSE} ist {NOW}(?:eine? )(?:json-)?(?:array|liste) (?:mit|aus|von) (?:genau )?(?P<count>{COUNT}) (?:einträgen|elementen|objekten|zahlen|namen)(?! (?:oder|und))\b",
    "array", "liste",
)  # fmt: skip
GROUPS: dict[str, str] = {}
