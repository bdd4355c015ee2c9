""" "Du bist im Ordner `app`", "das aktuelle Verzeichnis ist `app`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("ordner", "verzeichnis")
_YOU_ARE = r"(?:du bist|bist du|du solltest|solltest du|sie sind|du befindest dich|befindest du dich|sie befinden sich|(?:terminal|shell) (?:ist|steht))"
_FOLDER = r"(?:(?:projekt|arbeits|unter)?ordner|(?:projekt|arbeits|unter)?verzeichnis)"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"\b{_YOU_ARE} {NOW}(?:im|in deinem|in ihrem|in dem) (?:neuen )?{_FOLDER} (?P<path>{{code}})", "ordner", "verzeichnis"),
    phrase(rf"\b(?:aktuelle (?:ordner|verzeichnis)|arbeitsverzeichnis) (?:ist|sollte|lautet) {NOW}(?P<path>{{code}})(?! (?:oder|nicht))", "ordner", "verzeichnis"),
)  # fmt: skip
