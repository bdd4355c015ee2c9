""" "`a.txt` ist nicht leer", "`start.sh` ist ausführbar", "`a.txt` hat 3 Zeilen"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = (
    "leer",
    "ausführbar",
    "zeile",
    "identisch",
    "gleich",
    "selbe",
    "symlink",
    "symbolisch",
    "beginnt",
    "endet",
)
_PATH = (
    r"(?P<noun>\b(?:datei|skript) )?(?<!ordner )(?<!verzeichnis )(?P<path>{code})(?P<after>(?!))?"
)
_OTHER = r"(?:(?:der |die |den )?(?:datei |ordner )?)?(?P<other>{code})"
_END = r"(?=[.,;!]|$| (?:und|aber)\b)"
_EMPTY = rf"(?:ist {NOW}(?:ganz )?leer|(?:sollte|muss) {NOW}leer sein|{NOW}leer ist)"
_FILLED = rf"(?:ist {NOW}nicht (?:mehr )?leer|(?:sollte|darf) {NOW}nicht (?:mehr )?leer sein|{NOW}nicht (?:mehr )?leer ist)"
EMPTY = phrase(rf"{_PATH} {_EMPTY}{_END}", "leer")
EMPTY_FOLDER: tuple[Phrase, ...] = (
    phrase(rf"\b(?:ordner|verzeichnis) (?P<path>{{code}}) {_EMPTY}{_END}", "leer"),
    phrase(rf"(?P<path>{{code}})-(?:ordner|verzeichnis) {_EMPTY}{_END}", "leer"),
)  # fmt: skip
FILLED: tuple[Phrase, ...] = (
    phrase(rf"{_PATH} {_FILLED}{_END}", "leer"),
    phrase(rf"{_PATH} existiert und ist nicht leer{_END}", "leer"),
)  # fmt: skip
EXECUTABLE = phrase(
    rf"{_PATH} (?:ist {NOW}(?:als )?ausführbar(?: markiert)?|(?:sollte|muss) {NOW}ausführbar sein|{NOW}ausführbar ist){_END}",
    "ausführbar",
)
_LINES = rf"{NOW}(?:genau )?(?P<count>{COUNT}) zeilen?(?: text)?"
LINES: tuple[Phrase, ...] = (
    phrase(rf"{_PATH} (?:hat|enthält|umfasst) {_LINES}{_END}", "zeile"),
    phrase(rf"{_PATH} (?:sollte|muss) {_LINES} (?:haben|enthalten|umfassen){_END}", "zeile"),
    phrase(rf"{_PATH} {_LINES} (?:hat|enthält|umfasst){_END}", "zeile"),
)  # fmt: skip
SAME: tuple[Phrase, ...] = (
    phrase(rf"{_PATH} und {_OTHER} (?:sind {NOW}(?:identisch|gleich)|haben {NOW}denselben inhalt|{NOW}(?:identisch|gleich) sind){_END}", "identisch", "gleich", "selbe"),
    phrase(rf"{_PATH} ist {NOW}identisch mit {_OTHER}{_END}", "identisch"),
    phrase(rf"{_PATH} hat {NOW}(?:genau )?denselben inhalt wie {_OTHER}{_END}", "selbe"),
)  # fmt: skip
STARTS = phrase(
    rf"{_PATH} beginnt {NOW}mit (?:der |dem |den |einer |zeile |text |wort )*(?P<said>{{said}}){_END}",
    "beginnt",
)
ENDS = phrase(
    rf"{_PATH} endet {NOW}(?:mit|auf) (?:der |dem |den |einer |zeile |text |wort )*(?P<said>{{said}}){_END}",
    "endet",
)
LINK = phrase(
    rf"{_PATH} (?:ist|sollte) {NOW}ein (?:symbolischer link|symbolischer verweis|symlink)(?: (?:auf|zu) {_OTHER})?(?: sein)?{_END}",
    "symlink", "symbolisch",
)  # fmt: skip
