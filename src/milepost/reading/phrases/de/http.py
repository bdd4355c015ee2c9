""" "`GET /health` antwortet mit 200", "http://localhost:3000 liefert `ok`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("antwort", "liefer", "gibt", "geben", "erreichbar", "verfügbar", "meldet")
_SUBJECT = r"(?:\b(?P<method>GET|HEAD|POST|PUT|PATCH|DELETE)(?:-anfrage|-request)? (?:an |auf )?)?(?P<target>[\ue000\ue002])"
_STATUS = (
    r"(?:(?:dem |den |einem |einen )?(?:http-?)?(?:status(?:code)? )?(?P<status>[1-5]\d\d\b|{code})"
    r"(?: (?:ok|created|no content|not found|bad request|unauthorized|forbidden|internal server error))?)"
)
_LATE = _STATUS.replace("P<status>", "P<late>")
_BODY = r"(?:(?:den |die |das |dem |der |einen |eine |text |json |meldung |objekt |liste |begrüßung )*(?P<body>[\ue000\ue001]))"
_VERB = rf" (?:antwortet|liefert|gibt|meldet) {NOW}(?:mit )?"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"{_SUBJECT}{_VERB}{_STATUS}(?: zurück)?(?: und (?:enthält |liefert )?{_BODY}(?: zurück)?)?", "antwort", "liefer", "gibt", "meldet"),
    phrase(rf"{_SUBJECT}{_VERB}{_BODY}(?: zurück)?(?: (?:und|mit) {_LATE})?", "antwort", "liefer", "gibt", "meldet"),
    phrase(rf"{_SUBJECT} (?:sollte|muss|wird) {NOW}(?:mit )?{_STATUS} (?:antworten|liefern|zurückgeben)\b", "antwort", "liefer", "geben"),
    phrase(rf"{_SUBJECT} {NOW}mit {_STATUS} antwortet\b", "antwort"),
)  # fmt: skip
REACHABLE = phrase(
    rf"{_SUBJECT} (?:ist {NOW}(?:erreichbar|verfügbar)|sollte {NOW}(?:erreichbar|verfügbar) sein|{NOW}(?:erreichbar|verfügbar) ist|antwortet(?! {NOW}(?:mit|nicht|in|auf|\ue000|\ue001)))\b",
    "antwort", "erreichbar", "verfügbar",
)  # fmt: skip
