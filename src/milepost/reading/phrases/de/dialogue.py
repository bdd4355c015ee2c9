"""What the reader answers to a program that asks."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("gib", "geben sie", "tippe", "tippen", "antworte", "beantworte")
_TYPE = r"(?:gib|geben sie|tippe|tippen sie|antworte|antworten sie)(?: mit)?"
_ABOUT = r"[^.;\ue000\ue001]{0,60}?(?:[\ue000\ue001][^.;\ue000\ue001]{0,20}?)?"
"""What it asks for, or its question."""
ASKED: tuple[Phrase, ...] = (
    phrase(rf"\b(?:wenn|sobald|falls) (?:du|sie|es|das (?:programm|skript)|der befehl|{{code}}){_ABOUT}\b(?:gefragt|fragt|aufgefordert)\b{_ABOUT}, {_TYPE} (?P<said>{{said}})"),
    phrase(rf"\b{_TYPE} (?P<said>{{said}})(?: ein)?,? (?:wenn|sobald|falls) (?:du|sie|es|das (?:programm|skript)|der befehl)\b[^.;]{{0,60}}?\b(?:gefragt|fragt|aufgefordert)\b"),
    phrase(r"\b(?:antworte|antworten sie|beantworte (?:die frage|das)|beantworten sie (?:die frage|das))(?: darauf)?(?: mit)? (?P<said>{said})"),
)  # fmt: skip
"""A sentence that says what to answer, and that it is asked for."""
ENTERED = phrase(
    r"^(?:(?:dann|nun|jetzt|zuerst) )?(?:gib|geben sie|tippe|tippen sie) (?:(?:bei|auf|für) (?:der|die|dem|das) [\w ]{1,30} )?(?:den namen |die zahl |den wert )?(?P<said>{said})"
)
"""A sentence that says what to type; it is an answer only where the program asks."""
_KEY = r",?(?: und| dann| und dann)? (?:drücke|drücken sie) (?:die )?(?:enter|return|eingabetaste|[\ue000\ue001])"
MORE = phrase(
    rf"^(?: ein)?(?:{_KEY})?(?: (?:als|für|bei|auf) [^.,;\ue000\ue001]{{1,40}}?)?(?:[,;]? (?:und|dann|und dann|danach|und danach|gefolgt von)|,|;)"
    rf"(?:,? (?:wenn|sobald|falls) (?:du|sie|es|das (?:programm|skript)|der befehl)\b{_ABOUT}\b(?:gefragt|fragt|aufgefordert)\b{_ABOUT}, {_TYPE}|(?: (?:bei|auf|für) (?:der|die|dem|das) \w+(?: frage)?)?(?: {_TYPE})?)"
    rf"(?: (?:den namen|die zahl|den wert))? (?P<said>{{said}})(?! (?:wird|ist|sind|zeigt|startet|gibt|läuft)\b)"
)
"""What goes on behind an answer with the next one: "und dann `x`"."""
END = phrase(rf"^(?: (?:als|für|bei|auf) [\w ]{{1,40}}?)?(?: ein)?(?:{_KEY})?[.:]?$")
"""What may follow the last answer of such a sentence, up to its end."""
KEYS = frozenset({"enter", "return", "eingabe", "<enter>", "⏎", "↵"})
