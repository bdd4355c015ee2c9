""" "Der Befehl `x` ist verfügbar", "`git` ist installiert"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("verfügbar", "installiert", "pfad", "path", "einsatzbereit")
_NAME = r"(?P<told>\b(?:befehl|kommando|programm) )?(?P<name>{code})(?P<after>(?!))?"
_READY = r"(?:verfügbar|installiert|einsatzbereit)"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"{_NAME} (?:(?:ist|sind) {NOW}{_READY}|(?:sollten?|muss) {NOW}{_READY} sein|{NOW}{_READY} ist)(?P<path>(?!))?(?! (?:als|in|im|auf|unter|bei|global))\b",
           "verfügbar", "installiert", "einsatzbereit"),
    phrase(rf"{_NAME} (?:(?:ist|liegt|steht) {NOW}(?P<path>im (?:path|suchpfad))|{NOW}im (?:path|suchpfad) (?:ist|liegt))\b", "path", "pfad"),
)  # fmt: skip
