""" "`src/` enthält 3 Dateien", "in `docs` liegen zwei `.md`-Dateien"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("datei", "ordner", "verzeichnis", "eintr", "einträge", "element")
_WHAT = rf"(?:genau )?(?P<count>{COUNT}) (?:neue )?(?:(?P<suffix>{{code}})[- ])?(?P<noun>dateien|datei|ordner|unterordner|verzeichnisse|verzeichnis|unterverzeichnisse|einträge|eintrag|elemente|element)\b(?! (?:oder|namens|geändert|und|mit|die|deren|von|aus))(?! ?[:(])"
_FOLDER = r"(?P<path>{code})(?P<after>-ordner|-verzeichnis)?"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"(?:\b(?:ordner|verzeichnis) )?{_FOLDER} (?:enthält|hat) {NOW}{_WHAT}(?! nicht)", "enthält", "hat"),
    phrase(rf"(?:\b(?:ordner|verzeichnis) )?{_FOLDER} (?:sollte|muss) {NOW}{_WHAT} (?:enthalten|haben)\b", "enthalten", "haben"),
    phrase(rf"(?:\b(?:ordner|verzeichnis) )?{_FOLDER} {NOW}{_WHAT} enthält\b", "enthält"),
    phrase(rf"\b(?:in|im) (?:ordner |verzeichnis |dem ordner |dem verzeichnis |deinem ordner )?{_FOLDER} (?:liegen|sind|gibt es|hast du|siehst du|befinden sich|stehen) {NOW}{_WHAT}(?=[.!,;]|$)", "in ", "im "),
    phrase(rf"\bes gibt {NOW}{_WHAT} (?:in|im) (?:ordner |verzeichnis |dem ordner )?{_FOLDER}", "es gibt"),
)  # fmt: skip
FOLDERS: tuple[str, ...] = ("ordner", "verzeichnis")
FILES: tuple[str, ...] = ("datei",)
ITEMS: tuple[str, ...] = ("eintr", "element")
