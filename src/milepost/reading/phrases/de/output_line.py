""" "Die erste Zeile ist `x`", "die Ausgabe endet mit `x`", "die Ausgabe lautet `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import NEVER, phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("zeile", "ausgabe", "stdout", "beginn", "end")
ORDINALS: dict[str, int] = {"erste": 1, "zweite": 2, "dritte": 3, "letzte": -1}
_NOT = r"(?P<not>nicht )?"
_WHAT = (
    r"(?:der |die |das |den |dem |genau |exakt |nur |text |wort |wert |zahl |zeile |meldung |: ?)*"
)
_ENDS = r"(?=[.,;:!)]|$| und (?:die|der|das|es|du|sie|nichts)\b)"
LINE = phrase(
    rf"\bdie (?P<which>erste|zweite|dritte|letzte) zeile(?: der ausgabe)? {NOW}(?P<how>ist|lautet|enthält|beginnt mit|endet mit|endet auf) {NOW}{_NOT}{_WHAT}(?P<said>{{said}})(?! nicht)",
    "zeile",
)
WHOLE: tuple[Phrase, ...] = (
    phrase(
        rf"\b(?:ausgabe|konsole|terminal|antwort|log|protokoll|bericht|liste) {NOW}(?P<how>beginnt mit|endet mit|endet auf) {NOW}{_NOT}{_WHAT}(?P<said>{{said}})(?! nicht)",
        "beginnt", "endet",
    ),
)  # fmt: skip
IS: tuple[Phrase, ...] = (
    phrase(rf"\b(?:lautet|ist) {NOW}die ausgabe {NOW}{_NOT}{_WHAT}(?P<said>{{said}}){_ENDS}", "ausgabe"),
    phrase(rf"(?<!\bder )\b(?:ausgabe|stdout) {NOW}(?:ist|lautet) {NOW}{_NOT}{_WHAT}(?P<said>{{said}}){_ENDS}", "ausgabe", "stdout"),
    phrase(rf"(?<!\bder )\b(?:ausgabe|stdout) (?:sollte|muss|wird) {NOW}{_NOT}{_WHAT}(?P<said>{{said}}) (?:sein|lauten){_ENDS}", "ausgabe", "stdout"),
)  # fmt: skip
A_LINE = NEVER
STARTS: tuple[str, ...] = ("beginn",)
ENDS: tuple[str, ...] = ("end",)
EQUALS: tuple[str, ...] = ("ist", "lautet")
