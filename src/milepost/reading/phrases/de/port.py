""" "Der Server lauscht auf Port 3000", "Port 3000 ist frei"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("port", "lauscht", "läuft", "hört", "erreichbar", "verfügbar")
_PORT = r"(?P<port>\d{2,5}\b|{code})"
_INSIDE = r"(?:(?:im|in|auf|am|an) (?:(?:der|dem|deinem|deiner|einem|einer) )?(?:[\w-]+ )?(?:container|pod|router|firewall|lastverteiler|gateway|vm|instanz|cluster|knoten|handy|gerät)\b)"
"""The port of another machine, or of a container, is none of this one."""
_HERE = rf"(?! (?:nicht\b|{_INSIDE}))"
_NOT_INSIDE = r"(?<!container )(?<!containers )(?<!pod )(?<!pods )"
LISTENS: tuple[Phrase, ...] = (
    phrase(rf"{_NOT_INSIDE}\b(?:lauscht|hört|läuft|horcht|startet) {NOW}(?:lokal )?(?:auf|unter|an) (?:dem )?(?:tcp-)?port {_PORT}{_HERE}", "port"),
    phrase(rf"\b(?:sollte|muss) {NOW}(?:lokal )?(?:auf|unter|an) (?:dem )?(?:tcp-)?port {_PORT} (?:lauschen|laufen|hören|antworten|erreichbar sein)\b", "port"),
    phrase(rf"\b(?:auf|unter|an) (?:dem )?(?:tcp-)?port {_PORT} (?:lauscht|läuft|hört|antwortet|erreichbar|verfügbar)\b", "port"),
    phrase(rf"\b(?:server|anwendung|app|api|dienst|seite|er|sie) (?:läuft|lauscht|antwortet|ist) {NOW}(?:lokal )?(?:auf|unter) (?P<url>[\ue000\ue002])", "läuft", "lauscht", "antwortet", "ist"),
    phrase(r"\bport (?P<port>\d{2,5}|{code}) (?:ist (?:offen|geöffnet|belegt)|lauscht|nimmt verbindungen an)\b", "port"),
)  # fmt: skip
FREE = phrase(
    rf"\bport (?P<port>\d{{2,5}}|{{code}}) (?:ist {NOW}(?:frei|nicht mehr belegt|geschlossen)|{NOW}frei ist)\b",
    "port",
)
