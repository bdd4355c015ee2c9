"""What the reader answers to a program that asks."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("gib", "geben sie", "tippe", "tippen", "antworte", "beantworte")
_TYPE = r"(?:gib|geben sie|tippe|tippen sie|antworte|antworten sie)(?: mit)?"
ASKED: tuple[Phrase, ...] = (
    phrase(rf"\b(?:wenn|sobald|falls) (?:du|sie|es|das (?:programm|skript)|der befehl|{{code}})[^.;\ue000\ue001]{{0,60}}?\b(?:gefragt|fragt|aufgefordert)\b[^.;\ue000\ue001]{{0,30}}?, {_TYPE} (?P<said>{{said}})"),
    phrase(rf"\b{_TYPE} (?P<said>{{said}})(?: ein)?,? (?:wenn|sobald|falls) (?:du|sie|es|das (?:programm|skript)|der befehl)\b[^.;]{{0,60}}?\b(?:gefragt|fragt|aufgefordert)\b"),
    phrase(r"\b(?:antworte|antworten sie|beantworte (?:die frage|das)|beantworten sie (?:die frage|das))(?: darauf)?(?: mit)? (?P<said>{said})"),
)  # fmt: skip
"""A sentence that says what to answer, and that it is asked for."""
ENTERED = phrase(
    r"^(?:(?:dann|nun|jetzt|zuerst) )?(?:gib|geben sie|tippe|tippen sie) (?:den namen |die zahl |den wert )?(?P<said>{said})"
    r"(?: als [\w ]{1,20})?(?: ein)?(?: und drücke (?:enter|return|die eingabetaste))?[.:]?$"
)
"""A sentence that says what to type; it is an answer only where the program asks."""
