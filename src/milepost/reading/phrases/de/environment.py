""" "`DATABASE_URL` ist auf `x` gesetzt"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("gesetzt", "exportiert", "definiert", "wert")
_NAME = r"(?P<told>\b(?:umgebungs)?variable )?(?P<name>{code})(?P<after>(?!))?"
_SET = r"(?:gesetzt|exportiert|definiert)"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"{_NAME} (?:(?:ist|wurde) {NOW}|sollte {NOW}|{NOW})auf (?P<value>{{said}}) {_SET}(?: sein| ist)?(?=[.,;!]|$| und\b)", "gesetzt", "exportiert", "definiert"),
    phrase(rf"{_NAME} (?:(?:ist|wurde) {NOW}{_SET}|sollte {NOW}{_SET} sein|{NOW}{_SET} ist)(?P<value>(?!))?(?=[.,;!]|$| und\b)", "gesetzt", "exportiert", "definiert"),
    phrase(rf"(?P<told>\b(?:umgebungs)?variable )(?P<name>{{code}})(?P<after>(?!))? hat {NOW}den wert (?P<value>{{said}})(?=[.,;!]|$| und\b)", "wert"),
)  # fmt: skip
