""" "Endet mit Status 0", "der Exit-Status ist 1"; with a command, its own status."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("exit", "ende", "status", "rückgabewert")
_STATUS = r"(?:exit[- ]?(?:status|code)|status(?:code)?|rückgabewert)"
_VALUE = r"(?P<status>\d{1,3}|null|{code})(?!\w)"
WITH_COMMAND = phrase(
    rf"(?:\b(?:befehl|kommando) )?(?P<command>{{code}}) (?:(?:endet|beendet sich) {NOW}mit|(?:liefert|hat) {NOW}den|gibt {NOW}den) "
    rf"(?:dem |einem )?(?:{_STATUS} )?{_VALUE}(?: zurück)?",
    "ende", "liefert", "hat", "gibt",
)  # fmt: skip
ALONE: tuple[Phrase, ...] = (
    phrase(rf"\b(?:exit[- ]?(?:status|code)|rückgabewert) (?:ist|lautet|beträgt) {NOW}{_VALUE}", "exit", "rückgabewert"),
    phrase(rf"\b(?:exit[- ]?(?:status|code)|rückgabewert) (?:sollte|muss) {NOW}{_VALUE} (?:sein|lauten)\b", "exit", "rückgabewert"),
    phrase(rf"\b(?:exit[- ]?(?:status|code)|rückgabewert) {_VALUE} (?:ist|lautet)\b", "exit", "rückgabewert"),
    phrase(rf"\b(?:endet|beendet sich) {NOW}mit (?:dem |einem )?(?:{_STATUS} )?{_VALUE}(?! (?:fehlern?|warnung(?:en)?|tests?))", "ende"),
    phrase(rf"\bmit (?:dem |einem )?(?:{_STATUS} )?{_VALUE} (?:endet|beendet wird)\b", "ende"),
)  # fmt: skip
ZERO = "null"
