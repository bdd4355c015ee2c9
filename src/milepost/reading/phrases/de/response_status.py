""" "Der Status der Antwort ist 200", of the request that stands before it."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW, YOU_SEE, YOU_SHOULD

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("status", "antwort", "erhalt", "erhält", "bekomm")
_STATUS = (
    r"(?P<status>[1-5]\d\d\b|{code})"
    r"(?: (?:ok|created|accepted|no content|not found|bad request|unauthorized|forbidden|conflict|internal server error))?"
)
_END = r"(?=$|[.,;:)!]| (?:und|zurück|haben|sein|lauten|antworten|erhalten|bekommen|hat|ist)\b)"
"""What may follow, so that "200 Einträge" is no status."""
_A = r"(?:(?:den|dem|einen|einem|der|die|eine|einer) )?(?:http-?)?(?:status(?:code)? |antwort (?:mit (?:dem )?(?:http-?)?status(?:code)? )?)?"
_CODE = r"(?<!exit-)(?<!exit )\b(?:http-?)?status(?:code)?(?: der antwort)?"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"{_CODE} (?:ist|lautet|beträgt) {NOW}{_STATUS}{_END}", "status"),
    phrase(rf"{_CODE} (?:sollte|muss) {NOW}{_STATUS} (?:sein|lauten)\b", "status"),
    phrase(rf"\bantwort (?:hat|trägt|kommt mit) {NOW}(?:den |dem )?(?:http-?)?status(?:code)? {_STATUS}{_END}", "antwort"),
    phrase(rf"\b{YOU_SHOULD} {NOW}{_A}{_STATUS} (?:erhalten|bekommen|sehen)\b", "erhalten", "bekommen", "sehen"),
    phrase(rf"\b{YOU_SEE} {NOW}{_A}{_STATUS}{_END}", "erhält", "erhalten", "bekomm", "sieh", "seh"),
    phrase(rf"\b(?:server|api|anfrage|endpunkt|dienst|er|sie|es|befehl|aufruf) (?:antwortet {NOW}mit|liefert|gibt) {NOW}{_A}{_STATUS}{_END}", "antwortet", "liefert", "gibt"),
)  # fmt: skip
